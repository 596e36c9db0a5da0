using Npgsql;
using NpgsqlTypes;
using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>Writes evidence by binary COPY into a table of the session, and from there by one statement a kind of row.</summary>
internal sealed class PostgresEvidenceWriter : EvidenceWriter
{
    private const string Columns =
        "place, message_key, file_number, byte_offset, content_key, sent_at, author, traits, recipients, links, message_id, subject, body_key";

    private const string MakeIncoming = """
        CREATE TEMP TABLE IF NOT EXISTS incoming (place int, message_key bigint, file_number int, byte_offset bigint, content_key bigint,
          sent_at bigint, author int, traits int, recipients bytea, links bytea, message_id text, subject text, body_key bigint, body text)
        """;

    // The first of several in the batch is the one that counts, as it is the first that is inserted.
    private const string InsertMessages = $"""
        INSERT INTO mail_message (relationship_id, side, run, {Columns})
        SELECT $1, $2, $3, {Columns} FROM incoming ORDER BY place
        ON CONFLICT (relationship_id, side, message_key) DO NOTHING
        """;

    private const string InsertSightings = """
        INSERT INTO mail_sighting (relationship_id, side, run, place, message_key, file_number, byte_offset)
        SELECT $1, $2, $3, i.place, i.message_key, i.file_number, i.byte_offset
        FROM incoming AS i
        JOIN mail_message AS m ON m.relationship_id = $1 AND m.side = $2 AND m.message_key = i.message_key AND m.run <> $3
        ORDER BY i.place
        ON CONFLICT (relationship_id, side, run, message_key) DO NOTHING
        """;

    private const string FillSightings = """
        UPDATE mail_sighting AS s SET content_key = i.content_key, sent_at = i.sent_at, author = i.author, traits = i.traits,
          recipients = i.recipients, links = i.links, message_id = i.message_id, subject = i.subject, body_key = i.body_key
        FROM incoming AS i
        JOIN mail_message AS m ON m.relationship_id = $1 AND m.side = $2 AND m.message_key = i.message_key AND m.content_key <> i.content_key
        WHERE s.relationship_id = $1 AND s.side = $2 AND s.run = $3 AND s.message_key = i.message_key AND s.place = i.place
        """;

    private const string InsertBodies = """
        INSERT INTO mail_body (relationship_id, side, body_key, text)
        SELECT $1, $2, body_key, body FROM incoming WHERE body_key IS NOT NULL ORDER BY place
        ON CONFLICT (relationship_id, side, body_key) DO NOTHING
        """;

    private const string InsertFiles = """
        INSERT INTO mail_file (relationship_id, side, run, file_number, name)
        SELECT $1, $2, $3, f.number, f.name FROM unnest($4::int[], $5::text[]) AS f(number, name)
        ON CONFLICT (relationship_id, side, run, file_number) DO NOTHING
        """;

    private const string InsertAddresses = """
        INSERT INTO mail_address (relationship_id, side, address_number, address_key, address)
        SELECT $1, $2, $3 + a.place, a.key, a.address FROM unnest($4::bigint[], $5::text[]) WITH ORDINALITY AS a(key, address, place)
        """;

    private const string FindAddresses =
        "SELECT address_key, address_number FROM mail_address WHERE relationship_id = $1 AND side = $2 AND address_key = ANY($3)";

    private const string PutNamings = """
        INSERT INTO mail_naming (relationship_id, side, run, place, address_number, marks, name)
        SELECT $1, $2, $3, n.place, n.number, n.marks, n.name
        FROM unnest($4::int[], $5::int[], $6::smallint[], $7::text[]) AS n(place, number, marks, name)
        ON CONFLICT (relationship_id, side, run, place) DO UPDATE SET marks = excluded.marks, name = excluded.name
        """;

    private readonly NpgsqlConnection connection;
    private NpgsqlTransaction? transaction;

    public PostgresEvidenceWriter(NpgsqlConnection connection, EvidencePlace place, ImportRun run, bool keepBodies)
        : base(place, run, keepBodies)
    {
        this.connection = connection;
        using var make = new NpgsqlCommand(MakeIncoming, connection);
        make.ExecuteNonQuery();
        RestoreBook();
    }

    public override void Dispose()
    {
        Abandon();
        connection.Dispose();
    }

    protected override void Begin()
    {
        if (transaction is null)
        {
            transaction = connection.BeginTransaction();
            Execute("SELECT 1 FROM mail_evidence WHERE relationship_id = $1 AND side = $2 FOR NO KEY UPDATE");
        }
    }

    protected override void Abandon()
    {
        transaction?.Dispose();
        transaction = null;
    }

    protected override void WriteFiles(IReadOnlyList<(int Number, string Name)> entered)
    {
        if (entered.Count > 0)
        {
            Execute(InsertFiles, Run.Number, entered.Select(f => f.Number).ToList(), entered.Select(f => f.Name).ToList());
        }
    }

    protected override bool WriteAddresses()
    {
        if (Book.Stored < Addresses.Count)
        {
            InsertNewAddresses();
        }

        var namings = Book.Changed().ToList();
        if (namings.Count == 0)
        {
            return false;
        }

        Execute(PutNamings, Run.Number,
            namings.ConvertAll(n => n.Place), namings.ConvertAll(n => n.Number),
            namings.ConvertAll(n => (short)n.Marks), namings.ConvertAll(n => n.Name));
        return true;
    }

    protected override int WriteMessages(EvidenceBatch messages)
    {
        if (messages.Count == 0)
        {
            return 0;
        }

        Copy(messages);
        Execute(InsertBodies);
        var added = Execute(InsertMessages, Run.Number);
        if (added < messages.Count)
        {
            Execute(InsertSightings, Run.Number);
            Execute(FillSightings, Run.Number);
        }

        using var empty = new NpgsqlCommand("TRUNCATE incoming", connection);
        empty.ExecuteNonQuery();
        return added;
    }

    protected override bool End(ImportRun before, ImportRun now, bool evidenceChanged)
    {
        if (evidenceChanged)
        {
            Execute(EvidenceSql.GrowVersion);
            Execute(EvidenceSql.OutdateLine);
        }

        var kept = Execute(
            EvidenceSql.KeepRun, now.Number, (int)now.State, now.FinishedAt?.ToUnixTimeMilliseconds(), now.Position.File,
            now.Position.Offset, now.Seen, now.Added, before.Seen, before.Position.File, before.Position.Offset);
        if (kept == 0)
        {
            return false;
        }

        transaction!.Commit();
        Abandon();
        return true;
    }

    private void InsertNewAddresses()
    {
        var addresses = Enumerable.Range(Book.Stored, Addresses.Count - Book.Stored).Select(at => Utf8Text.Storable(Addresses[at])).ToList();
        var keys = addresses.ConvertAll(AddressKey);
        var numbers = Find(keys);
        var fresh = keys.Zip(addresses).Where(pair => !numbers.ContainsKey(pair.First)).DistinctBy(pair => pair.First).ToList();
        using var next = PostgresLoading.Command(connection, EvidenceSql.NextAddressNumber, Place);
        var first = (int)next.ExecuteScalar()!;
        Execute(InsertAddresses, first - 1, fresh.ConvertAll(pair => pair.First), fresh.ConvertAll(pair => pair.Second));
        for (var at = 0; at < fresh.Count; at++)
        {
            numbers[fresh[at].First] = first + at;
        }

        keys.ForEach(key => Book.Number(numbers[key]));
    }

    private Dictionary<long, int> Find(List<long> addressKeys)
    {
        var numbers = new Dictionary<long, int>();
        using var find = PostgresLoading.Command(connection, FindAddresses, Place, addressKeys);
        using var rows = find.ExecuteReader();
        while (rows.Read())
        {
            numbers[rows.GetInt64(0)] = rows.GetInt32(1);
        }

        return numbers;
    }

    private void Copy(EvidenceBatch messages)
    {
        using var copy = connection.BeginBinaryImport($"COPY incoming ({Columns}, body) FROM STDIN (FORMAT BINARY)");
        for (var at = 0; at < messages.Count; at++)
        {
            Copy(copy, messages, messages[at]);
        }

        copy.Complete();
    }

    private static void Copy(NpgsqlBinaryImporter copy, EvidenceBatch messages, in EvidenceBatch.Row row)
    {
        copy.StartRow();
        copy.Write(row.Place, NpgsqlDbType.Integer);
        copy.Write(row.MessageKey, NpgsqlDbType.Bigint);
        copy.Write(row.FileNumber, NpgsqlDbType.Integer);
        copy.Write(row.ByteOffset, NpgsqlDbType.Bigint);
        copy.Write(row.ContentKey, NpgsqlDbType.Bigint);
        Write(copy, row.Instant, NpgsqlDbType.Bigint);
        Write(copy, row.KnownAuthor, NpgsqlDbType.Integer);
        copy.Write((int)row.Traits, NpgsqlDbType.Integer);
        copy.Write(messages.Bytes(row.Recipients).ToArray(), NpgsqlDbType.Bytea);
        copy.Write(messages.Bytes(row.Links).ToArray(), NpgsqlDbType.Bytea);
        Write(copy, messages.Text(row.MessageId));
        Write(copy, messages.Text(row.Subject));
        Write(copy, row.BodyKey, NpgsqlDbType.Bigint);
        Write(copy, messages.Text(row.Body));
    }

    private static void Write<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } some)
        {
            copy.Write(some, type);
            return;
        }

        copy.WriteNull();
    }

    /// <summary>The bytes of a text are what the wire carries for it: no string is made of them.</summary>
    private static void Write(NpgsqlBinaryImporter copy, Utf8Text text)
    {
        if (text.IsThere)
        {
            copy.Write(text.Bytes.ToArray(), NpgsqlDbType.Text);
            return;
        }

        copy.WriteNull();
    }

    private void RestoreBook()
    {
        using var command = PostgresLoading.Command(connection, EvidenceSql.NamingsOfRun, Place, Run.Number);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            Book.Restore(
                rows.GetInt32(0), rows.GetInt32(1), rows.GetString(2), (AddressMarks)rows.GetInt16(3), rows.IsDBNull(4) ? null : rows.GetString(4));
        }
    }

    private int Execute(string sql, params ReadOnlySpan<object?> more)
    {
        using var command = PostgresLoading.Command(connection, sql, Place, more);
        return command.ExecuteNonQuery();
    }
}
