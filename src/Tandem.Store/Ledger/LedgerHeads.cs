using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>Reads the head of a ledger, and with it what is asked for: always as much, however long the ledger is.</summary>
internal static class LedgerHeads
{
    /// <summary>Of a ledger <c>l</c> and, as <c>e</c>, the entry of its charter.</summary>
    public const string Columns = "l.size, l.last_recorded, l.currencies, l.charter_at, l.joined_a, l.joined_b, l.frontier, e.body";

    public const int ColumnCount = 8;

    private const string Head = $"""
        SELECT {Columns}
        FROM ledger AS l LEFT JOIN entry AS e ON e.relationship_id = l.relationship_id AND e.sequence = l.charter_at
        WHERE l.relationship_id = @r
        """;

    private const string Used = """
        SELECT e.id FROM idempotency_key AS k JOIN entry AS e ON e.relationship_id = k.relationship_id AND e.sequence = k.sequence
        WHERE k.relationship_id = @r AND k.side = @side AND k.key = @key
        """;

    public static async Task<OpenedLedger> OpenAsync(LedgerQuery query, IdList ids, LedgerNeeds needs, CancellationToken ct)
    {
        var used = ImmutableDictionary.CreateBuilder<IdempotencyKey, EntryId>();
        foreach (var key in needs.Keys.Distinct())
        {
            await using var ask = query.Ask(Used, ("side", (int)key.Side), ("key", key.Value));
            if (await ask.ExecuteScalarAsync(ct) is string id)
            {
                used[key] = new(id);
            }
        }

        var (head, edge) = await HeadAsync(query, ct);
        var states = await EntryRows.StatesAsync(query, ids, [.. needs.Entries, .. used.Values], ct);
        return new(head, edge, states, used.ToImmutable());
    }

    private static async Task<(RecordHead Head, Frontier Edge)> HeadAsync(LedgerQuery query, CancellationToken ct)
    {
        await using var command = query.Ask(Head);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? HeadOf(row, 0) : (RecordHead.Empty, Frontier.Empty);
    }

    /// <param name="at">Where <see cref="Columns"/> begin.</param>
    public static (RecordHead Head, Frontier Edge) HeadOf(DbDataReader row, int at)
    {
        if (row.IsDBNull(at) || row.GetInt64(at) == 0)
        {
            return (RecordHead.Empty, Frontier.Empty);
        }

        if (!Frontier.TryParse(row.GetFieldValue<byte[]>(at + 6), out var edge) || edge.Size != row.GetInt64(at))
        {
            throw new InvalidDataException("The head of the ledger does not fit its size.");
        }

        var head = new RecordHead(
            row.GetInt64(at), LedgerTime.Read(row.GetInt64(at + 1)),
            [.. row.GetString(at + 2).Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.GetInt64(at + 3), CharterOf(row, at + 7),
            new(InstantOf(row, at + 4), InstantOf(row, at + 5)));
        return (head, edge);
    }

    private static Charter? CharterOf(DbDataReader row, int column)
    {
        if (row.IsDBNull(column))
        {
            return null;
        }

        using var body = JsonDocument.Parse(row.GetFieldValue<byte[]>(column));
        return Kinds.Read("charter", body.RootElement, "body", out _) as Charter;
    }

    private static DateTimeOffset? InstantOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : LedgerTime.Read(row.GetInt64(column));
}
