using System.Text.RegularExpressions;

namespace Tandem.Web.Tests;

/// <summary>
/// The HTML of each page in three languages. A changed golden file is a decision: it stands in the diff. With
/// <c>TANDEM_GOLDEN=write</c> the files are written anew.
/// </summary>
public sealed partial class GoldenTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("TANDEM_GOLDEN") == "write";

    public static MatrixTheoryData<string, string> PagesAndLanguages => new(
        ["mail", "relationship", "answers-ours", "answers-theirs", "waiting", "starts", "imports", "not-found"], ["en", "sv", "fr"]);

    [Theory]
    [MemberData(nameof(PagesAndLanguages))]
    public async Task A_page_is_as_decided(string name, string language)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAFewWeeks());
        using var client = site.Client(language);
        using var answer = await client.GetAsync(UrlOf(name, site.Evidence), TestContext.Current.CancellationToken);
        var page = Steady(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var file = Path.Combine(Repository.Root, "tests", "Tandem.Web.Tests", "Golden", $"{name}.{language}.html");

        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        }

        page.ShouldBe(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    private static string UrlOf(string name, MadeUpEvidence evidence) => name switch
    {
        "mail" => "/mail",
        "imports" => "/imports",
        "relationship" => Places.Of(evidence, 0) + "/mail",
        "not-found" => "/nowhere",
        _ => $"{Places.Of(evidence, 0)}/why/{name}",
    };

    /// <summary>The part from the page's head on, without what differs from build to build and from request to request.</summary>
    private static string Steady(string page)
    {
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        main = Token().Replace(main, "value=\"TOKEN\"");
        main = AssetName().Replace(main, "/assets/$1.HASH.$2");
        main = Request().Replace(main, "REQUEST");
        return string.Join('\n', main.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)) + "\n";
    }

    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" )value=\"[^\"]+\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"/assets/([a-z-]+)\.[0-9A-Z]{8}\.([a-z0-9]+)")]
    private static partial Regex AssetName();

    [GeneratedRegex(@"(?<=<code>)[0-9A-Z]{13}:[0-9A-F]{8}</code></span><span>[^<]*")]
    private static partial Regex Request();
}
