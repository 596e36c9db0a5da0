using Microsoft.Playwright;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Depth;

/// <summary>What both sides do together, each in a browser of their own, by keyboard alone.</summary>
public sealed class AgreementTests(Browser browser, SampleFixture sample) : IClassFixture<SampleFixture>
{
    private SampleSite Site => sample.Site;

    [Fact]
    public async Task Both_sides_sign_a_charter_by_keyboard()
    {
        await using var ours = await Site.WindowAsync(browser, Side.A, new());
        await using var theirs = await Site.WindowAsync(browser, Side.B, new());
        await ours.GoToAsync($"{Site.Place}/charter/new");
        await TypeAsync(ours, "#purpose", "Two more years, and a second site.");
        await TypeAsync(ours, "#answer", "8");
        await SendAsync(ours, ours.Page.GetByRole(AriaRole.Button, new() { Name = "Propose it" }));
        (await ours.Page.Locator("#toasts").InnerTextAsync()).ShouldContain("Sealed as #");

        await theirs.GoToAsync($"{Site.Place}/charter");
        (await theirs.Page.Locator("main").InnerTextAsync()).ShouldContain("within 8 working hours");
        await PressAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }));
        await SendAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and send" }));

        (await theirs.Page.Locator("#inf").InnerTextAsync()).ShouldBe("In force: version 3");
        await ours.GoToAsync($"{Site.Place}/charter");
        (await ours.Page.Locator("#inf").InnerTextAsync()).ShouldBe("In force: version 3");
        ours.Complaints.Concat(theirs.Complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Both_sides_sign_a_settlement_by_keyboard()
    {
        await using var ours = await Site.WindowAsync(browser, Side.A, new(HasScript: false));
        await using var theirs = await Site.WindowAsync(browser, Side.B, new());
        await ours.GoToAsync($"{Site.Place}/settlement?period=2025-Q1");
        await TypeAsync(ours, "#amount", "60000");
        await SendAsync(ours, ours.Page.GetByRole(AriaRole.Button, new() { Name = "Propose it" }));
        (await ours.Page.Locator("#toasts").InnerTextAsync()).ShouldContain("Sealed as #");

        await theirs.GoToAsync($"{Site.Place}/settlement?period=2025-Q1");
        await PressAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }));
        await SendAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and send" }));

        await theirs.GoToAsync($"{Site.Place}/settlement?period=2025-Q1");
        (await theirs.Page.Locator("main").InnerTextAsync()).ShouldContain("Settled for 2025-Q1");
    }

    [Fact]
    public async Task A_proposed_decision_is_consented_to_by_the_other_side()
    {
        await using var ours = await Site.WindowAsync(browser, Side.A, new());
        await using var theirs = await Site.WindowAsync(browser, Side.B, new());
        await ours.GoToAsync($"{Site.Place}/decisions/new?class=late_delivery");
        await TypeAsync(ours, "#what", "Four days late with the spare sensors.");
        await TypeAsync(ours, "#f-days_late", "4");
        await TypeAsync(ours, "#f-cause", "carrier");
        await TypeAsync(ours, "#outcome", "credit");
        await SendAsync(ours, ours.Page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }));
        (await ours.Page.Locator("#pr ~ *, [aria-labelledby=pr]").First.InnerTextAsync()).ShouldContain("credit");
        var place = new Uri(ours.Page.Url).AbsolutePath;

        await theirs.GoToAsync(place);
        await PressAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Answer…" }));
        await theirs.Page.GetByLabel("We consent").FocusAsync();
        await theirs.Page.Keyboard.PressAsync("Space");
        await SendAsync(theirs, theirs.Page.GetByRole(AriaRole.Button, new() { Name = "Sign and send" }));

        (await theirs.Page.Locator("main").InnerTextAsync()).ShouldContain("Agreed");
        await ours.GoToAsync(place);
        (await ours.Page.Locator("[aria-labelledby=co]").InnerTextAsync()).ShouldContain("Consents");
    }

    [Fact]
    public async Task A_pulse_of_four_becomes_an_entry_and_one_of_three_leaves_nothing()
    {
        var ct = TestContext.Current.CancellationToken;
        var id = Site.Relationship.Id;
        (await Site.SeatOf(Side.A).OpenPulseAsync(id, ct)).ShouldBeTrue();
        var round = (await Site.SeatOf(Side.A).PulseAsync(id, ct))!.Open!.Name;
        foreach (var person in (string[])["one", "two", "three"])
        {
            (await AnswerAsync(person, round, 2)).ShouldBeTrue();
        }

        (await AnswerAsync("three", round, 5)).ShouldBeFalse();
        (await Site.SeatOf(Side.A).PulseAsync(id, ct))!.Open!.Answered.ShouldBe(0);
        (await Site.PageAsync(Side.B, $"{Site.Place}/pulse")).ShouldNotContain("is open until");
        (await Site.SeatOf(Side.A).ClosePulseAsync(id, ct)).ShouldBeNull();
        (await Site.Rooms.Pulses.AnswersAsync(Site.SeatOf(Side.A).Viewer, id, round, ct)).ShouldBeEmpty();

        (await Site.SeatOf(Side.A).OpenPulseAsync(id, ct)).ShouldBeTrue();
        var second = (await Site.SeatOf(Side.A).PulseAsync(id, ct))!.Open!.Name;
        foreach (var (person, answer) in new[] { ("one", 2), ("two", 3), ("three", 4), ("four", 5) })
        {
            (await AnswerAsync(person, second, answer)).ShouldBeTrue();
        }

        (await Site.SeatOf(Side.A).PulseAsync(id, ct))!.Open!.Answered.ShouldBe(4);
        var made = (await Site.SeatOf(Side.A).ClosePulseAsync(id, ct)).ShouldBeOfType<Entered.Sealed>();
        var view = (await Site.SeatOf(Side.B).PulseAsync(id, ct))!;
        var line = view.History.A[0];
        line.Id.ShouldBe(made.Id);
        line.Said.Respondents.ShouldBe(4);
        line.Said.Items["trust.1"].ShouldBe(3.5);
        line.Said.ShareEstimate.ShouldBe(0.5);

        Task<bool> AnswerAsync(string person, string name, int answer) => Site.SeatOf(Side.A, person).AnswerPulseAsync(
            id, name, new Dictionary<string, int> { ["trust.1"] = answer }, new Dictionary<string, int> { ["trust.1"] = answer }, 0.5, ct);
    }

    [Theory]
    [InlineData("en", "Aldermere Systems and Norrvik Foods")]
    [InlineData("sv", "Norrvik Foods och Aldermere Systems")]
    [InlineData("fr", "Aldermere Systems et Norrvik Foods")]
    public async Task The_report_is_one_page_of_text(string language, string title)
    {
        var side = language == "sv" ? Side.B : Side.A;

        var (pages, text) = PdfText.Read(await Site.FileAsync(side, $"{Site.Place}/report.pdf", language));

        pages.ShouldBe(1);
        text.ShouldContain(title);
        var checkpoint = await Site.Rooms.Ledgers.CheckpointAsync(Site.SeatOf(side).Viewer, Site.Relationship.Id, null,
            TestContext.Current.CancellationToken);
        text.ShouldContain(checkpoint!.Checkpoint.Root.ToString()[..40]);
    }

    private static async Task TypeAsync(Window window, string field, string text)
    {
        await window.Page.Locator(field).FocusAsync();
        await window.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await window.Page.Keyboard.TypeAsync(text);
    }

    private static async Task PressAsync(Window window, ILocator button)
    {
        await button.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Presses and waits until the page says that it was sealed.</summary>
    private static async Task SendAsync(Window window, ILocator button)
    {
        await PressAsync(window, button);
        await window.Page.WaitForURLAsync(url => url.Contains("sealed=", StringComparison.Ordinal));
    }
}
