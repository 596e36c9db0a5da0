using Microsoft.Playwright;

namespace Tandem.Web.Tests;

/// <summary>What people come to do, in a real browser against a real server.</summary>
public sealed class ErrandTests(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_finds_the_message_behind_a_figure_in_three_clicks(bool hasScript)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(HasScript: hasScript));
        await window.GoToAsync("/mail");

        await window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Norrvik Foods" }).ClickAsync();
        await window.Page.Locator(".mir .v a").Nth(1).ClickAsync();

        (await window.Page.Locator("h1").InnerTextAsync()).ShouldBe("Norrvik Foods answers Aldermere Systems");
        var longest = window.Page.Locator("#waits tbody tr").First;
        (await longest.Locator(".subj").InnerTextAsync()).ShouldNotBeEmpty();
        (await longest.Locator(".msg").InnerTextAsync()).ShouldContain("by domain · mail/2025.mbox:");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_goes_from_an_open_wait_to_its_row_among_the_reasons()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new());
        await window.GoToAsync("/mail");
        var wait = window.Page.Locator("#waiting-on-us .list a").Last;
        var subject = await wait.InnerTextAsync();

        await wait.ClickAsync();

        (await window.Page.Locator("tr:target .subj").InnerTextAsync()).ShouldBe(subject);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_chooses_the_dark_theme_and_it_stays(bool hasScript)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(HasScript: hasScript));
        await window.GoToAsync("/imports");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");
        window.Page.Url.ShouldEndWith("/imports");

        await window.GoToAsync("/mail");
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBe("dark");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "As the system" }).ClickAsync();
        (await window.Page.Locator("html").GetAttributeAsync("data-theme")).ShouldBeNull();
    }

    [Fact]
    public async Task A_reader_changes_the_language_and_stays_on_the_page()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new());
        await window.GoToAsync("/mail?sort=name&dir=asc");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Svenska" }).ClickAsync();

        (await window.Page.Locator("h1").InnerTextAsync()).ShouldBe("Vår post");
        (await window.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("sv");
        window.Page.Url.ShouldEndWith("/mail?sort=name&dir=asc");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_undoes_an_import_after_being_asked(bool hasScript)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(HasScript: hasScript));
        await window.GoToAsync("/imports");
        var page = window.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the import of 2025.mbox" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Undo the import" }).ClickAsync();

        await Assertions.Expect(page.Locator("#toasts")).ToContainTextAsync("Import undone: 567 messages taken out.");
        await Assertions.Expect(page.Locator("#runs tbody tr").First).ToContainTextAsync("undone");
        window.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_keeps_an_import_when_asked()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new());
        await window.GoToAsync("/imports");
        var undo = window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo the import of 2025.mbox" });

        await undo.ClickAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();

        await Assertions.Expect(window.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(undo).ToBeFocusedAsync();
        (await window.Page.Locator("#toasts").InnerTextAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_sorts_the_portfolio_by_name_and_can_share_the_address(bool hasScript)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(HasScript: hasScript));
        await window.GoToAsync("/mail");

        await window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Relationship", Exact = true }).ClickAsync();

        await Assertions.Expect(window.Page).ToHaveURLAsync(site.Url + "/mail?sort=name&dir=asc");
        await Assertions.Expect(window.Page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Relationship");
        (await window.Page.Locator("#relationships tbody .nm a").AllInnerTextsAsync())
            .ShouldBe(["Norrvik Foods", "Orrin Components", "Quay Mutual", "Tamsin & Rowe"]);
    }

    [Fact]
    public async Task Sorting_keeps_the_focus_where_it_was()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new());
        await window.GoToAsync("/mail");

        await window.Page.Locator("[data-focus=Starts]").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(window.Page).ToHaveURLAsync(site.Url + "/mail?sort=starts&dir=desc");
        await Assertions.Expect(window.Page.Locator("[data-focus=Starts]")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_the_menu_opens_without_JavaScript()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        await using var window = await browser.OpenAsync(site, new(Width: Look.Phone, HasScript: false));
        await window.GoToAsync("/mail");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Imports" }).ClickAsync();

        (await window.Page.Locator("h1").InnerTextAsync()).ShouldBe("Imports");
    }
}
