using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>The other side says no, while the entry is a mere claim: never to an admission, nor to what it confirmed.</summary>
internal static class DisputeEntry
{
    public static Refusal? Ask(SharedRecord record, Statement statement, Dispute dispute)
    {
        if (record.Missing(dispute.Of, "body.of") is { } missing)
        {
            return missing;
        }

        var state = record.Find(dispute.Of)!;
        return state.IsWordAboutAnother ? new(RefusalCode.BadRefKind, "body.of", state.Statement.Fact.Kind)
            : state.Side == statement.Side ? new(RefusalCode.WrongAuthor, "side", statement.Side.ToString())
            : record.AttestationOf(state, statement.Recorded) switch
            {
                Attestation.Claimed => null,
                Attestation.Disputed => new(RefusalCode.AlreadyDisputed, "body.of", dispute.Of.Value),
                _ => new Refusal(RefusalCode.NotDisputable, "body.of", dispute.Of.Value),
            };
    }
}
