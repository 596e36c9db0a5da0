using System.Collections.Immutable;

namespace Tandem.Core.Ledger;

/// <summary>
/// Every tile of a tree whose leaves come one after another, from the first. It holds one tile a level, whatever the size, and
/// hashes each node once.
/// </summary>
public sealed class GrowingTiles(Action<Tile> finished)
{
    private readonly List<List<Hash>> levels = [];

    public long Size { get; private set; }

    /// <summary>The root of what has come so far.</summary>
    public Hash Root => MerkleTree.Root(Size, new TileHashes(Partial()).Read);

    public void Add(Hash leaf)
    {
        Size++;
        Add(0, leaf);
    }

    /// <summary>Hands out the tiles that are not full.</summary>
    public void Finish()
    {
        foreach (var tile in Partial())
        {
            finished(tile);
        }
    }

    private void Add(int level, Hash hash)
    {
        if (level == levels.Count)
        {
            levels.Add(new(TileId.FullWidth));
        }

        levels[level].Add(hash);
        if (levels[level].Count == TileId.FullWidth)
        {
            var tile = new Tile(TileId.Full(level, IndexAt(level)), [.. levels[level]]);
            finished(tile);
            levels[level].Clear();
            Add(level + 1, tile.Root);
        }
    }

    private IEnumerable<Tile> Partial() => levels.Select((hashes, level) => (hashes, level)).Where(at => at.hashes.Count > 0)
        .Select(at => new Tile(new(at.level, Size >> (TileId.Height * (at.level + 1)), at.hashes.Count), [.. at.hashes]));

    /// <summary>Which tile of its level has just become full.</summary>
    private long IndexAt(int level) => (Size >> (TileId.Height * (level + 1))) - 1;
}
