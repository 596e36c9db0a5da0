using System.Text.Json;
using Shouldly;

namespace Tandem.Tests.Cli;

/// <summary>Advice at a terminal: read it, take it up, and see it in the ledger.</summary>
public sealed class AdviseTests : IDisposable
{
    private static readonly string Sample = Repository.PathOf("samples", "ledger.ndjson");

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_read_for_the_side_that_is_named()
    {
        var ended = Ended.Running("advise", Sample);
        ended.Code.ShouldBe(2);
        ended.Errors.ShouldContain("--as A");

        ended = Ended.Running("advise", Sample, "--as", "A", "--json");
        ended.Code.ShouldBe(0, ended.Errors);
        var said = JsonDocument.Parse(ended.Output).RootElement;
        said.Word("us").ShouldBe("A");
        said.GetProperty("recommendations").EnumerateArray().Select(one => one.Word("action")).ShouldContain("communication");
        ended.Output.ShouldNotContain("gain");
    }

    [Theory]
    [InlineData("en", "Reply to the oldest open request")]
    [InlineData("sv", "Svara på den äldsta öppna frågan")]
    [InlineData("fr", "Répondre à la plus ancienne demande ouverte")]
    public void What_to_do_is_said_in_the_readers_language(string language, string sentence) =>
        Ended.Running("advise", Sample, "--as", "B", "--lang", language).Output.ShouldContain(sentence);

    [Fact]
    public void What_is_taken_up_goes_into_the_ledger_as_it_is_printed()
    {
        var id = Tandem("ledger", "import", Sample).Output.TrimEnd().Split(' ')[^1];
        Tandem("advise", id, "--as", "B").Code.ShouldBe(2, "here we are A");
        var first = Tandem("advise", id, "--at", "2026-08-28").Output;
        var line = Tandem("advise", id, "--at", "2026-08-28", "--accept", "1");
        line.Code.ShouldBe(0, line.Errors);
        var entry = JsonDocument.Parse(line.Output).RootElement.Word("id");
        first.ShouldContain(entry);
        first.ShouldContain($"tandem advise {id} --at 2026-08-28 --accept 1 | tandem ledger append {id} -");
        var file = Path.Combine(folder, "line.ndjson");
        File.WriteAllText(file, line.Output);

        Tandem("ledger", "append", id, file).Output.ShouldMatch($@"^sealed #\d+ {entry}\n$");

        Tandem("ledger", "list", id).Output.ShouldContain(entry);
        Tandem("advise", id, "--at", "2026-08-28", "--accept", "99").Code.ShouldBe(1);
    }

    [Fact]
    public void Where_nothing_is_known_it_says_what_would_help()
    {
        var file = Path.Combine(folder, "one.ndjson");
        File.WriteAllText(file, """{"id":"t","kind":"transaction","side":"A","by":"a","occurred":"2026-05-01","recorded":"2026-05-01","body":{"worth":{"amount":"10","currency":"SEK"}}}""");

        var said = Ended.Running("advise", file, "--as", "A").Output;

        said.ShouldContain("Not known yet, and what would tell:");
        said.ShouldContain("five requests to us");
    }

    private Ended Tandem(params string[] words) => Ended.Running([.. words, "--data", folder]);
}
