using System.Globalization;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Ledger;

namespace Tandem.Tests.Cli;

/// <summary>What a person does with a ledger at a terminal: bring one in, enter lines, hand it out, check it, have words erased.</summary>
public sealed class LedgerTests : IDisposable
{
    private static readonly string Refusals = Repository.PathOf("vectors", "ledgers", "11-refusals.ndjson");
    private static readonly string Sample = Repository.PathOf("samples", "ledger.ndjson");

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_import_says_what_was_refused_and_why_and_ends_in_the_id()
    {
        var refused = JsonDocument.Parse(File.ReadAllText(Refusals.Replace(".ndjson", ".expected.json", StringComparison.Ordinal)))
            .RootElement.GetProperty("readings")[0].GetProperty("refused").EnumerateArray()
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"line {one.GetProperty("line").GetInt32()}: {one.GetProperty("code").GetString()}: ")).ToList();

        var ended = Tandem("ledger", "import", Refusals);

        ended.Code.ShouldBe(0);
        var lines = ended.Output.TrimEnd().Split('\n');
        lines.Length.ShouldBe(refused.Count + 1);
        lines.Zip(refused).ShouldAllBe(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal));
        Guid.TryParseExact(lines[^1].Split(' ')[^1], "N", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("sv", "rad 2: duplicate_id: En post som heter c1 finns redan i liggaren.")]
    [InlineData("fr", "duplicate_id : Une inscription nommée c1 est déjà au registre.")]
    public void A_refusal_is_said_in_the_readers_language(string language, string sentence) =>
        Ended.Running("ledger", "import", Refusals, "--data", Path.Combine(folder, language), "--lang", language).Output.ShouldContain(sentence);

    [Fact]
    public void A_line_entered_twice_under_one_key_is_written_once()
    {
        var id = Import(Sample);
        var line = Write("line.ndjson", """{"id":"lift","kind":"request","side":"A","by":"a-anand","occurred":"2026-10-01","body":{"from":"A"},"text":{"what":"May we use the lift?"}}""");

        var first = Tandem("ledger", "append", id, line, "--idempotency-key", "form-7");
        var second = Tandem("ledger", "append", id, line, "--idempotency-key", "form-7");
        var third = Tandem("ledger", "append", id, line);

        (first.Code, second.Code, third.Code).ShouldBe((0, 0, 1));
        first.Output.ShouldMatch(@"^sealed #\d+ lift\n$");
        second.Output.ShouldBe(first.Output.Replace("sealed", "sealed before", StringComparison.Ordinal));
        third.Output.ShouldStartWith("line 1: duplicate_id: ");
        Tandem("ledger", "list", id).Output.Split('\n').Count(entry => entry.Contains("  lift  ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void The_portfolio_tells_every_relationship_in_a_line_what_presses_most_first()
    {
        _ = Import(Refusals);
        var sample = Import(Sample);
        var empty = Ended.Running("portfolio", "--data", Path.Combine(folder, "empty"));

        var said = Tandem("portfolio", "--at", "2026-09-30", "--advice");
        var lines = Tandem("portfolio", "--at", "2026-09-30", "--json").Output.TrimEnd().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement).ToList();

        empty.Code.ShouldBe(1);
        (said.Code, said.Output.TrimEnd().Split('\n').Length, lines.Count).ShouldBe((0, 2, 2));
        var measured = JsonDocument.Parse(Tandem("measures", sample, "--at", "2026-09-30", "--json").Output).RootElement;
        var line = lines.Single(one => one.GetProperty("relationship").GetString() == sample);
        line.GetProperty("standing").GetString().ShouldBe(measured.GetProperty("standing").GetProperty("label").GetString());
        line.GetProperty("trust").GetProperty("A").GetDouble().ShouldBe(measured.GetProperty("trust").GetProperty("AB").GetProperty("mean").GetDouble(), 1e-12);
    }

    [Fact]
    public void What_is_handed_out_can_be_checked_by_anybody_and_compared_with_what_was_kept()
    {
        var id = Import(Sample);
        var kept = Write("kept", Tandem("ledger", "checkpoint", id).Output);
        var receipt = Path.Combine(folder, "receipt");
        Tandem("ledger", "receipt", id, "charter-1", "-o", receipt).Code.ShouldBe(0);
        var line = Write("line.ndjson", """{"id":"lift","kind":"request","side":"A","by":"a-anand","occurred":"2026-10-01","body":{"from":"A"}}""");
        Tandem("ledger", "append", "Side B", line).Code.ShouldBe(0);
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", id[..8], "-o", file).Code.ShouldBe(0);

        var said = Verify(file);
        said.Code.ShouldBe(0, said.Output);
        said.Output.ShouldStartWith("Nothing was rewritten.");
        foreach (var saved in (string[])[kept, receipt, file])
        {
            Verify(file, "--against", saved).Code.ShouldBe(0);
        }

        var json = JsonDocument.Parse(Verify(file, "--json", "--against", kept).Output).RootElement;
        json.GetProperty("good").GetBoolean().ShouldBeTrue();
        json.GetProperty("relationship").GetString().ShouldBe(id);
        json.GetProperty("against").GetString().ShouldBe("Extends");
        json.GetProperty("problems").GetArrayLength().ShouldBe(0);
        _ = SignedCheckpoint.TryParse(System.Text.Encoding.UTF8.GetBytes(json.GetProperty("kept").GetString()!), out var note, out _);
        note!.ToString().ShouldBe(File.ReadAllText(kept));
    }

    [Fact]
    public void A_file_that_was_touched_is_called_so_with_code_1()
    {
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", Import(Sample), "-o", file).Code.ShouldBe(0);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        var ended = Verify(file);
        var json = JsonDocument.Parse(Verify(file, "--json").Output).RootElement;

        (ended.Code, ended.Errors).ShouldBe((1, ""));
        ended.Output.ShouldStartWith("This does not hold up.");
        json.GetProperty("good").GetBoolean().ShouldBeFalse();
        json.GetProperty("problemCount").GetInt32().ShouldBe(json.GetProperty("problems").GetArrayLength());
    }

    /// <summary>Where the packed bytes still make some sense, single lines are refused instead; whoever wants to know verifies first.</summary>
    [Fact]
    public void A_damaged_export_ends_in_a_sentence_and_not_in_a_crash()
    {
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", Import(Sample), "-o", file).Code.ShouldBe(0);
        var bytes = File.ReadAllBytes(file);
        bytes.AsSpan(bytes.Length / 8, bytes.Length / 4).Fill(0xff); // most of the entries
        File.WriteAllBytes(file, bytes);

        var ended = Ended.Running("ledger", "import", file, "--data", Path.Combine(folder, "there"), "--lang", "en");

        ended.Code.ShouldBeOneOf(0, 1, 3);
        ended.Errors.ShouldNotContain("   at ");
        Verify(file).Code.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_erased_without_a_yes()
    {
        var id = Import(Sample);
        var before = Tandem("ledger", "checkpoint", id).Output;

        var asked = Tandem("erase", id, "--entry", "charter-1", "--ground", "personal_data");
        asked.Code.ShouldBe(2);
        asked.Errors.ShouldContain("--yes");
        Tandem("ledger", "checkpoint", id).Output.ShouldBe(before);

        Tandem("erase", id, "--entry", "charter-1", "--ground", "personal_data", "--yes").Code.ShouldBe(0);
        Tandem("ledger", "list", id).Output.ShouldContain("(purpose erased)");
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", id, "-o", file).Code.ShouldBe(0);
        Verify(file).Output.ShouldContain("content 'purpose' of entry #1 was erased under entry #");
        Tandem("erase", id, "--entry", "charter-1", "--ground", "personal_data", "--yes").Code.ShouldBe(1);
    }

    [Fact]
    public void A_ledger_that_moves_keeps_its_id_and_one_that_is_there_gets_another()
    {
        var id = Import(Sample);
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", id, "-o", file).Code.ShouldBe(0);

        var there = Ended.Running("ledger", "import", file, "--data", Path.Combine(folder, "there"), "--lang", "en");
        var here = Tandem("ledger", "import", file);

        LastWord(there).ShouldBe(id);
        LastWord(here).ShouldNotBe(id);
        here.Errors.ShouldContain("is here already");
        var ambiguous = Tandem("export", "Side B", "-o", file + "2");
        (ambiguous.Code, ambiguous.Output).ShouldBe((1, ""));
        ambiguous.Errors.ShouldContain("more than one relationship");
        ambiguous.Errors.ShouldContain(id);
    }

    [Fact]
    public void A_key_that_takes_over_is_vouched_for()
    {
        var id = Import(Sample);
        Tandem("key", "rotate").Code.ShouldBe(0);
        Tandem("key", "list").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        var known = Tandem("key", "list").Output.Split(' ')[0];
        var file = Path.Combine(folder, "record.tandem");
        Tandem("export", id, "-o", file).Code.ShouldBe(0);

        Verify(file, "--key", known).Code.ShouldBe(0);
        Verify(file, "--key", "00000000").Code.ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "There is no relationship 'Nobody'", "ledger", "list", "Nobody")]
    [InlineData(1, "There is no relationship 'Nobody'", "export", "Nobody", "-o", "%/new")]
    [InlineData(1, "There is no relationship 'Nobody'", "erase", "Nobody", "--entry", "x", "--ground", "y")]
    [InlineData(1, "There is no file", "ledger", "import", "%/nothing")]
    [InlineData(1, "There is no file", "ledger", "append", "Nobody", "%/nothing")]
    [InlineData(1, "There is no file", "verify", "%/nothing")]
    [InlineData(1, "There is no file", "verify", "%/there", "--against", "%/nothing")]
    [InlineData(1, "This is no export", "verify", "%/there")]
    [InlineData(2, "neither a checkpoint, a receipt nor an export", "verify", "%/there", "--against", "%/there")]
    [InlineData(2, "is there already", "export", "Nobody", "-o", "%/there")]
    [InlineData(2, "'C' is no side", "ledger", "append", "Nobody", "%/there", "--as", "C")]
    [InlineData(2, "--person", "erase", "Nobody", "--ground", "y")]
    [InlineData(2, "--ground", "erase", "Nobody", "--entry", "x")]
    [InlineData(2, "--output", "export", "Nobody")]
    public void What_cannot_be_done_is_answered_by_a_sentence_and_a_code(int code, string says, params string[] words)
    {
        Write("there", "not an export");
        string[] given = [.. words.Select(word => word.Replace("%", folder, StringComparison.Ordinal))];

        var ended = words[0] == "verify" ? Ended.Running([.. given, "--lang", "en"]) : Tandem(given);

        ended.Code.ShouldBe(code);
        (ended.Errors + ended.Output).ShouldContain(says);
        ended.Errors.ShouldNotContain("   at ");
        File.ReadAllText(Path.Combine(folder, "there")).ShouldBe("not an export");
    }

    private Ended Tandem(params string[] words) => Ended.Running([.. words, "--data", Path.Combine(folder, "data"), "--lang", "en"]);

    private static Ended Verify(params string[] words) => Ended.Running(["verify", .. words, "--lang", "en"]);

    private string Import(string file) => LastWord(Tandem("ledger", "import", file));

    private static string LastWord(Ended ended) => ended.Output.TrimEnd().Split(' ')[^1];

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
