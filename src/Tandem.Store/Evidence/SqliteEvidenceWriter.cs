using Microsoft.Data.Sqlite;
using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>Writes evidence through prepared statements, one transaction a commit.</summary>
internal sealed class SqliteEvidenceWriter : EvidenceWriter
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement insertMessage;
    private readonly SqliteStatement insertSighting;
    private readonly SqliteStatement insertBody;
    private readonly SqliteStatement insertFile;
    private readonly SqliteStatement insertAddress;
    private readonly SqliteStatement findAddress;
    private readonly SqliteStatement putNaming;
    private SqliteTransaction? transaction;

    public SqliteEvidenceWriter(SqliteConnection connection, EvidencePlace place, ImportRun run, bool keepBodies)
        : base(place, run, keepBodies)
    {
        this.connection = connection;
        insertMessage = PrepareForRun("""
            INSERT INTO mail_message (relationship_id, side, run, place, message_key, file_number, byte_offset, content_key,
              sent_at, author, traits, recipients, links, message_id, subject, body_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            ON CONFLICT (relationship_id, side, message_key) DO NOTHING
            """);
        insertSighting = PrepareForRun("""
            INSERT INTO mail_sighting (relationship_id, side, run, place, message_key, file_number, byte_offset, content_key,
              sent_at, author, traits, recipients, links, message_id, subject, body_key)
            SELECT $1, $2, $3, $4, $5, $6, $7, iif(same, NULL, $8), iif(same, NULL, $9), iif(same, NULL, $10), iif(same, NULL, $11),
              iif(same, NULL, $12), iif(same, NULL, $13), iif(same, NULL, $14), iif(same, NULL, $15), iif(same, NULL, $16)
            FROM (SELECT content_key = $8 AS same FROM mail_message
                  WHERE relationship_id = $1 AND side = $2 AND message_key = $5 AND run <> $3)
            WHERE true
            ON CONFLICT (relationship_id, side, run, message_key) DO NOTHING
            """);
        insertBody = Prepare("""
            INSERT INTO mail_body (relationship_id, side, body_key, text) VALUES ($1, $2, $3, $4)
            ON CONFLICT (relationship_id, side, body_key) DO NOTHING
            """);
        insertFile = PrepareForRun("""
            INSERT INTO mail_file (relationship_id, side, run, file_number, name) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (relationship_id, side, run, file_number) DO NOTHING
            """);
        insertAddress = Prepare("""
            INSERT INTO mail_address (relationship_id, side, address_number, address_key, address) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (relationship_id, side, address_key) DO NOTHING
            """);
        findAddress = Prepare("SELECT address_number FROM mail_address WHERE relationship_id = $1 AND side = $2 AND address_key = $3");
        putNaming = PrepareForRun("""
            INSERT INTO mail_naming (relationship_id, side, run, place, address_number, marks, name) VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (relationship_id, side, run, place) DO UPDATE SET marks = excluded.marks, name = excluded.name
            """);
        RestoreBook();
    }

    public override void Dispose()
    {
        Abandon();
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)
            [insertMessage, insertSighting, insertBody, insertFile, insertAddress, findAddress, putNaming])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    protected override void Begin() => transaction ??= connection.BeginTransaction(deferred: false);

    protected override void Abandon()
    {
        transaction?.Dispose();
        transaction = null;
    }

    protected override void WriteFiles(IReadOnlyList<(int Number, string Name)> entered)
    {
        foreach (var (number, name) in entered)
        {
            insertFile.Bind(4, number);
            insertFile.Bind(5, name);
            insertFile.Run();
        }
    }

    protected override bool WriteAddresses()
    {
        var next = Book.Stored < Addresses.Count ? NextAddressNumber() : 0;
        while (Book.Stored < Addresses.Count)
        {
            var address = Utf8Text.Storable(Addresses[Book.Stored]);
            var key = AddressKey(address);
            insertAddress.Bind(3, next);
            insertAddress.Bind(4, key);
            insertAddress.Bind(5, address);
            Book.Number(insertAddress.Run() == 1 ? next++ : NumberOf(key));
        }

        var changed = false;
        foreach (var naming in Book.Changed())
        {
            putNaming.Bind(4, naming.Place);
            putNaming.Bind(5, naming.Number);
            putNaming.Bind(6, (int)naming.Marks);
            putNaming.Bind(7, naming.Name);
            putNaming.Run();
            changed = true;
        }

        return changed;
    }

    protected override int WriteMessages(EvidenceBatch messages)
    {
        var added = 0;
        foreach (var at in messages.ByKey())
        {
            ref var row = ref messages[at];
            if (row.BodyKey is { } body)
            {
                insertBody.Bind(3, body);
                insertBody.BindText(4, messages.Text(row.Body));
                insertBody.Run();
            }

            Bind(insertMessage, messages, row);
            if (insertMessage.Run() == 1)
            {
                added++;
                continue;
            }

            Bind(insertSighting, messages, row);
            insertSighting.Run();
        }

        return added;
    }

    protected override bool End(ImportRun before, ImportRun now, bool evidenceChanged)
    {
        if (evidenceChanged)
        {
            using var grow = Prepare(EvidenceSql.GrowVersion);
            grow.Run();
            using var outdate = Prepare(EvidenceSql.OutdateLine);
            outdate.Run();
        }

        if (!KeepRun(before, now))
        {
            return false;
        }

        transaction!.Commit();
        Abandon();
        return true;
    }

    private bool KeepRun(ImportRun before, ImportRun now)
    {
        using var keep = PrepareForRun(EvidenceSql.KeepRun);
        keep.Bind(4, (int)now.State);
        keep.Bind(5, now.FinishedAt?.ToUnixTimeMilliseconds());
        keep.Bind(6, now.Position.File);
        keep.Bind(7, now.Position.Offset);
        keep.Bind(8, now.Seen);
        keep.Bind(9, now.Added);
        keep.Bind(10, before.Seen);
        keep.Bind(11, before.Position.File);
        keep.Bind(12, before.Position.Offset);
        return keep.Run() == 1;
    }

    private static void Bind(SqliteStatement insert, EvidenceBatch messages, in EvidenceBatch.Row row)
    {
        insert.Bind(4, row.Place);
        insert.Bind(5, row.MessageKey);
        insert.Bind(6, row.FileNumber);
        insert.Bind(7, row.ByteOffset);
        insert.Bind(8, row.ContentKey);
        insert.Bind(9, row.Instant);
        insert.Bind(10, row.KnownAuthor);
        insert.Bind(11, (int)row.Traits);
        insert.Bind(12, messages.Bytes(row.Recipients));
        insert.Bind(13, messages.Bytes(row.Links));
        insert.BindText(14, messages.Text(row.MessageId));
        insert.BindText(15, messages.Text(row.Subject));
        insert.Bind(16, row.BodyKey);
    }

    private int NumberOf(long addressKey)
    {
        findAddress.Bind(3, addressKey);
        return (int)findAddress.Scalar()!.Value;
    }

    private int NextAddressNumber()
    {
        using var next = Prepare(EvidenceSql.NextAddressNumber);
        return (int)next.Scalar()!.Value;
    }

    private void RestoreBook()
    {
        using var rows = PrepareForRun(EvidenceSql.NamingsOfRun);
        while (rows.Step())
        {
            Book.Restore(rows.Int32(0), rows.Int32(1), rows.Text(2)!, (AddressMarks)rows.Int32(3), rows.Text(4));
        }
    }

    private SqliteStatement PrepareForRun(string sql)
    {
        var statement = Prepare(sql);
        statement.Bind(3, Run.Number);
        return statement;
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(connection, sql);
        statement.Bind(Place);
        return statement;
    }
}
