using System.Numerics;

namespace Tandem.Core.Ledger;

/// <summary>
/// The leaves from <paramref name="Begin"/> up to, not including, <paramref name="End"/>: one node of a tree. It is a
/// full subtree or, at the right edge, a few of them that are hashed together from the smallest to the largest.
/// </summary>
internal readonly record struct LeafRange(long Begin, long End)
{
    public long Size => End - Begin;

    /// <summary>The left child: the largest power of two smaller than the size (RFC 6962 section 2.1).</summary>
    public LeafRange Left => this with { End = Begin + LargestPowerBelow(Size) };

    public LeafRange Right => this with { Begin = Begin + LargestPowerBelow(Size) };

    /// <summary>The full subtrees it is made of, the largest first.</summary>
    public IEnumerable<Subtree> Subtrees
    {
        get
        {
            for (var begin = Begin; begin < End;)
            {
                var level = BitOperations.Log2((ulong)(End - begin));
                yield return new(level, begin >> level);
                begin += 1L << level;
            }
        }
    }

    public Hash Hash(HashReader read)
    {
        Subtree[] subtrees = [.. Subtrees];
        var hash = read(subtrees[^1]);
        for (var at = subtrees.Length - 2; at >= 0; at--)
        {
            hash = MerkleTree.Node(read(subtrees[at]), hash);
        }

        return hash;
    }

    /// <summary>
    /// The tiles of a tree of this size that hold what the ranges are hashed from, each once and in order.
    /// </summary>
    public static IReadOnlyList<TileId> TilesOf(IEnumerable<LeafRange> ranges, long size) =>
        [.. ranges.SelectMany(range => range.Subtrees).Select(subtree => TileId.Holding(subtree, size)).Distinct()
            .OrderBy(tile => tile.Level).ThenBy(tile => tile.Index)];

    private static long LargestPowerBelow(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
