using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tandem.Web.Tests;

/// <summary>
/// Every page in two widths, two themes and three languages. With <c>TANDEM_SHOTS</c> set to a folder the pages are also
/// photographed, to be looked at beside the design.
/// </summary>
public sealed class LookTests(Browser browser)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("TANDEM_SHOTS");

    public static TheoryData<string> PageNames => [.. Places.Names.Where(name => name != Places.NotFound)];

    public static MatrixTheoryData<string, string> PagesAndLocales => new(Places.Names, ["en", "sv-SE", "fr-CH"]);

    [Theory]
    [MemberData(nameof(PagesAndLocales))]
    public async Task A_page_is_accessible_and_fits_in_every_look(string name, string locale)
    {
        var look = new Look(Locale: locale);
        await using var site = await Site.OpenAsync(name == Places.EmptyPortfolio ? MadeUpEvidence.Empty() : MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, look);
        await window.GoToAsync(UrlOf(name));
        foreach (var (width, isDark) in Look.Glasses)
        {
            look = look with { Width = width, IsDark = isDark };
            await window.PutOnAsync(look);
            await PhotographAsync(window.Page, $"{name}-{look}");

            var lost = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            lost.ShouldBe(0, $"{name} {look} scrolls sideways");
            var findings = await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            findings.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty($"{name} {look}");
            window.Complaints.Where(complaint => !IsTheStatusItself(complaint, name)).ShouldBeEmpty($"{name} {look}");
        }
    }

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task A_page_shows_the_same_without_JavaScript(string name)
    {
        await using var site = await Site.OpenAsync(name == Places.EmptyPortfolio ? MadeUpEvidence.Empty() : MadeUpEvidence.OfAldermere());
        await using var with = await browser.OpenAsync(site, new());
        await using var without = await browser.OpenAsync(site, new(HasScript: false));

        await with.GoToAsync(UrlOf(name));
        await without.GoToAsync(UrlOf(name));

        (await TextOf(without.Page)).ShouldBe(await TextOf(with.Page));
        without.Complaints.ShouldBeEmpty();
    }

    private static string UrlOf(string name) => Places.Named(MadeUpEvidence.OfAldermere()).Single(place => place.Name == name).Url;

    private static Task<string> TextOf(IPage page) => page.Locator("#main > .body").InnerTextAsync();

    /// <summary>The browser reports a page that answers 404, which is what that page does.</summary>
    private static bool IsTheStatusItself(string complaint, string name) =>
        name == Places.NotFound && complaint.Contains("404", StringComparison.Ordinal);

    private static async Task PhotographAsync(IPage page, string name)
    {
        if (Shots is not null)
        {
            await page.EvaluateAsync("document.fonts.ready.then(() => true)");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name + ".png"), FullPage = true });
        }
    }
}
