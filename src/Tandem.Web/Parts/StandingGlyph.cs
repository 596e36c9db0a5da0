using Tandem.Core.Measures;

namespace Tandem.Web.Parts;

/// <summary>The nine glyphs of the standing: distance, outline and size say it without a colour.</summary>
internal static class StandingGlyph
{
    public static string Of(StandingLabel label) => "<svg viewBox=\"0 0 28 14\" aria-hidden=\"true\">" + label switch
    {
        StandingLabel.TrustedPartnership => """<circle cx="10" cy="7" r="6" class="fa"/><rect x="12" y="1.3" width="11.4" height="11.4" rx="1.4" class="fb"/><path d="M15.6 4.9a6 6 0 0 1 0 4.2L14 12.6A7 7 0 0 0 14 1.4z" class="f-ink"/>""",
        StandingLabel.Building => """<circle cx="8" cy="7" r="5.2" class="fa"/><rect x="15.4" y="2" width="10" height="10" rx="1.2" class="fb"/><path d="M0 7h1.8M28 7h-1.6" class="s-ink" stroke-width="1.6"/>""",
        StandingLabel.Static => """<circle cx="6" cy="7" r="5" class="fa"/><rect x="17" y="2" width="10" height="10" rx="1.2" class="fb"/>""",
        StandingLabel.Shallow => """<circle cx="8" cy="7" r="5" class="sa" stroke-width="1.6"/><rect x="15" y="2.2" width="9.6" height="9.6" rx="1.2" class="sb" stroke-width="1.6"/>""",
        StandingLabel.OneSided => """<circle cx="8.4" cy="7" r="6.6" class="fa"/><rect x="18" y="4.2" width="5.6" height="5.6" rx=".8" class="fb"/>""",
        StandingLabel.Deteriorating => """<circle cx="6" cy="7" r="5" class="sa" stroke-width="1.6" stroke-dasharray="3 2"/><rect x="17" y="2.2" width="9.6" height="9.6" rx="1.2" class="sb" stroke-width="1.6" stroke-dasharray="3 2"/>""",
        StandingLabel.Strained => """<circle cx="6" cy="7" r="5" class="fa"/><rect x="17" y="2" width="10" height="10" rx="1.2" class="fb"/><path d="M15.6 0l-3.2 14" class="s-ink" stroke-width="1.6"/>""",
        StandingLabel.ExchangeOnly => """<circle cx="5.4" cy="7" r="4.6" class="sa" stroke-width="1.6"/><rect x="18.6" y="2.6" width="8.8" height="8.8" rx="1.2" class="sb" stroke-width="1.6"/><path d="M11.6 5h5M11.6 9h5" class="s-ink" stroke-width="1.3"/>""",
        _ => """<circle cx="7" cy="7" r="5" class="s-edge" stroke-width="1.6" stroke-dasharray="1.5 2"/><rect x="16" y="2" width="10" height="10" rx="1.2" class="s-edge" stroke-width="1.6" stroke-dasharray="1.5 2"/>""",
    } + "</svg>";
}
