namespace Tandem.Core.Ledger;

/// <summary>
/// Answers a <see cref="HashReader"/>'s questions from tiles that were loaded before. What it had to hash it remembers,
/// so that many proofs from the same tiles hash each node once. Not for use by several threads at once.
/// </summary>
public sealed class TileHashes
{
    private readonly Dictionary<(int Level, long Index), Tile> tiles;
    private readonly Dictionary<Subtree, Hash> known = [];

    public TileHashes(IEnumerable<Tile> tiles) =>
        this.tiles = tiles.ToDictionary(tile => (tile.Id.Level, tile.Id.Index));

    public Hash Read(Subtree subtree)
    {
        if (subtree.Level % TileId.Height == 0)
        {
            return Stored(subtree);
        }

        if (!known.TryGetValue(subtree, out var hash))
        {
            hash = MerkleTree.Node(Read(subtree.Left), Read(subtree.Right));
            known.Add(subtree, hash);
        }

        return hash;
    }

    private Hash Stored(Subtree subtree)
    {
        var (level, index) = (subtree.Level / TileId.Height, subtree.Index >> TileId.Height);
        var within = (int)(subtree.Index % TileId.FullWidth);
        return tiles.TryGetValue((level, index), out var tile) && within < tile.Hashes.Length
            ? tile.Hashes[within]
            : throw new KeyNotFoundException($"Hash {within} of {TileId.Full(level, index).Path} was not loaded.");
    }
}
