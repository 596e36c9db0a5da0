using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using Tandem.Store;
using Tandem.Store.Tables;

namespace Tandem.Bench;

/// <summary>The ledger rows of a database, put again into an empty one of the same schema by other means.</summary>
internal sealed class SameRows : IDisposable
{
    private static readonly string[] Tables = ["entry", "entry_reference", "entry_text", "text_key", "entry_state", "tile", "checkpoint"];

    private readonly string folder = Directory.CreateTempSubdirectory("tandem-bench-").FullName;
    private readonly List<string> schema = [];
    private readonly Dictionary<string, List<object?[]>> rows = [];
    private readonly List<(string Table, object?[] Row)> parents = [];

    public static SameRows Of(string path)
    {
        var same = new SameRows();
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        source.Open();
        foreach (var row in Read(source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'trigger', type = 'index'"))
        {
            same.schema.Add((string)row[0]!);
        }

        foreach (var table in (string[])["organization", "relationship", "ledger"])
        {
            same.parents.AddRange(Read(source, $"SELECT * FROM {table}").Select(row => (table, row)));
        }

        foreach (var table in Tables)
        {
            same.rows[table] = [.. Read(source, $"SELECT * FROM {table} ORDER BY rowid")];
        }

        return same;
    }

    /// <summary>Prepared statements and nothing else, the same number of entries to a transaction.</summary>
    public double InsertRaw(int entriesAtOnce)
    {
        using var target = Make("raw.db");
        var statements = Tables.ToDictionary(table => table, table => Prepare(target, table, rows[table].Count > 0 ? rows[table][0].Length : 0));
        var started = Stopwatch.GetTimestamp();
        foreach (var batch in Batches(entriesAtOnce))
        {
            _ = raw.sqlite3_exec(target.Handle!, "BEGIN IMMEDIATE");
            foreach (var (table, row) in batch)
            {
                Insert(target, statements[table], row);
            }

            _ = raw.sqlite3_exec(target.Handle!, "COMMIT");
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        foreach (var statement in statements.Values)
        {
            statement?.Dispose();
        }

        return seconds;
    }

    /// <summary>The same rows as objects of the model, added and saved.</summary>
    public double InsertByModel(int entriesAtOnce)
    {
        using (Make("model.db"))
        {
        }

        var options = new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "model.db"), Pooling = false }.ConnectionString).Options;
        var entities = Batches(entriesAtOnce).Select(batch => batch.Select(row => Entity(row.Table, row.Row)).OfType<object>().ToList()).ToList();
        var started = Stopwatch.GetTimestamp();
        foreach (var batch in entities)
        {
            using var db = new SqliteDb(options);
            db.AddRange(batch);
            db.SaveChanges();
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IEnumerable<List<(string Table, object?[] Row)>> Batches(int entriesAtOnce)
    {
        var next = Tables.ToDictionary(table => table, _ => 0);
        var batches = (rows["entry"].Count + entriesAtOnce - 1) / entriesAtOnce;
        for (var batch = 1; batch <= batches; batch++)
        {
            var some = new List<(string Table, object?[] Row)>();
            foreach (var table in Tables)
            {
                var until = (int)((long)rows[table].Count * batch / batches);
                some.AddRange(rows[table].GetRange(next[table], until - next[table]).Select(row => (table, row)));
                next[table] = until;
            }

            yield return some;
        }
    }

    private SqliteConnection Make(string name)
    {
        var target = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, name), Pooling = false }.ConnectionString);
        target.Open();
        Run(target, "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA foreign_keys = on; PRAGMA secure_delete = on; PRAGMA cache_size = -32768");
        schema.ForEach(sql => Run(target, sql));
        foreach (var (table, row) in parents)
        {
            using var statement = Prepare(target, table, row.Length)!;
            Insert(target, statement, row);
        }

        return target;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static sqlite3_stmt? Prepare(SqliteConnection connection, string table, int columns)
    {
        if (columns == 0)
        {
            return null;
        }

        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(connection.Handle!, $"INSERT INTO {table} VALUES ({string.Join(',', Enumerable.Repeat('?', columns))})", out var statement),
            connection.Handle!);
        return statement;
    }

    private static void Insert(SqliteConnection connection, sqlite3_stmt? statement, object?[] row)
    {
        for (var at = 0; at < row.Length; at++)
        {
            _ = row[at] switch
            {
                long number => raw.sqlite3_bind_int64(statement, at + 1, number),
                byte[] blob => raw.sqlite3_bind_blob(statement, at + 1, blob),
                string text => raw.sqlite3_bind_text(statement, at + 1, text),
                _ => raw.sqlite3_bind_null(statement, at + 1),
            };
        }

        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(connection.Handle!), connection.Handle!);
        }

        _ = raw.sqlite3_reset(statement);
    }

    private static IEnumerable<object?[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var at = 0; at < row.Length; at++)
            {
                row[at] = reader.IsDBNull(at) ? null : reader.GetValue(at);
            }

            yield return row;
        }
    }

    /// <summary>Columns in the order of the table.</summary>
    private static object? Entity(string table, object?[] row) => table switch
    {
        "entry" => Entry(row),
        "entry_reference" => new EntryReferenceRow { RelationshipId = Id(row[0]), Named = (long)row[1]!, Sequence = (long)row[2]! },
        "entry_text" => new EntryTextRow
        {
            RelationshipId = Id(row[0]),
            Sequence = (long)row[1]!,
            Name = (string)row[2]!,
            Salt = (byte[])row[3]!,
            KeyNumber = (long)row[4]!,
            Locked = (byte[])row[5]!,
        },
        "text_key" => new TextKeyRow
        {
            RelationshipId = Id(row[0]),
            Side = (int)(long)row[1]!,
            Author = (string)row[2]!,
            Number = (long)row[3]!,
            Key = (byte[])row[4]!,
        },
        "tile" => new TileRow
        {
            RelationshipId = Id(row[0]),
            Level = (int)(long)row[1]!,
            Number = (long)row[2]!,
            Hashes = (byte[])row[3]!,
            Root = (byte[])row[4]!,
        },
        "checkpoint" => new CheckpointRow { RelationshipId = Id(row[0]), Size = (long)row[1]!, SignedAt = (long)row[2]!, Note = (string)row[3]! },
        _ => null,
    };

    private static EntryRow Entry(object?[] row) => new()
    {
        RelationshipId = Id(row[0]),
        Sequence = (long)row[1]!,
        Id = (string)row[2]!,
        Kind = (string)row[3]!,
        Side = (int)(long)row[4]!,
        Author = (string)row[5]!,
        Occurred = (long)row[6]!,
        Recorded = (long)row[7]!,
        Favours = (int?)(long?)row[8],
        LapsesAt = (long?)row[9],
        Body = (byte[])row[10]!,
        BodySalt = (byte[])row[11]!,
        Leaf = (byte[])row[12]!,
    };

    private static Guid Id(object? blob) => new((byte[])blob!, true);
}
