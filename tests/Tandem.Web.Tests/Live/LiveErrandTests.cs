using Microsoft.Playwright;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Live;

/// <summary>Two companies at two browsers.</summary>
public sealed class LiveErrandTests(Browser browser)
{
    [Fact]
    public async Task What_the_other_side_enters_appears_above_without_moving_the_focus_or_what_is_being_typed()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var window = await browser.OpenAsync(site.Url, new());
        await window.Page.Context.AddCookiesAsync([new() { Name = Shell.DemoSwitch.Cookie, Value = "A", Url = site.Url }]);
        await window.GoToAsync($"{site.Place}/timeline");
        var other = await window.Page.Context.NewPageAsync(); // a second tab of the same browser hears it too
        await other.GotoAsync($"{site.Place}");
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        var link = window.Page.Locator(".tl a").Nth(2);
        await link.FocusAsync();
        var focused = await window.Page.EvaluateAsync<string>("document.activeElement.closest('li').id");

        var made = await site.EnterAsync(Side.B, NewEntry.Of("request", new() { ["from"] = "B" }, ("what", "May Lyon join?")));

        await Assertions.Expect(window.Page.Locator(".tl > li.e, .tl > li[id]").First).ToHaveIdAsync($"e{made.Sequence}");
        await Assertions.Expect(window.Page.Locator("#toasts")).ToContainTextAsync($"Norrvik Foods entered #{made.Sequence}");
        await Assertions.Expect(window.Page.Locator(".facts")).ToContainTextAsync("384 entries");
        await Assertions.Expect(other.Locator($"#e{made.Sequence}")).ToBeVisibleAsync();
        (await window.Page.EvaluateAsync<string>("document.activeElement.closest('li').id")).ShouldBe(focused);
        site.StreamCount.ShouldBe(1);
        window.Complaints.ShouldBeEmpty();
    }
}
