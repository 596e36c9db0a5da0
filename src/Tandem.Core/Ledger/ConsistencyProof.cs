using System.Collections.Immutable;
using System.Numerics;

namespace Tandem.Core.Ledger;

/// <summary>
/// That a tree of one size is the beginning of a tree of another (RFC 9162 section 2.1.4). Between equal sizes the
/// proof is empty and the roots are equal. Of size 0 there is nothing to prove: every tree begins with nothing, and no
/// proof from it holds (<see cref="LogComparison"/> knows that case). Test: MerkleProofTests.
/// </summary>
public sealed record ConsistencyProof(long First, long Second, ImmutableArray<Hash> Hashes)
{
    /// <summary>The tiles of a tree of the second size that <see cref="From"/> reads.</summary>
    public static IReadOnlyList<TileId> TilesFor(long first, long second) =>
        LeafRange.TilesOf(Path(first, second), second);

    /// <summary>RFC 9162 section 2.1.4.1.</summary>
    public static ConsistencyProof From(long first, long second, HashReader read) =>
        new(first, second, [.. Path(first, second).Select(range => range.Hash(read))]);

    /// <summary>
    /// RFC 9162 section 2.1.4.2, step by step. Takes any rubbish and no more steps than a tree has levels.
    /// </summary>
    public ProofOutcome Verify(Hash firstRoot, Hash secondRoot)
    {
        var hashes = Hashes.IsDefault ? [] : Hashes.AsSpan();
        if (First <= 0 || First > Second)
        {
            return ProofOutcome.OutOfRange;
        }

        if (First == Second)
        {
            return !hashes.IsEmpty ? ProofOutcome.WrongLength
                : firstRoot == secondRoot ? ProofOutcome.Holds : ProofOutcome.WrongHash;
        }

        if (BitOperations.IsPow2(First))
        {
            return Climb(firstRoot, hashes, firstRoot, secondRoot);
        }

        return hashes.IsEmpty ? ProofOutcome.WrongLength : Climb(hashes[0], hashes[1..], firstRoot, secondRoot);
    }

    private ProofOutcome Climb(Hash start, ReadOnlySpan<Hash> path, Hash firstRoot, Hash secondRoot)
    {
        var bits = BitOperations.TrailingZeroCount(First); // as many ones as First - 1 ends in
        var (node, last) = ((First - 1) >> bits, (Second - 1) >> bits);
        var (first, second) = (start, start);
        foreach (var hash in path)
        {
            if (last == 0)
            {
                return ProofOutcome.WrongLength;
            }

            if ((node & 1) == 0 && node != last)
            {
                second = MerkleTree.Node(second, hash);
            }
            else
            {
                (first, second) = (MerkleTree.Node(hash, first), MerkleTree.Node(hash, second));
                (node, last) = RightEdge.Climbed(node, last);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last != 0 ? ProofOutcome.WrongLength
            : first == firstRoot && second == secondRoot ? ProofOutcome.Holds : ProofOutcome.WrongHash;
    }

    /// <summary>SUBPROOF of RFC 9162 section 2.1.4.1, from the bottom up.</summary>
    private static List<LeafRange> Path(long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        var path = new List<LeafRange>();
        var node = new LeafRange(0, second);
        while (node.End != first)
        {
            var isLeft = first <= node.Left.End;
            path.Add(isLeft ? node.Right : node.Left);
            node = isLeft ? node.Left : node.Right;
        }

        if (node.Begin > 0) // the first root itself is known to who verifies
        {
            path.Add(node);
        }

        path.Reverse();
        return path;
    }
}
