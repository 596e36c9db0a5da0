using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>What checking a receipt came to; only the last one is good. <c>default</c> is a refusal.</summary>
public enum ReceiptOutcome
{
    /// <summary>The checkpoint is of another log.</summary>
    OtherLog,

    /// <summary>The checkpoint is not signed by the log, or wrongly.</summary>
    NotSigned,

    /// <summary>The log that the checkpoint speaks of does not hold the entry there.</summary>
    NotIncluded,

    Included,
}

/// <summary>
/// Proof that an entry stands in a log, to be checked by anybody at any time without asking the host
/// (c2sp.org/tlog-proof). <see cref="Extra"/> is signed by nobody. Test: ReceiptTests.
/// </summary>
public sealed class Receipt
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraWord = "extra ";
    private const string IndexWord = "index ";

    public Receipt(
        long index, ImmutableArray<Hash> hashes, SignedCheckpoint checkpoint, ImmutableArray<byte> extra = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hashes.Length, Limits.ProofHashes);
        (Index, Hashes, Checkpoint, Extra) = (index, hashes, checkpoint, extra.IsDefault ? [] : extra);
    }

    public long Index { get; }

    /// <summary>From the leaf's sibling up to the root's child.</summary>
    public ImmutableArray<Hash> Hashes { get; }

    public SignedCheckpoint Checkpoint { get; }

    /// <summary>Whatever the application adds; empty when there is none.</summary>
    public ImmutableArray<byte> Extra { get; }

    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out Receipt? receipt, out FormatProblem problem)
    {
        receipt = null;
        if (!NoteText.TryDecode(utf8, Limits.ReceiptBytes, out var text, out var error))
        {
            problem = new(error);
            return false;
        }

        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = (end < 0 ? text : text[..end]).Split('\n');
        problem = ProblemOf(lines, out var index, out var hashes, out var extra);
        if (problem == default && end < 0)
        {
            problem = new(FormatError.NoSignatures, lines.Length);
        }

        if (problem != default)
        {
            return false;
        }

        if (SignedCheckpoint.TryParse(NoteText.Encode(text[(end + 2)..]), out var checkpoint, out problem))
        {
            receipt = new(index, hashes, checkpoint, extra);
            return true;
        }

        problem = problem with { Line = problem.Line == 0 ? 0 : problem.Line + lines.Length + 1 };
        return false;
    }

    /// <summary>Whether the log of this origin holds the leaf (before hashing), in the order tlog-proof says.</summary>
    public ReceiptOutcome Verify(ReadOnlySpan<byte> leaf, string origin, IReadOnlyCollection<NoteKey> logKeys) =>
        Verify(MerkleTree.Leaf(leaf), origin, logKeys);

    public ReceiptOutcome Verify(Hash leaf, string origin, IReadOnlyCollection<NoteKey> logKeys)
    {
        var said = Checkpoint.Checkpoint;
        if (said.Origin != origin)
        {
            return ReceiptOutcome.OtherLog;
        }

        if (Checkpoint.Verify(logKeys) != NoteOutcome.Verified)
        {
            return ReceiptOutcome.NotSigned;
        }

        return new InclusionProof(Index, said.Size, Hashes).Verify(leaf, said.Root) == ProofOutcome.Holds
            ? ReceiptOutcome.Included : ReceiptOutcome.NotIncluded;
    }

    public byte[] ToBytes() => NoteText.Encode(ToString());

    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (!Extra.IsEmpty)
        {
            text.Append(ExtraWord).Append(Convert.ToBase64String(Extra.AsSpan())).Append('\n');
        }

        text.Append(IndexWord).Append(StrictDecimal.Text(Index)).Append('\n');
        foreach (var hash in Hashes)
        {
            text.Append(hash.ToBase64()).Append('\n');
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }

    private static FormatProblem ProblemOf(
        string[] lines, out long index, out ImmutableArray<Hash> hashes, out ImmutableArray<byte> extra)
    {
        (index, hashes, extra) = (0, [], []);
        if (lines[0] != Header)
        {
            return new(FormatError.Header, 1);
        }

        var at = 1;
        if (at < lines.Length && lines[at].StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            if (!StrictBase64.TryDecode(lines[at].AsSpan(ExtraWord.Length), out var bytes) || bytes.Length == 0)
            {
                return new(FormatError.Extra, 2);
            }

            extra = [.. bytes];
            at++;
        }

        return at < lines.Length && lines[at].StartsWith(IndexWord, StringComparison.Ordinal)
            && StrictDecimal.TryParse(lines[at].AsSpan(IndexWord.Length), out index)
            ? ProblemOfHashes(lines, at + 1, out hashes)
            : new(FormatError.Index, at + 1);
    }

    private static FormatProblem ProblemOfHashes(string[] lines, int first, out ImmutableArray<Hash> hashes)
    {
        hashes = [];
        if (lines.Length - first > Limits.ProofHashes)
        {
            return new(FormatError.TooManyHashes, first + 1);
        }

        for (var at = first; at < lines.Length; at++)
        {
            if (!Hash.TryParseBase64(lines[at], out var hash))
            {
                return new(FormatError.ProofHash, at + 1);
            }

            hashes = hashes.Add(hash);
        }

        return default;
    }
}
