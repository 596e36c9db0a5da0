using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

internal static class MatchRisk
{
    public static Refusal? Ask(SharedRecord record, Risk risk) =>
        risk.Matches is { } matched ? record.MustBe<Risk>(matched, "body.matches") : null;
}
