using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Tandem.Core.Relationship;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>
/// Writes a ledger in one round trip: all statements go as one batch, which PostgreSQL runs as one transaction. Whoever
/// was not first runs into the key of an entry that is there already.
/// </summary>
internal static class PostgresLedgerWriter
{
    private const string MakeLedger = """
        INSERT INTO ledger (relationship_id, size, currencies, charter_at, frontier) VALUES ($1, 0, '', 0, ''::bytea)
        ON CONFLICT (relationship_id) DO NOTHING
        """;

    private const string GrowLedger = """
        UPDATE ledger SET size = $3, last_recorded = $4, currencies = $5, charter_at = $6, joined_a = $7, joined_b = $8, frontier = $9
        WHERE relationship_id = $1 AND size = $2
        """;

    /// <summary>Fails, and the batch with it, unless the ledger has grown to this size.</summary>
    private const string HasGrown = "SELECT 1 / count(*) FROM ledger WHERE relationship_id = $1 AND size = $2";

    private const string Entries = """
        INSERT INTO entry (relationship_id, sequence, id, kind, side, author, occurred, recorded, favours, lapses_at, body, body_salt, leaf)
        SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bigint[], $8::bigint[], $9::int[], $10::bigint[],
          $11::bytea[], $12::bytea[], $13::bytea[])
        """;

    private const string References = """
        INSERT INTO entry_reference (relationship_id, named, sequence) SELECT $1, * FROM unnest($2::bigint[], $3::bigint[])
        """;

    private const string States = """
        INSERT INTO entry_state (relationship_id, sequence, confirmed_by, disputed_by, withdrawn_by, agreed_by,
          answered_by, consented_by, is_consented)
        SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::boolean[])
        ON CONFLICT (relationship_id, sequence) DO UPDATE SET confirmed_by = excluded.confirmed_by, disputed_by = excluded.disputed_by,
          withdrawn_by = excluded.withdrawn_by, agreed_by = excluded.agreed_by, answered_by = excluded.answered_by,
          consented_by = excluded.consented_by, is_consented = excluded.is_consented
        """;

    private const string Keys = """
        INSERT INTO text_key (relationship_id, side, author, number, key) SELECT $1, * FROM unnest($2::int[], $3::text[], $4::bigint[], $5::bytea[])
        """;

    private const string Texts = """
        INSERT INTO entry_text (relationship_id, sequence, name, salt, key_number, locked)
        SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::bigint[], $6::bytea[])
        """;

    private const string Tiles = """
        INSERT INTO tile (relationship_id, level, number, hashes, root) SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::bytea[], $5::bytea[])
        """;

    private const string Checkpoint = "INSERT INTO checkpoint (relationship_id, size, signed_at, note) VALUES ($1, $2, $3, $4)";

    private const string Used = """
        INSERT INTO idempotency_key (relationship_id, side, key, sequence) SELECT $1, * FROM unnest($2::int[], $3::text[], $4::bigint[])
        """;

    /// <returns><c>false</c>, with nothing written, when the ledger is not as long as the writer saw it.</returns>
    public static async Task<bool> WriteAsync(NpgsqlDataSource source, LedgerWrite write, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        try
        {
            if (write.Erased.IsEmpty)
            {
                await using var batch = BatchOf(connection, write);
                await batch.ExecuteNonQueryAsync(ct);
                return true;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using (var batch = BatchOf(connection, write))
            {
                await batch.ExecuteNonQueryAsync(ct);
            }

            await new PostgresEraser(connection, write.Relationship.Value).EraseAsync(write.Erased, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (PostgresException conflict) when (IsConflict(conflict))
        {
            return false;
        }
    }

    /// <summary>Another process was first; any other broken rule is a broken database.</summary>
    private static bool IsConflict(PostgresException conflict) => conflict.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation => conflict.TableName is "entry" or "idempotency_key",
        PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
        _ => false,
    };

    private static NpgsqlBatch BatchOf(NpgsqlConnection connection, LedgerWrite write)
    {
        var batch = new NpgsqlBatch(connection);
        if (write.ExpectedSize == 0)
        {
            Add(batch, write, MakeLedger);
        }

        Add(batch, write, GrowLedger, Value(write.ExpectedSize), Value(write.Head.Size), Value(LedgerTime.Of(write.Head.LastRecorded)),
            new NpgsqlParameter<string> { TypedValue = string.Join(' ', write.Head.Currencies) }, Value(write.Head.CharterAt),
            Value(LedgerTime.Of(write.Head.Joined.A)), Value(LedgerTime.Of(write.Head.Joined.B)),
            new NpgsqlParameter<byte[]> { TypedValue = write.Edge.ToBytes() });
        Add(batch, write, HasGrown, Value(write.Head.Size));
        AddEntries(batch, write);
        AddTexts(batch, write);
        AddProof(batch, write);
        return batch;
    }

    private static void AddEntries(NpgsqlBatch batch, LedgerWrite write)
    {
        var made = write.New;
        Add(batch, write, Entries,
            Array(made, m => m.Entry.Sequence), Array(made, m => m.Entry.Id.Value!), Array(made, m => m.Entry.Statement.Fact.Kind),
            Array(made, m => (int)m.Entry.Statement.Side), Array(made, m => m.Entry.Statement.By),
            Array(made, m => LedgerTime.Of(m.Entry.Statement.Occurred)), Array(made, m => LedgerTime.Of(m.Entry.Statement.Recorded)),
            Array(made, m => (int?)m.State.Favours), Array(made, m => LedgerTime.Of(m.State.LapsesAt)),
            Array(made, m => m.Entry.Statement.Body.ToArray()), Array(made, m => m.Entry.Seal.BodySalt.ToArray()),
            Array(made, m => m.Entry.Leaf.ToArray()));
        if (!write.References.IsEmpty)
        {
            Add(batch, write, References, Array(write.References, r => r.Named), Array(write.References, r => r.Sequence));
        }

        ImmutableArray<EntryState> states = [.. write.Changed, .. made.Select(m => m.State).Where(state => state.IsPointedTo)];
        if (!states.IsEmpty)
        {
            Add(batch, write, States,
                Array(states, s => s.Sequence), Array(states, s => s.ConfirmedBy), Array(states, s => s.DisputedBy),
                Array(states, s => s.WithdrawnBy), Array(states, s => s.AgreedBy), Array(states, s => s.AnsweredBy),
                Array(states, s => s.ConsentedBy), Array(states, s => s.IsConsented));
        }
    }

    private static void AddTexts(NpgsqlBatch batch, LedgerWrite write)
    {
        var locked = LockedTexts.Of(write);
        if (locked.Texts.Count == 0)
        {
            return;
        }

        Add(batch, write, Keys,
            Array(locked.Keys, k => (int)k.Side), Array(locked.Keys, k => k.Author), Array(locked.Keys, k => k.Number),
            Array(locked.Keys, k => k.Key));
        Add(batch, write, Texts,
            Array(locked.Texts, t => t.Sequence), Array(locked.Texts, t => t.Name), Array(locked.Texts, t => t.Salt.ToArray()),
            Array(locked.Texts, t => t.KeyNumber), Array(locked.Texts, t => t.Locked));
    }

    private static void AddProof(NpgsqlBatch batch, LedgerWrite write)
    {
        if (!write.FullTiles.IsEmpty)
        {
            Add(batch, write, Tiles,
                Array(write.FullTiles, t => t.Id.Level), Array(write.FullTiles, t => t.Id.Index), Array(write.FullTiles, t => t.ToBytes()),
                Array(write.FullTiles, t => t.Root.ToBytes()));
        }

        Add(batch, write, Checkpoint, Value(write.Head.Size), Value(LedgerTime.Of(write.SignedAt)),
            new NpgsqlParameter<string> { TypedValue = write.Checkpoint.ToString() });
        if (!write.Keys.IsEmpty)
        {
            Add(batch, write, Used, Array(write.Keys, k => (int)k.Key.Side), Array(write.Keys, k => k.Key.Value), Array(write.Keys, k => k.Sequence));
        }
    }

    private static void Add(NpgsqlBatch batch, LedgerWrite write, string sql, params ReadOnlySpan<NpgsqlParameter> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = write.Relationship.Value });
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<long> Value(long value) => new() { TypedValue = value };

    private static NpgsqlParameter Value(long? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private static NpgsqlParameter<T[]> Array<TFrom, T>(IReadOnlyList<TFrom> items, Func<TFrom, T> of) =>
        new() { TypedValue = [.. items.Select(of)] };
}
