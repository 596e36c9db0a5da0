using System.Collections.Immutable;
using Tandem.Core.Ledger;

namespace Tandem.Store.Ledger;

/// <summary>
/// Reads tiles. Full ones are stored; the partial ones at the right edge follow from the leaves, or from the roots of the
/// full tiles below.
/// </summary>
internal static class TileRows
{
    private const string Stored = "SELECT hashes FROM tile WHERE relationship_id = @r AND level = @level AND number = @from";

    private const string Leaves = "SELECT leaf FROM entry WHERE relationship_id = @r AND sequence >= @from AND sequence < @until ORDER BY sequence";

    private const string Roots =
        "SELECT root FROM tile WHERE relationship_id = @r AND level = @level AND number >= @from AND number < @until ORDER BY number";

    /// <exception cref="InvalidDataException">It is not there, or not as wide as its name says.</exception>
    public static async Task<Tile> ReadAsync(LedgerQuery query, TileId id, CancellationToken ct)
    {
        if (id.IsFull)
        {
            await using var command = query.Ask(Stored, ("level", id.Level), ("from", id.Index));
            return await command.ExecuteScalarAsync(ct) is byte[] hashes && Tile.TryParse(id, hashes, out var tile) ? tile : throw Gone(id);
        }

        var first = id.Index * TileId.FullWidth;
        return id.Level == 0
            ? await ReadAsync(query, id, Leaves, id.Level, first + 1, leaf => MerkleTree.Leaf(leaf), ct)
            : await ReadAsync(query, id, Roots, id.Level - 1, first, root => new(root), ct);
    }

    private static async Task<Tile> ReadAsync(
        LedgerQuery query, TileId id, string sql, int level, long from, Func<byte[], Hash> hashOf, CancellationToken ct)
    {
        var hashes = ImmutableArray.CreateBuilder<Hash>(id.Width);
        await using var command = query.Ask(sql, ("level", level), ("from", from), ("until", from + id.Width));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            hashes.Add(hashOf(rows.GetFieldValue<byte[]>(0)));
        }

        return hashes.Count == id.Width ? new(id, hashes.MoveToImmutable()) : throw Gone(id);
    }

    private static InvalidDataException Gone(TileId id) => new($"The database has lost {id.Path}.");
}
