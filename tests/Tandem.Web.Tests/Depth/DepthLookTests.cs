using Tandem.Core.Vocabulary;

namespace Tandem.Web.Tests.Depth;

/// <summary>Every page of depth in two widths, two themes and three languages.</summary>
public sealed class DepthLookTests(Browser browser, SampleFixture sample) : IClassFixture<SampleFixture>
{
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
        var site = sample.Site;
        await using var window = await site.WindowAsync(browser, locale == "sv-SE" ? Side.B : Side.A, new(Locale: locale));
        await window.GoToAsync(place[0] == '/' ? place : $"{site.Place}/{place}");
        await window.InspectAsync($"depth-{place}", locale);
    }
}
