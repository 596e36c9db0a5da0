using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>Writes ledgers on one connection with prepared statements; one transaction, and so one flush, for all that came together.</summary>
internal sealed class SqliteLedgerWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin, commit, rollback, makeLedger, growLedger, entry, reference, state, text, key, tile, checkpoint, used;
    private readonly SqliteEraser eraser;

    public SqliteLedgerWriter(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare("BEGIN IMMEDIATE");
        commit = Prepare("COMMIT");
        rollback = Prepare("ROLLBACK");
        makeLedger = Prepare("""
            INSERT INTO ledger (relationship_id, size, currencies, charter_at, frontier) VALUES ($1, 0, '', 0, x'')
            ON CONFLICT (relationship_id) DO NOTHING
            """);
        growLedger = Prepare("""
            UPDATE ledger SET size = $3, last_recorded = $4, currencies = $5, charter_at = $6, joined_a = $7, joined_b = $8, frontier = $9
            WHERE relationship_id = $1 AND size = $2
            """);
        entry = Prepare("""
            INSERT INTO entry (relationship_id, sequence, id, kind, side, author, occurred, recorded, favours, lapses_at, body, body_salt, leaf)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """);
        reference = Prepare("INSERT INTO entry_reference (relationship_id, named, sequence) VALUES ($1, $2, $3)");
        state = Prepare("""
            INSERT INTO entry_state (relationship_id, sequence, confirmed_by, disputed_by, withdrawn_by, agreed_by,
              answered_by, consented_by, is_consented)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (relationship_id, sequence) DO UPDATE SET confirmed_by = excluded.confirmed_by, disputed_by = excluded.disputed_by,
              withdrawn_by = excluded.withdrawn_by, agreed_by = excluded.agreed_by, answered_by = excluded.answered_by,
              consented_by = excluded.consented_by, is_consented = excluded.is_consented
            """);
        text = Prepare("INSERT INTO entry_text (relationship_id, sequence, name, salt, key_number, locked) VALUES ($1, $2, $3, $4, $5, $6)");
        key = Prepare("INSERT INTO text_key (relationship_id, side, author, number, key) VALUES ($1, $2, $3, $4, $5)");
        tile = Prepare("INSERT INTO tile (relationship_id, level, number, hashes, root) VALUES ($1, $2, $3, $4, $5)");
        checkpoint = Prepare("INSERT INTO checkpoint (relationship_id, size, signed_at, note) VALUES ($1, $2, $3, $4)");
        used = Prepare("INSERT INTO idempotency_key (relationship_id, side, key, sequence) VALUES ($1, $2, $3, $4)");
        eraser = new SqliteEraser(connection);
    }

    public ImmutableArray<bool> Write(IReadOnlyList<LedgerWrite> writes)
    {
        var locked = writes.Select(LockedTexts.Of).ToList();
        var written = ImmutableArray.CreateBuilder<bool>(writes.Count);
        begin.Run();
        try
        {
            for (var at = 0; at < writes.Count; at++)
            {
                written.Add(Write(writes[at], locked[at]));
            }

            commit.Run();
        }
        catch
        {
            if (raw.sqlite3_get_autocommit(connection.Handle!) == 0) // some failures end the transaction by themselves
            {
                rollback.Run();
            }

            throw;
        }

        return written.MoveToImmutable();
    }

    /// <summary>
    /// Empties the write-ahead log, where what was overwritten may still lie. Does not wait for a reader that keeps it: all
    /// writers would wait with it.
    /// </summary>
    /// <returns>Whether nothing is left.</returns>
    public static bool Scrub(SqliteConnection connection)
    {
        raw.sqlite3_busy_timeout(connection.Handle!, 0);
        try
        {
            using var truncate = new SqliteStatement(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            var isDone = truncate.Step() && truncate.Int64(0) == 0;
            while (truncate.Step())
            {
            }

            return isDone;
        }
        catch (SqliteException)
        {
            return false; // what was committed stays committed; the next write tries again
        }
        finally
        {
            raw.sqlite3_busy_timeout(connection.Handle!, SqlitePragmas.BusySeconds * 1000);
        }
    }

    public bool Scrub() => Scrub(connection);

    public void Dispose()
    {
        SqliteStatement[] statements =
            [begin, commit, rollback, makeLedger, growLedger, entry, reference, state, text, key, tile, checkpoint, used];
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        eraser.Dispose();
        connection.Dispose();
    }

    private SqliteStatement Prepare(string sql) => new(connection, sql);

    /// <returns><c>false</c>, with nothing written, when the ledger is not as long as the writer saw it.</returns>
    private bool Write(LedgerWrite write, LockedTexts locked)
    {
        var id = write.Relationship.Value.ToByteArray(true);
        if (!Grow(id, write))
        {
            return false;
        }

        InsertEntries(id, write);
        InsertTexts(id, locked);
        InsertProof(id, write);
        foreach (var erased in write.Erased)
        {
            eraser.Erase(write.Relationship.Value, erased);
        }

        return true;
    }

    private bool Grow(byte[] id, LedgerWrite write)
    {
        if (write.ExpectedSize == 0)
        {
            makeLedger.Bind(1, id);
            makeLedger.Run();
        }

        growLedger.Bind(1, id);
        growLedger.Bind(2, write.ExpectedSize);
        growLedger.Bind(3, write.Head.Size);
        growLedger.Bind(4, LedgerTime.Of(write.Head.LastRecorded));
        growLedger.Bind(5, string.Join(' ', write.Head.Currencies));
        growLedger.Bind(6, write.Head.CharterAt);
        growLedger.Bind(7, LedgerTime.Of(write.Head.Joined.A));
        growLedger.Bind(8, LedgerTime.Of(write.Head.Joined.B));
        growLedger.Bind(9, write.Edge.ToBytes());
        return growLedger.Run() == 1;
    }

    private void InsertEntries(byte[] id, LedgerWrite write)
    {
        entry.Bind(1, id);
        foreach (var (made, stands) in write.New)
        {
            var said = made.Statement;
            entry.Bind(2, made.Sequence);
            entry.Bind(3, said.Id.Value);
            entry.Bind(4, said.Fact.Kind);
            entry.Bind(5, (int)said.Side);
            entry.Bind(6, said.By);
            entry.Bind(7, LedgerTime.Of(said.Occurred));
            entry.Bind(8, LedgerTime.Of(said.Recorded));
            entry.Bind(9, (long?)stands.Favours);
            entry.Bind(10, LedgerTime.Of(stands.LapsesAt));
            entry.Bind(11, said.Body.Span);
            entry.Bind(12, made.Seal.BodySalt.Span);
            entry.Bind(13, made.Leaf.Span);
            entry.Run();
        }

        reference.Bind(1, id);
        foreach (var (named, sequence) in write.References)
        {
            reference.Bind(2, named);
            reference.Bind(3, sequence);
            reference.Run();
        }

        state.Bind(1, id);
        foreach (var stands in write.Changed.Concat(write.New.Select(made => made.State).Where(made => made.IsPointedTo)))
        {
            Put(stands);
        }
    }

    private void Put(EntryState stands)
    {
        state.Bind(2, stands.Sequence);
        state.Bind(3, stands.ConfirmedBy);
        state.Bind(4, stands.DisputedBy);
        state.Bind(5, stands.WithdrawnBy);
        state.Bind(6, stands.AgreedBy);
        state.Bind(7, stands.AnsweredBy);
        state.Bind(8, stands.ConsentedBy);
        state.Bind(9, stands.IsConsented ? 1 : 0);
        state.Run();
    }

    private void InsertTexts(byte[] id, LockedTexts locked)
    {
        key.Bind(1, id);
        foreach (var made in locked.Keys)
        {
            key.Bind(2, (int)made.Side);
            key.Bind(3, made.Author);
            key.Bind(4, made.Number);
            key.Bind(5, made.Key);
            key.Run();
        }

        text.Bind(1, id);
        foreach (var made in locked.Texts)
        {
            text.Bind(2, made.Sequence);
            text.Bind(3, made.Name);
            text.Bind(4, made.Salt.Span);
            text.Bind(5, made.KeyNumber);
            text.Bind(6, made.Locked);
            text.Run();
        }
    }

    private void InsertProof(byte[] id, LedgerWrite write)
    {
        tile.Bind(1, id);
        foreach (var full in write.FullTiles)
        {
            tile.Bind(2, full.Id.Level);
            tile.Bind(3, full.Id.Index);
            tile.Bind(4, full.ToBytes());
            tile.Bind(5, full.Root.ToBytes());
            tile.Run();
        }

        checkpoint.Bind(1, id);
        checkpoint.Bind(2, write.Head.Size);
        checkpoint.Bind(3, LedgerTime.Of(write.SignedAt));
        checkpoint.Bind(4, write.Checkpoint.ToString());
        checkpoint.Run();
        used.Bind(1, id);
        foreach (var (name, sequence) in write.Keys)
        {
            used.Bind(2, (int)name.Side);
            used.Bind(3, name.Value);
            used.Bind(4, sequence);
            used.Run();
        }
    }
}
