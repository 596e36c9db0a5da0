using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;

namespace Tandem.Core.Deeds;

internal static class ReplaceCommitment
{
    public static Refusal? Ask(SharedRecord record, Commitment commitment) =>
        commitment.Replaces is { } old ? record.MustBe<Commitment>(old, "body.replaces") : null;
}
