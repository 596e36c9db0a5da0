using Microsoft.Playwright;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Tables;

/// <summary>What both companies come to do every day, with the keyboard alone, in a real browser.</summary>
public sealed class TableErrandTests(Browser browser, SampleFixture sample) : IClassFixture<SampleFixture>
{
    public static MatrixTheoryData<string, string> PagesAndLocales => new(
        ["", "/timeline", "/entries/eight-points", "/new", "/new/commitment", "/new/summary", "/commitments", "/record"], ["en", "sv-SE", "fr-CH"]);

    [Theory]
    [MemberData(nameof(PagesAndLocales))]
    public async Task A_page_is_accessible_and_fits_in_every_look(string page, string locale)
    {
        await using var window = await browser.OpenAsync(sample.Site.Url, new(Locale: locale));
        await window.GoToAsync(sample.Site.Place + page);
        await window.InspectAsync($"table{page}", locale);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_side_records_a_contribution_and_the_other_confirms_it(bool hasScript)
    {
        await using var site = await SampleSite.OpenAsync();
        await using var ours = await SeatedAsync(site, Side.A, hasScript);
        await ours.GoToAsync($"{site.Place}/new/contribution");
        await TypeAsync(ours.Page, "#f-what", "Two engineers on site in Malmö");
        await TypeAsync(ours.Page, "#f-worth", "2 640,50");
        await PressAsync(ours.Page, ours.Page.GetByRole(AriaRole.Button, new() { Name = "Send to Norrvik Foods" }));
        await Assertions.Expect(ours.Page.Locator("#toasts")).ToContainTextAsync("Sealed as #384.");
        await Assertions.Expect(ours.Page.Locator("main")).ToContainTextAsync("Claimed, counts half");

        await using var theirs = await SeatedAsync(site, Side.B, hasScript);
        await theirs.GoToAsync($"{site.Place}/timeline");
        await PressAsync(theirs.Page, theirs.Page.Locator("#e384").GetByRole(AriaRole.Button, new() { Name = "Confirm" }));

        await Assertions.Expect(theirs.Page.Locator("#toasts")).ToContainTextAsync("Sealed as #385.");
        await Assertions.Expect(theirs.Page.Locator("#e384")).ToContainTextAsync("Confirmed");
        ours.Complaints.ShouldBeEmpty();
        theirs.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(bool hasScript)
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await SeatedAsync(site, Side.A, hasScript);
        await window.GoToAsync($"{site.Place}/new/contribution");
        await TypeAsync(window.Page, "#f-what", "Åtta timmar <b>");
        await TypeAsync(window.Page, "#f-worth", "a lot");

        await PressAsync(window.Page, window.Page.GetByRole(AriaRole.Button, new() { Name = "Send to Norrvik Foods" }));

        await Assertions.Expect(window.Page.Locator(".errsum a")).ToHaveAttributeAsync("href", "#f-worth");
        await Assertions.Expect(window.Page.Locator("#f-what")).ToHaveValueAsync("Åtta timmar <b>");
        await Assertions.Expect(window.Page.Locator("#f-worth")).ToHaveValueAsync("a lot");
        await Assertions.Expect(window.Page.Locator("#f-worth")).ToHaveAttributeAsync("aria-invalid", "true");
        if (hasScript)
        {
            await Assertions.Expect(window.Page.Locator(".errsum")).ToBeFocusedAsync();
        }
    }

    [Theory]
    [InlineData("18,000", "18000")]
    [InlineData("18.000", "18 000,00")]
    public async Task Eighteen_thousand_is_asked_for_again_before_it_is_sealed_as_eighteen(string unclear, string clear)
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await SeatedAsync(site, Side.A, true);
        await window.GoToAsync($"{site.Place}/new/contribution");
        await TypeAsync(window.Page, "#f-what", "A pallet of filters");
        await TypeAsync(window.Page, "#f-worth", unclear);
        var send = window.Page.GetByRole(AriaRole.Button, new() { Name = "Send to Norrvik Foods" });
        await PressAsync(window.Page, send);

        await Assertions.Expect(window.Page.Locator("#h-f-worth, #h-worth")).ToContainTextAsync($"“{unclear}” can be read in two ways.");
        await window.Page.Locator("#f-worth").FillAsync(clear);
        await PressAsync(window.Page, send);

        await Assertions.Expect(window.Page.Locator("#toasts")).ToContainTextAsync("Sealed as #384.");
        await Assertions.Expect(window.Page.Locator("main")).ToContainTextAsync("18\u202f000");
    }

    [Fact]
    public async Task A_claim_is_disputed_and_ends_with_a_wording_that_both_agree_to()
    {
        await using var site = await SampleSite.OpenAsync();
        var claim = await site.EnterAsync(Side.A, NewEntry.Of(
            "contribution", new() { ["giver"] = "A", ["category"] = "time", ["worth"] = new System.Text.Json.Nodes.JsonObject { ["hours"] = "40" } },
            ("what", "Forty hours of tuning")));
        await using var theirs = await SeatedAsync(site, Side.B, true);
        await theirs.GoToAsync($"{site.Place}/entries/{claim.Id}");
        await PressAsync(theirs.Page, theirs.Page.Locator("summary", new() { HasText = "Dispute…" }));
        await TypeAsync(theirs.Page, "textarea[name=text-dispute]", "We counted twenty.");
        await PressAsync(theirs.Page, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Send the dispute" }));
        await Assertions.Expect(theirs.Page.Locator("main")).ToContainTextAsync("Disputed by Norrvik Foods, counts nothing");

        await using var ours = await SeatedAsync(site, Side.A, true);
        await ours.GoToAsync($"{site.Place}/entries/{claim.Id}");
        await PressAsync(ours.Page, ours.Page.GetByRole(AriaRole.Link, new() { Name = "Propose another wording…" }));
        await Assertions.Expect(ours.Page.Locator("#f-worth")).ToHaveValueAsync("40");
        await TypeAsync(ours.Page, "#f-worth", "20");
        await PressAsync(ours.Page, ours.Page.GetByRole(AriaRole.Button, new() { Name = "Send to Norrvik Foods" }));
        await Assertions.Expect(ours.Page.Locator("main")).ToContainTextAsync("Waits for the signature of Norrvik Foods");
        await theirs.GoToAsync(ours.Page.Url.Split('?')[0]);
        await PressAsync(theirs.Page, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign" }));
        await Assertions.Expect(theirs.Page.Locator("#toasts")).ToContainTextAsync("Sealed as");

        await theirs.GoToAsync($"{site.Place}/entries/{claim.Id}");
        await Assertions.Expect(theirs.Page.Locator("main")).ToContainTextAsync("Other wording agreed by both");
        await Assertions.Expect(theirs.Page.Locator("main")).ToContainTextAsync("20 h");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_is_answered_and_a_commitment_resolved_in_place(bool hasScript)
    {
        await using var site = await SampleSite.OpenAsync();
        var request = await site.EnterAsync(Side.B, NewEntry.Of("request", new() { ["from"] = "B" }, ("what", "May Lyon join?")));
        var promise = await site.EnterAsync(Side.B, NewEntry.Of(
            "commitment", new() { ["by"] = "B", ["due"] = "2026-09-30", ["importance"] = "normal" }, ("what", "A deputy for Oskar")));
        await using var window = await SeatedAsync(site, Side.A, hasScript);
        await window.GoToAsync($"{site.Place}/timeline");

        var card = window.Page.Locator($"#e{request.Sequence}");
        await PressAsync(window.Page, card.Locator("summary"));
        await TypeAsync(window.Page, $"#answer-{request.Sequence}", "From January.");
        await PressAsync(window.Page, card.GetByRole(AriaRole.Button, new() { Name = "Accept" }));
        await Assertions.Expect(window.Page.Locator($"#e{request.Sequence}")).ToContainTextAsync("Answered");

        await window.GoToAsync($"{site.Place}/commitments");
        var promised = window.Page.Locator("li", new() { HasText = "A deputy for Oskar" });
        await PressAsync(window.Page, promised.Locator("summary"));
        await PressAsync(window.Page, promised.GetByRole(AriaRole.Button, new() { Name = "Kept", Exact = true }));
        await Assertions.Expect(window.Page.Locator("#toasts")).ToContainTextAsync("Sealed as");
        (await window.Page.Locator("li", new() { HasText = "A deputy for Oskar" }).InnerTextAsync()).ShouldContain("kept");
        promise.WasThere.ShouldBeFalse();
    }

    private async Task<Window> SeatedAsync(SampleSite site, Side side, bool hasScript)
    {
        var window = await browser.OpenAsync(site.Url, new(HasScript: hasScript));
        await window.Page.Context.AddCookiesAsync([new() { Name = Shell.DemoSwitch.Cookie, Value = side.ToString(), Url = site.Url }]);
        return window;
    }

    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.Locator(field).FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Only what can be focused can be pressed.</summary>
    private static async Task PressAsync(IPage page, ILocator control)
    {
        await control.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
    }
}
