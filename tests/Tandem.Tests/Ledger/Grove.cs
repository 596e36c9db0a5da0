using Tandem.Core.Ledger;

namespace Tandem.Tests.Ledger;

/// <summary>A log in memory that keeps what a store keeps: leaf hashes, full tiles and the right edge.</summary>
internal sealed class Grove
{
    private readonly List<Hash> leaves = [];
    private readonly Dictionary<TileId, Tile> full = [];

    public Frontier Frontier { get; private set; } = Frontier.Empty;

    public IReadOnlyCollection<Tile> FullTiles => full.Values;

    public static byte[][] SomeLeaves(int count) => [.. Enumerable.Range(0, count).Select(at => BitConverter.GetBytes(at))];

    public static Grove Of(IEnumerable<byte[]> leaves)
    {
        var grove = new Grove();
        grove.Append([.. leaves.Select(leaf => MerkleTree.Leaf(leaf))]);
        return grove;
    }

    public void Append(Hash[] batch)
    {
        var appended = Frontier.Append(batch, Load(Frontier.PartialTilesFilledBy(batch.Length)));
        leaves.AddRange(batch);
        foreach (var tile in appended.FullTiles)
        {
            full.Add(tile.Id, tile); // throws when a tile is handed out twice
        }

        Frontier = appended.Frontier;
    }

    public TileHashes Hashes(IEnumerable<TileId> tiles) => new(Load(tiles));

    /// <summary>Full tiles as stored; partial ones from leaf hashes and from the roots of full tiles.</summary>
    public IEnumerable<Tile> Load(IEnumerable<TileId> tiles) => tiles.Select(id =>
        full.TryGetValue(id, out var stored) ? stored
            : new(id, id.Level == 0
                ? [.. leaves.GetRange((int)id.FirstLeaf, id.Width)]
                : [.. id.Children.Select(child => full[child].Root)]));
}
