namespace Tandem.Core.Ledger;

/// <summary>What two checkpoints of a log say about it. <c>default</c> says nothing.</summary>
public enum LogChange
{
    /// <summary>One of them is not signed by the log, or wrongly: nothing follows from it.</summary>
    NotSigned,

    /// <summary>They are of different logs: nothing follows from them.</summary>
    OtherLog,

    Same,

    /// <summary>The current log begins with everything the kept one held.</summary>
    Extends,

    /// <summary>The current log is shorter: entries are gone, or somebody shows an old checkpoint.</summary>
    Shrunk,

    /// <summary>
    /// The two are not the same log at two times: something the kept one held was changed or left out.
    /// </summary>
    Forked,
}

/// <summary>
/// A checkpoint that somebody kept beside the one the log shows now, and what follows; both are held so that they can
/// be shown. Pure: whoever asks brings the proof.
/// </summary>
/// <param name="Change">What follows.</param>
/// <param name="Kept">What was seen before.</param>
/// <param name="Current">What the log shows now.</param>
/// <param name="Proof">What was brought to show that the log only grew.</param>
public sealed record LogComparison(
    LogChange Change, SignedCheckpoint Kept, SignedCheckpoint Current, ConsistencyProof? Proof)
{
    /// <summary>
    /// Whether the two checkpoints alone convict the log, for anybody and for ever: two roots for one size, both
    /// signed. A fork without this rests on the log's failing to prove that it only grew.
    /// </summary>
    public bool IsProofOfFork => Change == LogChange.Forked
        && (Kept.Checkpoint.Size == Current.Checkpoint.Size
            || !IsPossible(Kept.Checkpoint) || !IsPossible(Current.Checkpoint));

    /// <summary>The tiles of the current tree from which to compute the proof; none where none is needed.</summary>
    public static IReadOnlyList<TileId> TilesFor(Checkpoint kept, Checkpoint current) =>
        NeedsProof(kept, current) ? ConsistencyProof.TilesFor(kept.Size, current.Size) : [];

    /// <summary>The proof, from those tiles; <c>null</c> where none is needed.</summary>
    public static ConsistencyProof? ProofFor(Checkpoint kept, Checkpoint current, HashReader read) =>
        NeedsProof(kept, current) ? ConsistencyProof.From(kept.Size, current.Size, read) : null;

    /// <param name="kept">What was seen before.</param>
    /// <param name="current">What the log shows now.</param>
    /// <param name="proof">From the kept size to the current one; <c>null</c> when the log gave none.</param>
    /// <param name="logKeys">The keys that speak for the log, also those it has replaced.</param>
    public static LogComparison Of(
        SignedCheckpoint kept, SignedCheckpoint current, ConsistencyProof? proof, IReadOnlyCollection<NoteKey> logKeys)
    {
        var isSigned = kept.Verify(logKeys) == NoteOutcome.Verified && current.Verify(logKeys) == NoteOutcome.Verified;
        var change = isSigned ? ChangeOf(kept.Checkpoint, current.Checkpoint, proof) : LogChange.NotSigned;
        return new(change, kept, current, proof);
    }

    private static LogChange ChangeOf(Checkpoint kept, Checkpoint current, ConsistencyProof? proof)
    {
        if (kept.Origin != current.Origin)
        {
            return LogChange.OtherLog;
        }

        if (!IsPossible(kept) || !IsPossible(current))
        {
            return LogChange.Forked;
        }

        return current.Size.CompareTo(kept.Size) switch
        {
            < 0 => LogChange.Shrunk,
            0 => kept.Root == current.Root ? LogChange.Same : LogChange.Forked,
            _ => kept.Size == 0 || IsShown(proof, kept, current) ? LogChange.Extends : LogChange.Forked,
        };
    }

    private static bool IsShown(ConsistencyProof? proof, Checkpoint kept, Checkpoint current) =>
        proof is not null && (proof.First, proof.Second) == (kept.Size, current.Size)
        && proof.Verify(kept.Root, current.Root) == ProofOutcome.Holds;

    private static bool NeedsProof(Checkpoint kept, Checkpoint current) => kept.Size > 0 && kept.Size < current.Size;

    /// <summary>Of nothing there is one root.</summary>
    private static bool IsPossible(Checkpoint checkpoint) =>
        checkpoint.Size > 0 || checkpoint.Root == MerkleTree.EmptyRoot;
}
