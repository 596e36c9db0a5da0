using System.Buffers;

namespace Tandem.Core.Ledger;

/// <summary>
/// How leaves and nodes are hashed: RFC 6962 section 2.1, the same as RFC 9162 section 2.1.1. The prefixes keep a leaf
/// from being passed off as a node and the other way round.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>Leaves up to this long are hashed from the stack, in bytes.</summary>
    private const int OnTheStack = 1024;

    /// <summary>The root of the tree of size 0: the hash of the empty string.</summary>
    public static Hash EmptyRoot { get; } = Hash.Of([]);

    /// <summary>SHA-256(0x00 || leaf).</summary>
    public static Hash Leaf(ReadOnlySpan<byte> leaf)
    {
        if (leaf.Length < OnTheStack)
        {
            return Leaf(leaf, stackalloc byte[OnTheStack]);
        }

        var room = ArrayPool<byte>.Shared.Rent(leaf.Length + 1);
        var hash = Leaf(leaf, room);
        ArrayPool<byte>.Shared.Return(room, clearArray: true); // what people wrote does not stay behind
        return hash;
    }

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static Hash Node(in Hash left, in Hash right)
    {
        Span<byte> room = stackalloc byte[1 + (2 * Hash.Length)];
        room[0] = NodePrefix;
        left.CopyTo(room[1..]);
        right.CopyTo(room[(1 + Hash.Length)..]);
        return Hash.Of(room);
    }

    /// <summary>The tiles from which <see cref="Root"/> is computed.</summary>
    public static IReadOnlyList<TileId> TilesForRoot(long size) => LeafRange.TilesOf([new(0, size)], size);

    /// <summary>The root of the tree of the first <paramref name="size"/> leaves.</summary>
    public static Hash Root(long size, HashReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? EmptyRoot : new LeafRange(0, size).Hash(read);
    }

    private static Hash Leaf(ReadOnlySpan<byte> leaf, Span<byte> room)
    {
        room[0] = LeafPrefix;
        leaf.CopyTo(room[1..]);
        return Hash.Of(room[..(leaf.Length + 1)]);
    }
}
