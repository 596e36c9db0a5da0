using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>What became of a line that was handed in.</summary>
public abstract record EntryAnswer
{
    private EntryAnswer()
    {
    }

    /// <param name="Checkpoint">Covers the entry; from here on the host cannot deny it.</param>
    /// <param name="WasThere">An earlier request with the same idempotency key wrote it.</param>
    public sealed record Sealed(EntryId Id, long Sequence, SignedCheckpoint? Checkpoint, bool WasThere = false) : EntryAnswer;

    public sealed record Refused(Refusal Refusal) : EntryAnswer;
}
