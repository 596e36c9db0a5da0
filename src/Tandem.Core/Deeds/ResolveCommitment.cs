using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

/// <summary>A commitment may be resolved more than once: which one stands is for the reading to say.</summary>
internal static class ResolveCommitment
{
    public static Refusal? Ask(SharedRecord record, Resolution resolution) =>
        record.Missing(resolution.Commitment, "body.commitment")
        ?? (resolution.Replacement is { } other ? record.Missing(other, "body.replacement") : null)
        ?? record.MustBe<Commitment>(resolution.Commitment, "body.commitment")
        ?? (resolution.Replacement is { } next ? record.MustBe<Commitment>(next, "body.replacement") : null);
}
