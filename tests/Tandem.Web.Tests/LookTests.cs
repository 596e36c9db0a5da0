using Microsoft.Playwright;

namespace Tandem.Web.Tests;

/// <summary>Every page in two widths, two themes and three languages.</summary>
public sealed class LookTests(Browser browser)
{
    public static TheoryData<string> PageNames => [.. Places.Names.Where(name => name != Places.NotFound)];

    public static MatrixTheoryData<string, string> PagesAndLocales => new(Places.Names, ["en", "sv-SE", "fr-CH"]);

    [Theory]
    [MemberData(nameof(PagesAndLocales))]
    public async Task A_page_is_accessible_and_fits_in_every_look(string name, string locale)
    {
        await using var site = await Site.OpenAsync(name == Places.EmptyPortfolio ? MadeUpEvidence.Empty() : MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(Locale: locale));
        await window.GoToAsync(UrlOf(name));
        await window.InspectAsync(name, locale, complaint => IsTheStatusItself(complaint, name));
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
}
