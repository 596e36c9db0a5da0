using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Tandem.Core.Ledger;

/// <summary>
/// The right edge of a tree: the roots of the full subtrees that its size is the sum of, the largest first (a compact
/// range from 0). It is all that appending needs, and at most sixty-three hashes whatever the size.
/// </summary>
public sealed class Frontier
{
    private const int SizeBytes = 8;

    private readonly ImmutableArray<Hash> subtrees;

    private Frontier(long size, ImmutableArray<Hash> subtrees) => (Size, this.subtrees) = (size, subtrees);

    public static Frontier Empty { get; } = new(0, []);

    /// <summary>The number of leaves.</summary>
    public long Size { get; }

    /// <summary>RFC 6962 section 2.1: the root of all leaves so far.</summary>
    public Hash Root
    {
        get
        {
            if (subtrees.IsEmpty)
            {
                return MerkleTree.EmptyRoot;
            }

            var root = subtrees[^1];
            for (var at = subtrees.Length - 2; at >= 0; at--)
            {
                root = MerkleTree.Node(subtrees[at], root);
            }

            return root;
        }
    }

    public Frontier Append(Hash leaf) => Append([leaf]);

    public Frontier Append(ReadOnlySpan<Hash> leaves) => Grown(leaves, null);

    /// <summary>
    /// The partial tiles that a batch of this many leaves would make full: <see cref="Append(ReadOnlySpan{Hash},
    /// IEnumerable{Tile})"/> needs what they hold.
    /// </summary>
    public IReadOnlyList<TileId> PartialTilesFilledBy(int count)
    {
        if (!FillsAny(count))
        {
            return [];
        }

        var filled = new List<TileId>();
        for (var level = 0; level <= TileId.HighestLevel; level++)
        {
            var (before, after) = (Size >> (TileId.Height * level), (Size + count) >> (TileId.Height * level));
            var (index, width) = (before >> TileId.Height, (int)(before % TileId.FullWidth));
            if (width > 0 && after >> TileId.Height > index)
            {
                filled.Add(new(level, index, width));
            }
        }

        return filled;
    }

    /// <summary>Appends and hands out every tile that becomes full; no node is hashed twice.</summary>
    /// <param name="partial">The tiles named by <see cref="PartialTilesFilledBy"/>.</param>
    public Appended Append(ReadOnlySpan<Hash> leaves, IEnumerable<Tile> partial)
    {
        if (!FillsAny(leaves.Length))
        {
            return new(Grown(leaves, null), []);
        }

        var tiles = new TilesInTheMaking(partial, PartialTilesFilledBy(leaves.Length), Size, leaves.Length);
        return new(Grown(leaves, tiles), tiles.Full());
    }

    /// <summary>
    /// The size as eight bytes, the most significant first, then the hashes, the largest subtree first.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[SizeBytes + (subtrees.Length * Hash.Length)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        for (var at = 0; at < subtrees.Length; at++)
        {
            subtrees[at].CopyTo(bytes.AsSpan(SizeBytes + (at * Hash.Length)));
        }

        return bytes;
    }

    /// <summary>Exactly what <see cref="ToBytes"/> wrote; as many hashes as the size has bits set.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Frontier? frontier)
    {
        frontier = null;
        if (bytes.Length < SizeBytes || BinaryPrimitives.ReadInt64BigEndian(bytes) is not (>= 0 and var size)
            || bytes.Length != SizeBytes + (BitOperations.PopCount((ulong)size) * Hash.Length))
        {
            return false;
        }

        var hashes = ImmutableArray.CreateBuilder<Hash>();
        for (var at = SizeBytes; at < bytes.Length; at += Hash.Length)
        {
            hashes.Add(new(bytes.Slice(at, Hash.Length)));
        }

        frontier = new(size, hashes.ToImmutable());
        return true;
    }

    /// <summary>No tile above becomes full unless one of level 0 does.</summary>
    private bool FillsAny(int count) => (Size + count) >> TileId.Height > Size >> TileId.Height;

    /// <summary>Each leaf closes as many subtrees as the size before it ends in ones.</summary>
    private Frontier Grown(ReadOnlySpan<Hash> leaves, TilesInTheMaking? tiles)
    {
        Span<Hash> open = stackalloc Hash[64];
        subtrees.AsSpan().CopyTo(open);
        var (size, count) = (Size, subtrees.Length);
        foreach (var leaf in leaves)
        {
            var node = leaf;
            tiles?.Add(0, node);
            var closed = BitOperations.TrailingZeroCount(~size);
            for (var level = 1; level <= closed; level++)
            {
                node = MerkleTree.Node(open[--count], node);
                if (level % TileId.Height == 0)
                {
                    tiles?.Add(level / TileId.Height, node);
                }
            }

            open[count++] = node;
            size++;
        }

        return new(size, [.. open[..count]]);
    }
}

/// <summary>
/// What a batch made of a tree: its new right edge, and the tiles that are to be stored because they are now full.
/// </summary>
public sealed record Appended(Frontier Frontier, ImmutableArray<Tile> FullTiles);
