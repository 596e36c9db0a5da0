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
    public TilesInTheMaking(IEnumerable<Tile> partial, IReadOnlyList<TileId> needed, long size)
    {
        for (var level = 0; level < levels.Length; level++)
        {
            var hashes = size >> (TileId.Height * level);
            levels[level] = new(hashes >> TileId.Height, (int)(hashes % TileId.FullWidth));
        }

        var known = partial.ToDictionary(tile => tile.Id);
        foreach (var id in needed)
        {
            levels[id.Level].Start(known.TryGetValue(id, out var tile) ? tile
                : throw new KeyNotFoundException($"{id.Path} becomes full and was not loaded."));
        }
    }

    public void Add(int level, in Hash hash)
    {
        if (levels[level].Add(hash) is { } hashes)
        {
            full.Add(new(TileId.Full(level, levels[level].Index++), hashes));
        }
    }

    public ImmutableArray<Tile> Full() => full.ToImmutable();

    /// <summary>One level's tile that is not full yet; where its beginning is not known, it will not become full either.</summary>
    private sealed class Level(long index, int width)
    {
        private readonly Hash[] hashes = new Hash[TileId.FullWidth];
        private int width = width;

        public long Index { get; set; } = index;

        public void Start(Tile partial) => partial.Hashes.CopyTo(hashes);

        public ImmutableArray<Hash>? Add(in Hash hash)
        {
            hashes[width++] = hash;
            if (width < TileId.FullWidth)
            {
                return null;
            }

            width = 0;
            return [.. hashes];
        }
    }
}
