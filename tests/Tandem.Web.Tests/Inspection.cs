using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Tandem.Web.Tests;

/// <summary>
/// A page as it stands in a window, looked at through every pair of glasses: it fits, axe finds nothing, and the browser does not
/// complain. axe takes most of the time and a language changes little for it, so each look is given to one language here; with
/// <c>TANDEM_SOAK</c> every language gets them all. With <c>TANDEM_SHOTS</c> set to a folder the pages are also photographed, to be
/// looked at beside the design.
/// </summary>
internal static class Inspection
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("TANDEM_SHOTS");
    private const string SticksOut = """
        [...document.querySelectorAll("main table, main .card")].filter(each => !each.closest(".scroll") && each.checkVisibility()).filter(each => {
          const box = each.matches("table") ? each.closest(".card")?.getBoundingClientRect().right : undefined;
          return each.getBoundingClientRect().right > Math.min(box ?? Infinity, document.documentElement.clientWidth) + 1;
        }).map(each => each.outerHTML.slice(0, 120))
        """;

    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("TANDEM_SOAK") == "1";

    extension(Window window)
    {
        /// <param name="isMeant">A complaint that is what the page does: a page that answers 404, for one.</param>
        public async Task InspectAsync(string name, string locale, Func<string, bool>? isMeant = null)
        {
            foreach (var (width, isDark) in Look.Glasses)
            {
                var look = new Look(width, isDark, locale);
                await window.PutOnAsync(look);
                await window.PhotographAsync($"{Plain(name)}-{look}");
                var lost = await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
                lost.ShouldBe(0, $"{name} {look} scrolls sideways");
                (await window.Page.EvaluateAsync<string[]>(SticksOut)).ShouldBeEmpty($"{name} {look}");
                if (IsSoak || IsTurnOf(look))
                {
                    var findings = await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
                    findings.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty($"{name} {look}");
                }
            }

            window.Complaints.Where(complaint => isMeant?.Invoke(complaint) != true).ShouldBeEmpty(name);
        }

        private async Task PhotographAsync(string name)
        {
            if (Shots is not null)
            {
                await window.Page.EvaluateAsync("document.fonts.ready.then(() => true)");
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, name + ".png"), FullPage = true });
            }
        }
    }

    /// <summary>All four looks are some language's, and every language has one.</summary>
    private static bool IsTurnOf(Look look) => look.Locale[..2] switch
    {
        "sv" => look is { Width: Look.Phone, IsDark: false },
        "fr" => look is { Width: Look.Wide, IsDark: true },
        _ => look is { Width: Look.Wide, IsDark: false } or { Width: Look.Phone, IsDark: true },
    };

    private static string Plain(string name) => string.Concat(name.Trim('/').Select(c => char.IsLetterOrDigit(c) ? c : '-'));
}
