using Npgsql;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>
/// Erases texts inside the transaction of the redaction, as <see cref="SqliteEraser"/> does. What PostgreSQL keeps of old
/// rows until it vacuums, and in its log, is locked with keys that are gone.
/// </summary>
internal sealed class PostgresEraser(NpgsqlConnection connection, Guid relationship)
{
    private const string Find = """
        SELECT t.key_number, e.side, e.author FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        WHERE t.relationship_id = $1 AND t.sequence = $2 AND t.name = $3
        """;

    private const string EraseText = "DELETE FROM entry_text WHERE relationship_id = $1 AND sequence = $2 AND name = $3";

    private const string Others = """
        SELECT t.sequence, t.name, t.locked, k.key FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        JOIN text_key AS k ON k.relationship_id = t.relationship_id AND k.side = e.side AND k.author = e.author AND k.number = t.key_number
        WHERE t.relationship_id = $1 AND t.sequence >= $2 AND t.sequence < $3 AND t.key_number = $2 AND e.side = $4 AND e.author = $5
        """;

    private const string Relock = "UPDATE entry_text SET locked = $4 WHERE relationship_id = $1 AND sequence = $2 AND name = $3";

    private const string Rekey = "UPDATE text_key SET key = $5 WHERE relationship_id = $1 AND side = $2 AND author = $3 AND number = $4";

    private const string Drop = "DELETE FROM text_key WHERE relationship_id = $1 AND side = $2 AND author = $3 AND number = $4";

    public async Task EraseAsync(IEnumerable<ErasedText> texts, CancellationToken ct)
    {
        foreach (var (sequence, groups) in texts)
        {
            foreach (var name in groups)
            {
                if (await FindAsync(sequence, name, ct) is { } key)
                {
                    await RunAsync(EraseText, ct, sequence, name);
                    await ChangeAsync(key, ct);
                }
            }
        }
    }

    private async Task<(long Number, int Side, string Author)?> FindAsync(long sequence, string name, CancellationToken ct)
    {
        await using var command = Ask(Find, sequence, name);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetInt64(0), row.GetInt32(1), row.GetString(2)) : null; // or erased before
    }

    private async Task ChangeAsync((long Number, int Side, string Author) key, CancellationToken ct)
    {
        var left = await LeftAsync(key, ct);
        if (left.Count == 0)
        {
            await RunAsync(Drop, ct, key.Side, key.Author, key.Number);
            return;
        }

        var made = TextLock.NewKey();
        await RunAsync(Rekey, ct, key.Side, key.Author, key.Number, made);
        using var closing = new TextLock(made);
        foreach (var (sequence, name, text) in left)
        {
            await RunAsync(Relock, ct, sequence, name, closing.Lock(relationship, sequence, name, text));
        }
    }

    private async Task<List<(long Sequence, string Name, string Text)>> LeftAsync((long Number, int Side, string Author) key, CancellationToken ct)
    {
        var left = new List<(long Sequence, string Name, string Text)>();
        await using var command = Ask(Others, key.Number, key.Number + Limits.LinesAtOnce, key.Side, key.Author);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            using var opening = new TextLock(rows.GetFieldValue<byte[]>(3));
            var (sequence, name) = (rows.GetInt64(0), rows.GetString(1));
            left.Add((sequence, name, opening.Unlock(relationship, sequence, name, rows.GetFieldValue<byte[]>(2))));
        }

        return left;
    }

    private async Task RunAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = Ask(sql, values);
        await command.ExecuteNonQueryAsync(ct);
    }

    private NpgsqlCommand Ask(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = relationship });
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
