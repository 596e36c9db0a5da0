using System.Collections.Immutable;

namespace Tandem.Core.Ledger;

/// <summary>
/// That a leaf stands at an index of a tree: the hashes from its sibling up to the root's child (RFC 9162 section
/// 2.1.3). Nothing is in the tree of size 0, so no proof holds there. Test: MerkleProofTests.
/// </summary>
public sealed record InclusionProof(long Index, long Size, ImmutableArray<Hash> Hashes)
{
    /// <summary>The tiles of a tree of this size that <see cref="From"/> reads.</summary>
    public static IReadOnlyList<TileId> TilesFor(long index, long size) => LeafRange.TilesOf(Path(index, size), size);

    /// <summary>RFC 9162 section 2.1.3.1.</summary>
    public static InclusionProof From(long index, long size, HashReader read) =>
        new(index, size, [.. Path(index, size).Select(range => range.Hash(read))]);

    /// <summary>
    /// RFC 9162 section 2.1.3.2, step by step. Takes any rubbish and no more steps than a tree has levels.
    /// </summary>
    public ProofOutcome Verify(Hash leaf, Hash root)
    {
        if (Index < 0 || Index >= Size)
        {
            return ProofOutcome.OutOfRange;
        }

        var (node, last, hash) = (Index, Size - 1, leaf);
        foreach (var sibling in Hashes.IsDefault ? [] : Hashes)
        {
            if (last == 0)
            {
                return ProofOutcome.WrongLength;
            }

            if ((node & 1) == 0 && node != last)
            {
                hash = MerkleTree.Node(hash, sibling);
            }
            else
            {
                hash = MerkleTree.Node(sibling, hash);
                (node, last) = RightEdge.Climbed(node, last);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last != 0 ? ProofOutcome.WrongLength : hash == root ? ProofOutcome.Holds : ProofOutcome.WrongHash;
    }

    /// <summary>The siblings on the way from the leaf to the root: PATH of RFC 9162 section 2.1.3.1.</summary>
    private static List<LeafRange> Path(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<LeafRange>();
        for (var node = new LeafRange(0, size); node.Size > 1;)
        {
            var isLeft = index < node.Left.End;
            path.Add(isLeft ? node.Right : node.Left);
            node = isLeft ? node.Left : node.Right;
        }

        path.Reverse();
        return path;
    }
}
