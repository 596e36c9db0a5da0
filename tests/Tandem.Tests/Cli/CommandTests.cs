using System.Text.Json;
using Shouldly;

namespace Tandem.Tests.Cli;

/// <summary>What commands say of options and figures.</summary>
[Collection(OwnConsole.Name)]
public sealed class CommandTests : IDisposable
{
    private const string Benefit = """
        {"id":"b1","kind":"benefit","side":"B","by":"b-bo","occurred":"2026-01-01","recorded":"2026-01-01","body":{"receiver":"A","expected":{"amount":"1000.00","currency":"EUR"},"start":"2026-01-01","due":"2026-07-20"}}
        {"id":"y1","kind":"confirmation","side":"A","by":"a-anna","occurred":"2026-01-02","recorded":"2026-01-02","body":{"of":"b1"}}
        {"id":"v1","kind":"realisation","side":"A","by":"a-anna","occurred":"2026-03-15","recorded":"2026-03-15","body":{"benefit":"b1","receiver":"A","worth":{"amount":"400.00","currency":"EUR"}}}
        """;

    private static readonly string Sample = Repository.PathOf("samples", "ledger.ndjson");

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("nonsense", "measures", "SAMPLE", "--at")]
    [InlineData("2026-02-30", "why", "SAMPLE", "trust", "--at")]
    [InlineData("nonsense", "whatif", "SAMPLE", "--at")]
    [InlineData("nonsense", "settle", "SAMPLE", "--period", "2026", "--at")]
    [InlineData("nonsense", "advise", "SAMPLE", "--as", "A", "--at")]
    [InlineData("nonsense", "portfolio", "--at")]
    [InlineData("xx", "measures", "SAMPLE", "--lang")]
    [InlineData("", "portfolio", "--data")]
    [InlineData("nonsense", "serve", "--public-url")]
    [InlineData("C", "whatif", "SAMPLE", "--as")]
    [InlineData("C", "why", "SAMPLE", "trust", "--side")]
    [InlineData("2026-Q5", "settle", "SAMPLE", "--period")]
    public async Task A_malformed_option_ends_with_2_and_a_sentence_that_names_what_was_found(string found, params string[] words)
    {
        var ended = await Household.CapturedAsync([.. words.Select(word => word == "SAMPLE" ? Sample : word), found]);

        (ended.Code, ended.Output).ShouldBe((2, ""));
        ended.Errors.Trim().Split('\n').Length.ShouldBe(1);
        ended.Errors.ShouldContain(found.Length > 0 ? found : "--data");
    }

    [Fact]
    public async Task Value_in_use_is_the_ratio_at_the_end_of_each_month_as_it_was_known_then()
    {
        var ledger = Write("value.ndjson", Benefit);

        var measured = JsonDocument.Parse(Ended.Running("measures", ledger, "--at", "2026-04-11", "--json").Output).RootElement;
        var why = JsonDocument.Parse(Ended.Running("why", ledger, "value", "--side", "A", "--at", "2026-04-11", "--json").Output).RootElement;
        var said = await Household.CapturedAsync("why", ledger, "value", "--side", "A", "--at", "2026-04-11");

        foreach (var months in (JsonElement[])[measured.GetProperty("value").GetProperty("A").GetProperty("in_use"), why[0].GetProperty("in_use")])
        {
            months.EnumerateObject().Select(month => month.Name).ShouldBe(["2026-01", "2026-02", "2026-03", "2026-04"]);
            months.EnumerateObject().Select(month => month.Value.GetDouble()).ShouldBe([0, 0, 400 / 450.0, 0.8], 1e-9);
        }

        measured.GetProperty("value").GetProperty("B").GetProperty("in_use").EnumerateObject()
            .ShouldAllBe(month => month.Value.ValueKind == JsonValueKind.Null);
        said.Output.ShouldContain("2026-03");
        said.Output.ShouldContain("89%");
    }

    [Fact]
    public void Advice_looks_at_what_the_own_side_has_prepared_and_refuses_what_is_not_its_own()
    {
        const string Risk = """{"kind":"risk","body":{"bearer":"A","probability":0.2,"impact":{"amount":"1000.00","currency":"EUR"}},"text":{"what":"A line that may stop"}}""";
        var ledger = Write("value.ndjson", Benefit);
        string[] words = ["advise", ledger, "--as", "A", "--at", "2026-04-11", "--json"];

        var without = Ended.Running(words);
        var with = Ended.Running([.. words, "--entry", Risk]);
        var theirs = Ended.Running([.. words, "--entry", Risk.Replace("{\"kind\"", "{\"side\":\"B\",\"kind\"", StringComparison.Ordinal)]);

        (without.Code, with.Code, theirs.Code).ShouldBe((0, 0, 1), with.Errors);
        Actions(without).ShouldNotContain("vulnerability");
        Actions(with).ShouldContain("vulnerability");
        theirs.Output.ShouldBe("");
    }

    [Fact]
    public async Task The_portfolio_tells_whether_effort_is_in_the_right_place()
    {
        string[] place = ["--data", Path.Combine(folder, "data")];
        await Household.CapturedAsync(["ledger", "import", Sample, .. place]);
        await Household.CapturedAsync(["ledger", "import", Sample, "--us", "B", .. place]);

        var told = (await Household.CapturedAsync(["portfolio", "--at", "2026-09-30", "--json", .. place])).Output.Trim().Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("place")).ToList();
        var said = await Household.CapturedAsync(["portfolio", "--at", "2026-09-30", .. place]);

        var (effort, appreciated) = (told.ConvertAll(one => one.GetProperty("effort").GetDouble()), told.ConvertAll(one => one.GetProperty("appreciated").GetDouble()));
        effort.Count.ShouldBe(2);
        for (var at = 0; at < 2; at++)
        {
            effort[at].ShouldBeGreaterThan(0);
            told[at].GetProperty("index").GetDouble().ShouldBe(appreciated[at] / appreciated.Sum() / (effort[at] / effort.Sum()), 1e-9);
        }

        said.Output.Trim().Split('\n').ShouldAllBe(line => line.Contains(" · place ", StringComparison.Ordinal));
    }

    private static IEnumerable<string?> Actions(Ended advised) => JsonDocument.Parse(advised.Output).RootElement.GetProperty("recommendations")
        .EnumerateArray().Select(one => one.GetProperty("action").GetString());

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
