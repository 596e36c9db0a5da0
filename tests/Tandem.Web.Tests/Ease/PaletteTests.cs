using System.Net;
using Microsoft.Playwright;
using Tandem.Web.Tests.Access;

namespace Tandem.Web.Tests.Ease;

/// <summary>Everything of a page by the keyboard alone: the palette, the single letters, the way to the next relationship.</summary>
public sealed class PaletteTests(Browser browser)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_palette_opens_finds_leads_and_gives_the_focus_back()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new());
        var page = window.Page;
        await window.GoToAsync(site.Place);
        var opener = page.Locator(".nav .find");
        await opener.FocusAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#pal-list [role=option]").First.WaitForAsync();

        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("#palette").EvaluateAsync<bool>("dialog => dialog.open")).ShouldBeFalse();
        (await opener.EvaluateAsync<bool>("link => link === document.activeElement")).ShouldBeTrue();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("contribution");
        await Assertions.Expect(page.Locator("#pal-list [role=option]")).ToHaveCountAsync(1);
        (await page.Locator("#pal-q").GetAttributeAsync("aria-activedescendant")).ShouldBe("pal-0-0");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/new/contribution");

        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Arrows_move_the_choice_and_wrap_at_the_ends()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new());
        var page = window.Page;
        await window.GoToAsync("/");
        await page.Keyboard.PressAsync("Control+k");
        await page.Locator("#pal-list [role=option]").First.WaitForAsync();
        var last = await page.Locator("#pal-list [role=option]").Last.GetAttributeAsync("id");

        await page.Keyboard.PressAsync("ArrowUp");

        (await page.Locator("#pal-q").GetAttributeAsync("aria-activedescendant")).ShouldBe(last);
        (await page.Locator("#pal-list [aria-selected=true]").CountAsync()).ShouldBe(1);
        await page.Keyboard.PressAsync("ArrowDown");
        (await page.Locator("#pal-q").GetAttributeAsync("aria-activedescendant")).ShouldBe("pal-0-0");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("sv-SE")]
    [InlineData("fr-CH")]
    public async Task The_open_palette_and_its_pages_are_accessible_and_fit(string locale)
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new(Locale: locale));
        foreach (var place in (string[])[site.Place, $"/palette?at={site.Place}", "/keys"])
        {
            await window.GoToAsync(place);
            if (place == site.Place)
            {
                await window.Page.Keyboard.PressAsync("Control+k");
                await window.Page.Locator("#pal-list [role=option]").First.WaitForAsync();
            }

            await window.InspectAsync(place == site.Place ? "palette" : place == "/keys" ? "keys" : "palette-page", locale);
        }
    }

    [Fact]
    public async Task Without_script_the_palette_is_a_page_with_the_same_list()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new(HasScript: false));
        await window.GoToAsync(site.Place + "/timeline");
        await window.Page.Locator(".nav .find").PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/palette?at=*");
        await window.Page.FillAsync("main input[name=q]", "charter");
        await window.Page.PressAsync("main input[name=q]", "Enter");

        (await window.Page.Locator($".pal-l a[href='{site.Place}/charter']").CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Single_letters_act_and_are_off_while_typing()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new());
        var page = window.Page;
        await window.GoToAsync(site.Place);
        await page.Keyboard.PressAsync("w");
        await page.WaitForURLAsync("**/why/standing");
        await page.Keyboard.PressAsync("d");
        await page.WaitForURLAsync("**/decisions");
        await page.Keyboard.PressAsync("j");
        (await page.EvaluateAsync<bool>("document.activeElement.matches('#main a[href]')")).ShouldBeTrue();
        await page.Keyboard.PressAsync("?");
        await page.Locator("#keys[open]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("g");
        await page.WaitForURLAsync("**/new");
        await page.FocusAsync("#find-kind");
        await page.Keyboard.TypeAsync("drw?");

        (await page.InputValueAsync("#find-kind")).ShouldBe("drw?");
        page.Url.ShouldEndWith("/new");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_organization_is_offered_nothing_of_ours()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var ours = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        using var opened = await ours.PostAsync("/relationships/new", ("name", "Norrvik Foods"), ("domains", "norrvik.example"));
        var place = opened.Headers.Location!.OriginalString;
        using var theirs = await Guest.OwnerAsync(site, "lena@orrin.example", "Lena Aster", "Orrin");

        (await ours.ReadAsync($"/palette?at={place}")).ShouldContain($"{place}/new/contribution");
        (await theirs.ReadAsync($"/palette?at={place}")).ShouldNotContain($"href=\"{place}");
        (await theirs.ReadAsync("/palette?q=norrvik")).ShouldNotContain("href=\"/r/");
        using var next = await theirs.Browser.GetAsync($"/go/next?at={place}", Ct);
        next.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_next_relationship_opens_at_the_same_tab_in_the_order_of_the_list()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var ours = await Guest.OwnerAsync(site, "mara@aldermere.example", "Mara Ellison", "Aldermere Systems");
        var places = new List<string>();
        foreach (var name in (string[])["Birch", "Cedar", "Alder"])
        {
            using var opened = await ours.PostAsync("/relationships/new", ("name", name), ("domains", $"{name.ToLowerInvariant()}.example"));
            places.Add(opened.Headers.Location!.OriginalString);
        }

        for (var attempt = 0; attempt < 200 && !places.TrueForAll((await ours.ReadAsync("/palette")).Contains); attempt++)
        {
            await Task.Delay(50, Ct); // lines of the portfolio are made in the background
        }

        async Task<string> GoAsync(string where, string at)
        {
            using var answer = await ours.Browser.GetAsync($"/go/{where}?sort=name&at={at}", Ct);
            return answer.Headers.Location!.OriginalString;
        }

        (await GoAsync("next", places[2] + "/timeline")).ShouldBe(places[0] + "/timeline", string.Join(' ', places));
        (await GoAsync("next", places[0])).ShouldBe(places[1]);
        (await GoAsync("next", places[1])).ShouldBe(places[1]);
        (await GoAsync("previous", places[0] + "/why/standing")).ShouldBe(places[2] + "/why/standing");
        (await GoAsync("previous", places[2])).ShouldBe(places[2]);
    }
}
