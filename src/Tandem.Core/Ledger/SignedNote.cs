using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>Whether a note may be believed; only the last one is good. <c>default</c> is a refusal.</summary>
public enum NoteOutcome
{
    /// <summary>None of the known keys has signed it.</summary>
    NotSigned,

    /// <summary>A signature says it is of a known key, and is not. One is enough to refuse the note.</summary>
    WrongSignature,

    /// <summary>Two known keys share name and id, so that nobody can say whose signature it is.</summary>
    AmbiguousKeys,

    Verified,
}

/// <summary>
/// A text and its signatures (c2sp.org/signed-note). What it says counts for nothing until <see cref="Verify"/> said
/// so. Test: SignedNoteTests.
/// </summary>
public sealed class SignedNote
{
    private SignedNote(string text, ImmutableArray<NoteSignature> signatures) =>
        (Text, Signatures) = (text, signatures);

    /// <summary>Ends in a newline.</summary>
    public string Text { get; }

    public ImmutableArray<NoteSignature> Signatures { get; }

    public static SignedNote Sign(string text, string name, ECDsa key) => Sign(text, NoteKey.Of(name, key), key);

    /// <param name="text">Ends in a newline.</param>
    /// <param name="known">The public half, read once for many notes.</param>
    /// <param name="key">The private half.</param>
    public static SignedNote Sign(string text, NoteKey known, ECDsa key) =>
        text.EndsWith('\n') && text.Split('\n')[..^1].All(line => line.Length == 0 || NoteText.IsLine(line))
            ? new SignedNote(text, []).WithSignature(known, key)
            : throw new ArgumentException("A note ends in a newline and has no other controls.", nameof(text));

    /// <summary>With one signature more: of a second key, while keys are changed.</summary>
    public SignedNote WithSignature(string name, ECDsa key) => WithSignature(NoteKey.Of(name, key), key);

    private SignedNote WithSignature(NoteKey known, ECDsa key)
    {
        var signature = key.SignData(
            NoteText.Encode(Text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new(Text, Signatures.Add(new(known.Name, known.Id, signature)));
    }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out SignedNote? note, out FormatProblem problem)
    {
        note = null;
        if (!NoteText.TryDecode(utf8, Limits.NoteBytes, out var all, out var error))
        {
            problem = new(error);
            return false;
        }

        // The last empty line is the one before the signatures: the text may have empty lines of its own.
        var end = all.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 == all.Length || !all.EndsWith('\n'))
        {
            problem = new(FormatError.NoSignatures);
            return false;
        }

        var text = all[..(end + 1)];
        var read = TryParse(all[(end + 2)..^1].Split('\n'), text.Count('\n') + 2, out var signatures, out problem);
        note = read ? new(text, signatures) : null;
        return read;
    }

    /// <summary>
    /// Every signature of a known key must be right, also when a key signed twice; those of unknown keys are passed
    /// over; at least one known key must have signed.
    /// </summary>
    public NoteOutcome Verify(IReadOnlyCollection<NoteKey> known)
    {
        var text = NoteText.Encode(Text);
        var outcome = NoteOutcome.NotSigned;
        foreach (var signature in Signatures)
        {
            NoteKey[] keys = [.. known.Where(signature.IsOf).Distinct()];
            if (keys.Length > 1)
            {
                return NoteOutcome.AmbiguousKeys;
            }

            if (keys is [var key])
            {
                outcome = NoteOutcome.Verified;
                if (!key.Verifies(text, signature.Bytes))
                {
                    return NoteOutcome.WrongSignature;
                }
            }
        }

        return outcome;
    }

    public byte[] ToBytes() => NoteText.Encode(ToString());

    /// <summary>As it was read or as it is written: there is one way to write a note.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => signature + "\n"))}";

    private static bool TryParse(
        string[] lines, int firstLine, out ImmutableArray<NoteSignature> signatures, out FormatProblem problem)
    {
        signatures = [];
        problem = lines.Length > Limits.NoteSignatures ? new(FormatError.TooManySignatures, firstLine) : default;
        for (var at = 0; at < lines.Length && problem == default; at++)
        {
            if (NoteSignature.TryParse(lines[at], out var signature))
            {
                signatures = signatures.Add(signature);
            }
            else
            {
                problem = new(FormatError.SignatureLine, firstLine + at);
            }
        }

        return problem == default;
    }
}
