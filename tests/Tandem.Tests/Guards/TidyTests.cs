using System.Diagnostics;
using Shouldly;

namespace Tandem.Tests.Guards;

public sealed class TidyTests
{
    private static readonly Lazy<IReadOnlyList<string>> Tracked = new(ListFiles);

    private static readonly string[] Written = [".cs", ".razor", ".ts", ".css", ".mjs", ".md", ".csproj", ".props",
        ".resx", ".json", ".txt", ".slnx", ".html", ""];

    [Fact]
    public void No_link_in_a_page_is_dead() =>
        Problems((file, text) => TidyRules.DeadLinks(file, text, link => Path.Exists(Repository.PathOf(link))))
            .ShouldBeEmpty();

    [Fact]
    public void A_planted_dead_link_is_found()
    {
        const string page = "See [the words](words.md), [elsewhere](https://example.org) and `[not a link](nowhere.md)`.";

        TidyRules.DeadLinks("docs/page.md", page, _ => false)
            .ShouldBe(["docs/page.md links to words.md, which is not there"]);
        TidyRules.DeadLinks("docs/page.md", page, link => link == Path.Combine("docs", "words.md")).ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_too_large_for_the_history() =>
        Tracked.Value.SelectMany(file => TidyRules.TooLarge(file, new FileInfo(Repository.PathOf(file)).Length))
            .ShouldBeEmpty();

    [Fact]
    public void A_planted_large_file_is_found() =>
        TidyRules.TooLarge("big.bin", TidyRules.LargestFile + 1).Count().ShouldBe(1);

    [Fact]
    public void Nothing_is_left_over() => Problems(TidyRules.LeftOver).ShouldBeEmpty();

    [Theory]
    [InlineData("// TO" + "DO later")]
    [InlineData("/* FIX" + "ME */")]
    [InlineData("# HA" + "CK")]
    [InlineData("    #reg" + "ion Properties")]
    public void A_planted_left_over_is_found(string line) =>
        TidyRules.LeftOver("src/Some.cs", $"first\n{line}\nlast").Count().ShouldBe(1);

    [Fact]
    public void No_file_names_a_path_of_somebodys_machine() => Problems(TidyRules.MachinePaths).ShouldBeEmpty();

    [Theory]
    [InlineData("cd /wo" + "rk/checkout", 1)]
    [InlineData("/tmp/ba" + "sh_jobs", 1)]
    [InlineData("https://example.org/wo" + "rk/page", 0)]
    public void A_planted_path_is_found(string line, int problems) =>
        TidyRules.MachinePaths("notes.md", line).Count().ShouldBe(problems);

    [Fact]
    public void No_line_is_too_long_to_read() => Problems(TidyRules.LongLines).ShouldBeEmpty();

    [Fact]
    public void A_planted_long_line_is_found() =>
        TidyRules.LongLines("src/Some.cs", "short\n" + new string('x', TidyRules.LongestLine + 1))
            .ShouldBe(["src/Some.cs:2 has 151 columns"]);

    [Fact]
    public void Every_file_of_the_product_is_named_after_a_type_in_it() =>
        Problems((file, text) =>
            file.StartsWith("src/", StringComparison.Ordinal) ? TidyRules.MisnamedFile(file, text) : [])
                .ShouldBeEmpty();

    [Fact]
    public void A_planted_misnamed_file_is_found()
    {
        const string text = "namespace Some;\n\npublic sealed record Trust(int A);\n";

        TidyRules.MisnamedFile("src/Loyalty.cs", text).ShouldBe(["src/Loyalty.cs holds Trust"]);
        TidyRules.MisnamedFile("src/Trust.cs", text).ShouldBeEmpty();
    }

    private static IEnumerable<string> Problems(Func<string, string, IEnumerable<string>> rule) =>
        Tracked.Value.Where(file => Written.Contains(Path.GetExtension(file)) && File.Exists(Repository.PathOf(file)))
            .SelectMany(file => rule(file, File.ReadAllText(Repository.PathOf(file))));

    /// <summary>What git tracks or would add: so that a mistake is found before it is committed.</summary>
    private static string[] ListFiles()
    {
        var start = new ProcessStartInfo("git",
            ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        files.ShouldNotBeEmpty("git lists no files: these tests need a checkout");
        return [.. files.Distinct().Where(file => File.Exists(Repository.PathOf(file)))];
    }
}
