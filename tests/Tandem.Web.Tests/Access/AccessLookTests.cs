using Microsoft.Playwright;

namespace Tandem.Web.Tests.Access;

/// <summary>The pages of access and settings in two widths, two themes and three languages.</summary>
public sealed class AccessLookTests(Browser browser)
{
    private const string Mara = "mara.ellison@aldermere.example";

    private static readonly string[] SignedOut = ["/signin", "/register", "/reset", "/confirm?account=x&token=y"];

    private static readonly string[] SignedIn =
    [
        "/settings/profile", "/settings/security", "/settings/security/authenticator", "/settings/prove", "/settings/organization",
        "/settings/members", "/settings/keys", "/settings/audit", "/settings/data", "/welcome",
    ];

    [Theory]
    [InlineData("en")]
    [InlineData("sv-SE")]
    [InlineData("fr-CH")]
    public async Task Pages_of_access_are_accessible_and_fit_in_every_look(string locale)
    {
        await using var site = await Site.OpenEmptyAsync(new() { Name = "Aldermere Systems" });
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems", locale);
        await mara.PostAsync("/settings/members/invite", "/settings/members", ("address", "dev.anand@aldermere.example"), ("role", "member"));
        await mara.PostAsync("/settings/organization/domains", "/settings/organization", ("domain", "aldermere.example"));
        await mara.PostAsync("/settings/organization/absences", "/settings/organization", ("day", "2026-12-24"), ("until", "2026-12-26"), ("what", "Yule"));
        await mara.PostAsync("/settings/keys", ("name", "CRM bridge"), ("role", "member"), ("scope", "shared"), ("days", "30"));
        var join = await mara.LetterAsync("dev.anand@aldermere.example");
        await using var window = await browser.OpenAsync(site, new(Locale: locale));
        foreach (var place in SignedOut.Append(join.PathAndQuery))
        {
            await LookAsync(window, place, locale);
        }

        await LookAtFaultsAsync(window, locale);
        await window.GoToAsync("/signin");
        await window.Page.FillAsync("#address", Mara);
        await window.Page.FillAsync("#password", Guest.GoodPassword);
        await window.Page.Locator("form[action='/signin'] button").ClickAsync();
        foreach (var place in SignedIn)
        {
            await LookAsync(window, place, locale);
        }
    }

    private static async Task LookAtFaultsAsync(Window window, string locale)
    {
        await window.GoToAsync("/signin");
        await window.Page.FillAsync("#address", Mara);
        await window.Page.FillAsync("#password", "not the password at all");
        await window.Page.Locator("form[action='/signin'] button").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".errsum")).ToBeFocusedAsync();
        await CheckAsync(window, "signin-wrong", locale);
    }

    private static async Task LookAsync(Window window, string place, string locale)
    {
        await window.GoToAsync(place);
        await CheckAsync(window, place.Split('?')[0].Trim('/').Replace('/', '-')[..Math.Min(30, place.Split('?')[0].Trim('/').Length)], locale);
    }

    /// <summary>A wrong password answers 422 and an old link 410, which the browser notes.</summary>
    private static Task CheckAsync(Window window, string name, string locale) => window.InspectAsync(
        name, locale, complaint => complaint.Contains("422", StringComparison.Ordinal) || complaint.Contains("410", StringComparison.Ordinal));
}
