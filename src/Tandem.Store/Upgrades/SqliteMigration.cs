using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tandem.Store.Upgrades;

/// <summary>
/// Migrations as plain SQL, in a transaction that the caller began. EF's own way leaves a lock row behind when the
/// process is killed in the middle, and waits for it for ever after.
/// </summary>
internal static class SqliteMigration
{
    /// <summary>Looks without touching: a database that nobody has open is read as if it stood on a disc.</summary>
    public static Schema SchemaOf(string path, TandemDb db)
    {
        if (path.Length == 0 || !File.Exists(path) || (new FileInfo(path).Length == 0 && !HasLog(path)))
        {
            return KnownMigrations.SchemaOf(db, []);
        }

        using var connection = OpenToRead(path);
        return SchemaOf(connection, db);
    }

    public static Schema SchemaOf(SqliteConnection connection, TandemDb db) =>
        KnownMigrations.SchemaOf(db, AppliedOf(connection));

    /// <summary>Begin the transaction with foreign keys off: a table is changed by making it anew.</summary>
    public static void Apply(SqliteConnection connection, TandemDb db, string migration)
    {
        foreach (var statement in KnownMigrations.StatementsOf(db, migration))
        {
            Run(connection, statement);
        }

        using var check = new SqliteStatement(connection, "PRAGMA foreign_key_check");
        if (check.Step())
        {
            throw new SqliteException(
                $"A row of {check.Text(0)} would be left without its parent.", raw.SQLITE_CONSTRAINT);
        }
    }

    public static void Run(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle!, sql), connection.Handle!);

    /// <summary>
    /// A file in write-ahead mode that is opened to be read gets two files beside it, which stay behind. One that
    /// nobody has open (there is no log) is said to be unchangeable, and gets none.
    /// </summary>
    public static SqliteConnection OpenToRead(string path)
    {
        var full = Path.GetFullPath(path);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = HasLog(path) ? full : new Uri(full).AbsoluteUri + "?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        Run(connection, SqlitePragmas.Always);
        return connection;
    }

    private static bool HasLog(string path) => File.Exists(path + "-wal") || File.Exists(path + "-journal");

    private static List<string> AppliedOf(SqliteConnection connection)
    {
        using var table = new SqliteStatement(
            connection,
            $"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '{KnownMigrations.HistoryTable}'");
        if (table.Scalar() == 0)
        {
            return [];
        }

        var applied = new List<string>();
        using var history = new SqliteStatement(
            connection, $"SELECT \"MigrationId\" FROM \"{KnownMigrations.HistoryTable}\"");
        while (history.Step())
        {
            applied.Add(history.Text(0)!);
        }

        return applied;
    }
}
