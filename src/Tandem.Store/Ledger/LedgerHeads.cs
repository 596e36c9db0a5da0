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
    private const string Head = """
        SELECT l.size, l.last_recorded, l.currencies, l.charter_at, l.joined_a, l.joined_b, l.frontier, e.body
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
        return await row.ReadAsync(ct) && row.GetInt64(0) > 0 ? HeadOf(row) : (RecordHead.Empty, Frontier.Empty);
    }

    private static (RecordHead Head, Frontier Edge) HeadOf(DbDataReader row)
    {
        if (!Frontier.TryParse(row.GetFieldValue<byte[]>(6), out var edge) || edge.Size != row.GetInt64(0))
        {
            throw new InvalidDataException("The head of the ledger does not fit its size.");
        }

        var head = new RecordHead(
            row.GetInt64(0), LedgerTime.Read(row.GetInt64(1)),
            [.. row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.GetInt64(3), CharterOf(row),
            new(InstantOf(row, 4), InstantOf(row, 5)));
        return (head, edge);
    }

    private static Charter? CharterOf(DbDataReader row)
    {
        if (row.IsDBNull(7))
        {
            return null;
        }

        using var body = JsonDocument.Parse(row.GetFieldValue<byte[]>(7));
        return Kinds.Read("charter", body.RootElement, "body", out _) as Charter;
    }

    private static DateTimeOffset? InstantOf(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : LedgerTime.Read(row.GetInt64(column));
}
