using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Tests.Depth;

/// <summary>Every page of depth in two widths, two themes and three languages; with <c>TANDEM_SHOTS</c> set they are photographed.</summary>
public sealed class DepthLookTests(Browser browser, SampleSite site) : IClassFixture<SampleSite>
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("TANDEM_SHOTS");

    public static MatrixTheoryData<string, string> PagesAndLocales => new(
        [
            "measures", "why/trust", "why/balance", "why/responsiveness", "why/equity", "why/standing",
                "why/trust?try=give&by=A&amount=90000", "decisions",
            "decisions/controllers-2016", "decisions/gateway-swap", "decisions/new?class=service_window", "charter", "charter/new",
                "settlement", "pulse",
            "report", "/playbook", "/playbook/actions",
        ],
        ["en", "sv-SE", "fr-CH"]);

    [Theory]
    [MemberData(nameof(PagesAndLocales))]
    public async Task A_page_is_accessible_and_fits_in_every_look(string place, string locale)
    {
        var look = new Look(Locale: locale);
        await using var window = await site.WindowAsync(browser, locale == "sv-SE" ? Side.B : Side.A, look);
        await window.GoToAsync(place[0] == '/' ? place : $"{site.Table}/{place}");
        foreach (var (width, isDark) in Look.Glasses)
        {
            look = look with { Width = width, IsDark = isDark };
            await window.PutOnAsync(look);
            if (Shots is not null)
            {
                var name = string.Concat(place.Select(c => char.IsLetterOrDigit(c) ? c : '-'));
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"depth-{name}-{look}.png"), FullPage = true });
            }

            var lost = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            lost.ShouldBe(0, $"{place} {look} scrolls sideways");
            var findings = await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
            findings.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty($"{place} {look}");
            window.Complaints.ShouldBeEmpty($"{place} {look}");
        }
    }
}
