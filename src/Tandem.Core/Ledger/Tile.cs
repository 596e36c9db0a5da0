using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Tandem.Core.Ledger;

/// <summary>A tile's hashes, as c2sp.org/tlog-tiles lays them out: one after the other.</summary>
public sealed class Tile
{
    private readonly Lazy<Hash> root;

    public Tile(TileId id, ImmutableArray<Hash> hashes)
    {
        if (id.Width is < 1 or > TileId.FullWidth || hashes.Length != id.Width)
        {
            throw new ArgumentException($"{id} cannot hold {hashes.Length} hashes.", nameof(hashes));
        }

        (Id, Hashes) = (id, hashes);
        root = new(() => new LeafRange(0, id.Width).Hash(WithinTile));
    }

    /// <summary>A tile whose root is known already.</summary>
    internal Tile(TileId id, ImmutableArray<Hash> hashes, Hash root)
        : this(id, hashes) => this.root = new(root);

    public TileId Id { get; }

    public ImmutableArray<Hash> Hashes { get; }

    /// <summary>
    /// What stands for a full tile in the level above; store it beside the tile, so that partial tiles above are read
    /// without hashing. A partial tile has none, because it must not be hashed into the level above.
    /// </summary>
    public Hash Root => Id.IsFull ? root.Value : throw new InvalidOperationException($"{Id.Path} is partial.");

    public static bool TryParse(TileId id, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Tile? tile)
    {
        tile = null;
        if (id.Width is < 1 or > TileId.FullWidth || bytes.Length != id.Width * Hash.Length)
        {
            return false;
        }

        var hashes = ImmutableArray.CreateBuilder<Hash>(id.Width);
        for (var at = 0; at < id.Width; at++)
        {
            hashes.Add(new(bytes.Slice(at * Hash.Length, Hash.Length)));
        }

        tile = new(id, hashes.MoveToImmutable());
        return true;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Hashes.Length * Hash.Length];
        for (var at = 0; at < Hashes.Length; at++)
        {
            Hashes[at].CopyTo(bytes.AsSpan(at * Hash.Length));
        }

        return bytes;
    }

    private Hash WithinTile(Subtree subtree) => subtree.Level == 0
        ? Hashes[(int)subtree.Index]
        : MerkleTree.Node(WithinTile(subtree.Left), WithinTile(subtree.Right));
}
