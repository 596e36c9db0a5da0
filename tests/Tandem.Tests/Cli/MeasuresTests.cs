using System.Globalization;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Tests.Measures;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Cli;

/// <summary>What a person or a program asks of a ledger at a terminal: figures, their reasons, what would be, what is fair.</summary>
public sealed class MeasuresTests : IDisposable
{
    private static readonly string Sample = Repository.PathOf("samples", "ledger.ndjson");

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_read_as_the_worked_ledger_says_with_the_working_hours_of_both_sides()
    {
        var expected = Repository.Vectors("ledgers/09-waiting.expected.json");
        var hours = Write("hours.json", expected.GetProperty("hours").GetRawText());
        var reading = expected.GetProperty("readings")[1];

        var ended = Ended.Running(
            "measures", Repository.PathOf("vectors", "ledgers", "09-waiting.ndjson"), "--at", reading.Word("now"), "--hours", hours, "--json");

        ended.Code.ShouldBe(0, ended.Errors);
        Difference.Between(reading, JsonDocument.Parse(ended.Output).RootElement).ShouldBeEmpty();
    }

    [Fact]
    public void A_relationship_of_the_data_folder_gives_the_figures_of_its_file()
    {
        var id = Tandem("ledger", "import", Sample).Output.Split(' ')[^1].Trim();

        var kept = Tandem("measures", id, "--at", "2026-08-28", "--json").Output;
        var file = Ended.Running("measures", Sample, "--at", "2026-08-28", "--json").Output;

        Difference.Between(JsonDocument.Parse(file).RootElement, JsonDocument.Parse(kept).RootElement, loosened: 1e-3).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes_each_time() =>
        Ended.Running("measures", Sample, "--json").Output.ShouldBe(Ended.Running("measures", Sample, "--json").Output);

    [Theory]
    [InlineData("en", "Standing  evidence: some", "A can trust B")]
    [InlineData("sv", "Läge  underlag: en del", "A kan lita på B")]
    [InlineData("fr", "Situation  données : moyennes", "A peut se fier à B")]
    public void A_reading_is_said_in_the_readers_language(string language, string standing, string trust)
    {
        var said = Ended.Running("measures", Sample, "--at", "2026-08-28", "--lang", language);

        said.Code.ShouldBe(0, said.Errors);
        said.Output.ShouldContain(standing);
        said.Output.ShouldContain(trust);
        said.Errors.ShouldBeEmpty();
    }

    public static TheoryData<string, string> Explained
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (at, measure) in Enum.GetValues<MeasureCode>().Index())
            {
                rows.Add(MeasuresJson.Word(measure).Replace('_', '-'), ((string[])["en", "sv", "fr"])[at % 3]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Explained))]
    public void Every_figure_explains_itself(string measure, string language)
    {
        var why = Ended.Running("why", Sample, measure, "--at", "2026-08-28", "--lang", language);

        why.Code.ShouldBe(0, why.Errors);
        why.Output.ShouldContain($"docs/reference/measures/{measure}.md");
        File.Exists(Repository.PathOf("docs", "reference", "measures", measure + ".md")).ShouldBeTrue();
    }

    [Fact]
    public void A_figure_as_json_adds_up_to_its_value()
    {
        var why = JsonDocument.Parse(Ended.Running("why", Sample, "trust", "--side", "B", "--at", "2026-08-28", "--json").Output).RootElement[0];

        why.GetProperty("because").EnumerateArray().Sum(reason => reason.Number("contribution"))
            .ShouldBe(why.Number("value") - why.Number("neutral"), 1e-9);
        why.Word("charter").ShouldBe("charter-2");
    }

    [Fact]
    public void What_a_draft_would_do_is_what_it_does_once_it_is_there()
    {
        const string Draft = """{"kind":"contribution","body":{"giver":"B","category":"time","worth":{"hours":"40"}}}""";

        var said = JsonDocument.Parse(Ended.Running(
            "whatif", Sample, "--as", "B", "--entry", Draft, "--at", "2026-08-28", "--json").Output).RootElement;
        var lines = File.ReadAllLines(Sample).ToList();
        lines.Add("""{"id":"x","kind":"contribution","side":"B","by":"b","occurred":"2026-08-28","recorded":"2026-08-28","body":{"giver":"B","category":"time","worth":{"hours":"40"}}}""");
        var really = JsonDocument.Parse(Ended.Running(
            "measures", Write("more.ndjson", string.Join('\n', lines)), "--at", "2026-08-28", "--json").Output).RootElement;

        Share(said.GetProperty("claimed")).ShouldBe(Share(really), 1e-9);
        Share(said.GetProperty("now")).ShouldBeGreaterThan(Share(really));
        Share(said.GetProperty("confirmed")).ShouldBeLessThan(Share(really));
    }

    [Fact]
    public void A_decision_before_it_is_taken_shows_precedents_and_the_payment_that_makes_the_best_option_acceptable()
    {
        const string Draft = """
            {"kind":"decision","body":{"class":"credit","decided_by":"A","affects":["A","B"],"participation":{},"importance":"normal",
            "circumstances":{"amount":10500,"urgency":"normal","cause":"delay","in_contract":true,"tags":["x"]},"outcome":"approve","status":"proposed",
            "options":[{"name":"x","cost":{"A":{"amount":"10","currency":"EUR"},"B":{"amount":"60","currency":"EUR"}}},
            {"name":"y","cost":{"A":{"amount":"25","currency":"EUR"},"B":{"amount":"30","currency":"EUR"}}}]}}
            """;

        var said = Ended.Running(
            "whatif", Repository.PathOf("vectors", "ledgers", "05-decisions.ndjson"), "--as", "A", "--entry", Draft, "--at", "2026-03-15");

        said.Code.ShouldBe(0, said.Errors);
        said.Output.ShouldContain("Precedent e1, 0.00 away: approve");
        said.Output.ShouldContain("y: 25 for A, 30 for B, 55 together ← least for both");
        said.Output.ShouldContain("\"y\" instead is acceptable to both if B pays A 22.5 (15 to 30)");
    }

    [Fact]
    public void A_settlement_proposed_and_signed_by_both_leaves_nothing_to_settle()
    {
        var id = Tandem("ledger", "import", Sample).Output.Split(' ')[^1].Trim();
        var proposed = Tandem("settle", id, "--period", "2026-Q2", "--json");
        proposed.Code.ShouldBe(0, proposed.Errors);

        Tandem("ledger", "append", id, Write("settlement.ndjson", proposed.Output)).Code.ShouldBe(0);
        var signature = """{"id":"signed","kind":"confirmation","side":"B","by":"b","occurred":"2026-06-21","body":{"of":"settlement-2026-q2"}}""";
        Tandem("ledger", "append", id, Write("signature.ndjson", signature), "--as", "B").Code.ShouldBe(0);

        var left = Tandem("settle", id, "--period", "2026-Q2", "--at", TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        left.Output.ShouldContain("Nothing is to be settled.");
    }

    [Theory]
    [InlineData(2, "happiness is no measure", "why", "happiness")]
    [InlineData(2, "is no file of working hours: look at A.tz", "measures", "--hours")]
    [InlineData(1, "bad_body", "whatif", "--entry", """{"kind":"contribution","body":{"giver":"C"}}""")]
    [InlineData(1, "bad_json", "whatif", "--entry", "{")]
    [InlineData(2, "2026-Q5 is no period", "settle", "--period", "2026-Q5")]
    public void What_cannot_be_read_is_said_with_a_sentence(int code, string sentence, string command, params string[] words)
    {
        var hours = Write("hours.json", """{"A": {"tz": "Europe/Atlantis", "days": [0], "open": "09:00", "close": "17:00"}}""");

        var ended = Ended.Running([command, Sample, .. words, .. words.Contains("--hours") ? [hours] : Array.Empty<string>()]);

        (ended.Code, ended.Output).ShouldBe((code, ""));
        ended.Errors.ShouldContain(sentence);
    }

    private static double Share(JsonElement reading) => reading.GetProperty("balance").GetProperty("headline").Number("share_A");

    private Ended Tandem(params string[] words) => Ended.Running([.. words, "--data", Path.Combine(folder, "data")]);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
