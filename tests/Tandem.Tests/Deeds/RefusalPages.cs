using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Tandem.Cli;
using Tandem.Core.Ledger;
using Tandem.Workspace.Text;

namespace Tandem.Tests.Deeds;

/// <summary>docs/reference/refusals: each code has a page, whose case provokes it and whose sentences are those of the program.</summary>
public sealed partial class RefusalPages
{
    private static readonly string Folder = Repository.PathOf("docs", "reference", "refusals");

    private static readonly (string Row, string Language)[] Rows = [("English", "en"), ("Svenska", "sv"), ("Français", "fr")];

    public static TheoryData<string> Codes => [.. Enum.GetValues<RefusalCode>().Select(Refusal.Word)];

    [Fact]
    public void Every_code_has_a_page_and_no_page_is_without_a_code() =>
        Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => name != "README")
            .ShouldBe(Codes.Select(row => FileOf(row.Data)), ignoreOrder: true);

    [Fact]
    public void The_table_has_them_in_the_order_in_which_the_rules_are_asked() =>
        TableRow.Matches(File.ReadAllText(Path.Combine(Folder, "README.md"))).Select(row => (row.Groups[1].Value, row.Groups[2].Value))
            .ShouldBe(Codes.Select(row => (row.Data, FileOf(row.Data) + ".md")));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_last_line_of_a_case_is_refused_with_the_code_and_in_the_sentences_of_its_page(string code)
    {
        var page = File.ReadAllText(Path.Combine(Folder, FileOf(code) + ".md"));
        var lines = Lines.Match(page).Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var (_, refused) = Replay.Of(lines);

        page.ShouldStartWith($"# `{code}`\n");
        refused.Select(one => (one.Line, Refusal.Word(one.Refusal.Code))).ShouldBe([(lines.Length, code)]);
        foreach (var (row, language) in Rows)
        {
            var sentence = RefusalWords.Of(Texts.ForTerminal(CultureInfo.GetCultureInfo(language)), refused[0].Refusal);
            page.ShouldContain($"\n| {row} | {sentence} |\n", Case.Sensitive);
        }
    }

    private static string FileOf(string code) => code.Replace('_', '-');

    [GeneratedRegex(@"```ndjson\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Lines { get; }

    [GeneratedRegex(@"^\| \[`(\w+)`\]\(([\w.-]+)\)", RegexOptions.Multiline)]
    private static partial Regex TableRow { get; }
}
