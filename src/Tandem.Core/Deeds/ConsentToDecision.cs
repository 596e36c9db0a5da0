using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Deeds;

/// <summary>An affected side consents, not the one that decides; of a joint decision, not the one that entered it.</summary>
internal static class ConsentToDecision
{
    public static Refusal? Ask(SharedRecord record, Side side, Consent consent)
    {
        if (record.MustBe<Decision>(consent.Decision, "body.decision") is { } wrong)
        {
            return wrong;
        }

        var state = record.Find(consent.Decision)!;
        var decision = (Decision)state.Said;
        return !decision.Affects.Contains(side) || side == (decision.DecidedBy ?? state.Side)
            ? new(RefusalCode.WrongAuthor, "side", side.ToString())
            : decision.IsProposed ? null
            : new(RefusalCode.NotProposed, "body.decision", consent.Decision.Value);
    }
}
