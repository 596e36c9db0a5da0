using System.Globalization;
using System.Text.Json;
using Shouldly;

namespace Tandem.Tests.Samples;

public sealed class SampleLedgerTests
{
    private static readonly Lazy<JsonElement[]> Entries = new(() =>
        [.. File.ReadLines(Repository.PathOf("samples", "ledger.ndjson"))
            .Select(line => JsonDocument.Parse(line).RootElement)]);

    private static readonly string[] Pages =
        [.. Directory.GetFiles(Repository.PathOf("docs", "reference", "entries"), "*.md")
            .Where(page => Path.GetFileName(page) != "README.md")];

    [Fact]
    public void Every_kind_that_has_a_page_occurs_and_no_other() =>
        Entries.Value.Select(entry => entry.Word("kind")).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(Pages.Select(KindOf).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_page_shows_an_entry_of_its_kind()
    {
        foreach (var page in Pages)
        {
            var example = File.ReadAllText(page).Split("```json\n")[1].Split("\n```")[0];

            JsonDocument.Parse(example).RootElement.Word("kind").ShouldBe(KindOf(page), page);
        }
    }

    [Fact]
    public void No_id_comes_twice_and_what_a_line_names_stands_above_it()
    {
        var known = new HashSet<string>();

        foreach (var entry in Entries.Value)
        {
            foreach (var member in entry.GetProperty("body").EnumerateObject().Where(member => member.Name is "of"
                or "commitment" or "replaces" or "replacement" or "matches" or "benefit" or "request" or "decision"))
            {
                known.ShouldContain(member.Value.GetString()!, entry.Word("id"));
            }

            known.Add(entry.Word("id")).ShouldBeTrue(entry.Word("id"));
        }
    }

    [Fact]
    public void Nothing_is_recorded_before_the_line_above_it_or_before_it_took_effect()
    {
        var last = DateTimeOffset.MinValue;

        foreach (var entry in Entries.Value)
        {
            var recorded = Instant(entry, "recorded");

            recorded.ShouldBeGreaterThanOrEqualTo(last, entry.Word("id"));
            recorded.ShouldBeGreaterThanOrEqualTo(Instant(entry, "occurred"), entry.Word("id"));
            last = recorded;
        }
    }

    private static string KindOf(string page) => Path.GetFileNameWithoutExtension(page).Replace('-', '_');

    private static DateTimeOffset Instant(JsonElement entry, string member) =>
        DateTimeOffset.Parse(entry.Word(member), CultureInfo.InvariantCulture);
}
