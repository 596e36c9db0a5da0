using System.Collections.Immutable;

namespace Tandem.Core.Ledger;

/// <summary>Collects the hashes of one batch, level by level, and hands out the tiles that became full.</summary>
internal sealed class TilesInTheMaking
{
    private readonly Level[] levels = new Level[TileId.HighestLevel + 1];
    private readonly ImmutableArray<Tile>.Builder full = ImmutableArray.CreateBuilder<Tile>();

    /// <param name="partial">What is known of the tiles that will be filled.</param>
    /// <param name="needed">Which those are.</param>
    /// <param name="size">The leaves before the batch.</param>
    /// <param name="count">Those of the batch.</param>
    public TilesInTheMaking(IEnumerable<Tile> partial, IReadOnlyList<TileId> needed, long size, int count)
    {
        for (var level = 0; level < levels.Length; level++)
        {
            var hashes = size >> (TileId.Height * level);
            var end = ((size + count) >> (TileId.Height * level)) >> TileId.Height;
            levels[level] = new(hashes >> TileId.Height, end, (int)(hashes % TileId.FullWidth));
        }

        var known = partial.ToDictionary(tile => tile.Id);
        foreach (var id in needed)
        {
            levels[id.Level].Start(known.TryGetValue(id, out var tile) ? tile
                : throw new KeyNotFoundException($"{id.Path} becomes full and was not loaded."));
        }
    }

    /// <summary>
    /// A hash above level 0 is the root of the tile below that has just become full, so that nobody hashes it again.
    /// </summary>
    public void Add(int level, in Hash hash)
    {
        if (level > 0)
        {
            full.Add(levels[level - 1].Filled(level - 1, hash));
        }

        levels[level].Add(hash);
    }

    public ImmutableArray<Tile> Full() => full.ToImmutable();

    /// <summary>
    /// One level's last tile, and how many of its kind the batch fills: what comes after those is not collected.
    /// </summary>
    private sealed class Level(long index, long end, int width)
    {
        private readonly Hash[] hashes = index < end ? new Hash[TileId.FullWidth] : [];
        private long index = index;
        private int width = width;

        public void Start(Tile partial) => partial.Hashes.CopyTo(hashes);

        public void Add(in Hash hash)
        {
            if (index < end)
            {
                hashes[width++] = hash;
            }
        }

        public Tile Filled(int level, in Hash root)
        {
            width = 0;
            return new(TileId.Full(level, index++), [.. hashes], root);
        }
    }
}
