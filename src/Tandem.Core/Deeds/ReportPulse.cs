using System.Globalization;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>A side reports its own pulse, and only when enough people answered that nobody can be told from the mean.</summary>
internal static class ReportPulse
{
    public static Refusal? Ask(Side side, Pulse pulse) =>
        pulse.Side == side ? null : new(RefusalCode.WrongAuthor, "side", side.ToString());

    public static Refusal? Anonymity(Pulse pulse) => pulse.Respondents >= Limits.PulseRespondents
        ? null
        : new(RefusalCode.TooFewRespondents, "body.respondents", pulse.Respondents.ToString(CultureInfo.InvariantCulture));
}
