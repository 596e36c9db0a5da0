using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tandem.Core.Ledger;

/// <summary>A checkpoint and the note it came in, which is the evidence: keep the note, byte for byte.</summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(SignedNote note, Checkpoint checkpoint) => (Note, Checkpoint) = (note, checkpoint);

    public SignedNote Note { get; }

    public Checkpoint Checkpoint { get; }

    /// <param name="checkpoint">What is signed.</param>
    /// <param name="name">Of the key; c2sp.org/tlog-checkpoint recommends the origin.</param>
    /// <param name="key">The private key.</param>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, string name, ECDsa key) =>
        new(SignedNote.Sign(checkpoint.ToString(), name, key), checkpoint);

    /// <summary>With a key whose public half was read once for many checkpoints.</summary>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, NoteKey known, ECDsa key) =>
        new(SignedNote.Sign(checkpoint.ToString(), known, key), checkpoint);

    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedCheckpoint? checkpoint, out FormatProblem problem)
    {
        checkpoint = SignedNote.TryParse(utf8, out var note, out problem)
            && Checkpoint.TryParse(note.Text, out var said, out problem) ? new(note, said) : null;
        return checkpoint is not null;
    }

    /// <param name="logKeys">Those that speak for the log, never its witnesses': one signature is enough.</param>
    public NoteOutcome Verify(IReadOnlyCollection<NoteKey> logKeys) => Note.Verify(logKeys);

    public byte[] ToBytes() => Note.ToBytes();

    public override string ToString() => Note.ToString();
}
