using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Tests.Measures.Pages;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures;

/// <summary>
/// docs/reference/measures: every table of every page is held against the code, row by row; as many decimals as a page shows
/// have to be right. Ledgers in the pages are read as <c>tandem measures</c> would.
/// </summary>
public sealed partial class MeasurePages
{
    private const string Index = "README.md";

    private static readonly string Folder = Repository.PathOf("docs", "reference", "measures");

    private static readonly Dictionary<string, Func<PageTable, IEnumerable<object?[]>>> Known = ByRow(
        [.. PromiseTables.All, .. ExchangeTables.All, .. DecisionTables.All, .. PeopleTables.All])
        .Concat(CourseTables.All).Append((LedgerTable.Header, LedgerTable.Outputs))
        .ToDictionary(table => table.Item1, table => table.Item2);

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(Path.GetFileName).OfType<string>().Where(name => name != Index).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_table_of_a_page_shows_what_the_code_computes(string page)
    {
        var tables = TablesOf(page);

        tables.ShouldNotBeEmpty();
        tables.SelectMany(Problems).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_with_another_last_digit_would_be_found(string page)
    {
        var overlooked =
            from table in TablesOf(page)
            from row in table.Rows.Zip(Known[table.Header](table))
            from cell in row.First.TakeLast(row.Second.Length).Zip(row.Second)
            where cell.Second is not string && PageTable.Changed(cell.First) is { } changed && PageTable.Difference(changed, cell.Second) is null
            select $"{table.Page}:{table.Line} {cell.First}";

        overlooked.ShouldBeEmpty();
    }

    [Fact]
    public void The_index_names_every_page_and_no_other() =>
        Link.Matches(File.ReadAllText(Path.Combine(Folder, Index))).Select(link => link.Groups[1].Value).Distinct()
            .ShouldBe(Pages.Select(page => page.Data), ignoreOrder: true);

    [Fact]
    public void Every_measure_that_the_program_explains_has_a_page() =>
        Enum.GetValues<MeasureCode>().Select(code => MeasuresJson.Word(code).Replace('_', '-') + ".md").Except(Pages.Select(page => page.Data))
            .ShouldBeEmpty();

    [Fact]
    public void No_kind_of_table_is_known_and_nowhere_shown() =>
        Known.Keys.Except(Pages.SelectMany(page => TablesOf(page.Data)).Select(table => table.Header)).ShouldBeEmpty();

    [Theory]
    [InlineData("trust")]
    [InlineData("balance")]
    [InlineData("equity")]
    [InlineData("value")]
    [InlineData("loyalty")]
    [InlineData("autonomy")]
    [InlineData("consistency")]
    [InlineData("standing")]
    public void A_principle_is_shown_on_a_whole_ledger(string page) =>
        TablesOf(page + ".md").ShouldContain(table => table.Header == LedgerTable.Header && table.Rows.Count > 0);

    [Fact]
    public void The_how_to_shows_what_the_sample_gives()
    {
        var shown = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "how-to", "read-a-ledger.md"))
            .Split("```json\n")[1].Split("```")[0]).RootElement;

        var found = LedgerTable.ReadingOf(File.ReadLines(Repository.PathOf("samples", "ledger.ndjson")), shown.Word("now"));

        Difference.Between(shown, found).ShouldBeEmpty();
    }

    private static PageTable[] TablesOf(string page) => [.. PageTable.In(Path.Combine(Folder, page))];

    private static IEnumerable<string> Problems(PageTable table)
    {
        if (!Known.TryGetValue(table.Header, out var outputs))
        {
            return [$"{table.Page}:{table.Line} has a table that nothing checks: {table.Header}"];
        }

        object?[][] found = [.. outputs(table)];
        return found.Length != table.Rows.Count || table.Rows.Count == 0
            ? [$"{table.Page}:{table.Line} has {table.Rows.Count} rows, and {found.Length} were computed"]
            : table.Rows.Zip(found).SelectMany((row, at) => row.First.TakeLast(row.Second.Length)
                .Zip(row.Second, PageTable.Difference).OfType<string>()
                .Select(difference => $"{table.Page}:{table.Line + 2 + at} {string.Join(" | ", row.First)}: {difference}"));
    }

    private static IEnumerable<(string, Func<PageTable, IEnumerable<object?[]>>)> ByRow(
        IEnumerable<(string Header, Func<string[], object?[]> Outputs)> tables) =>
        tables.Select(known => (known.Header, (Func<PageTable, IEnumerable<object?[]>>)(table => table.Rows.Select(known.Outputs))));

    [GeneratedRegex(@"\]\(([\w-]+\.md)\)")]
    private static partial Regex Link { get; }
}
