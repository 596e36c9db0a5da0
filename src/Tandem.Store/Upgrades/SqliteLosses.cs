using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Tandem.Store.Upgrades;

/// <summary>What a database and its copy differ in.</summary>
internal static class SqliteLosses
{
    /// <summary>Row by row, in the columns that both have. Exact, and a few seconds for a million messages.</summary>
    public static ImmutableArray<Loss> Between(SqliteConnection database, string copy)
    {
        using var attached = new Attached(database, copy);
        var (ours, theirs) = (TablesOf(database, "main"), TablesOf(database, Attached.Name));
        return
        [
            .. ours.Union(theirs).Order(StringComparer.Ordinal).Select(table => new Loss(
                table,
                ours.Contains(table) ? Only(database, table, "main", theirs.Contains(table) ? Attached.Name : null) : 0,
                theirs.Contains(table)
                    ? Only(database, table, Attached.Name, ours.Contains(table) ? "main" : null) : 0))
            .Where(loss => loss is not { Lost: 0, Returning: 0 }),
        ];
    }

    /// <summary>The same tables with as many rows each.</summary>
    public static bool SameCounts(SqliteConnection database, string copy)
    {
        using var attached = new Attached(database, copy);
        var tables = TablesOf(database, "main");
        return tables.SetEquals(TablesOf(database, Attached.Name))
            && tables.All(table => Only(database, table, "main", null) == Only(database, table, Attached.Name, null));
    }

    /// <returns>What SQLite finds wrong with a file; <c>null</c> when it is whole.</returns>
    public static string? DamageIn(string path)
    {
        using var connection = SqliteMigration.OpenToRead(path);
        using var check = new SqliteStatement(connection, "PRAGMA integrity_check(1)");
        return check.Step() && check.Text(0) is var said && said != "ok" ? said : null;
    }

    private static long Only(SqliteConnection database, string table, string here, string? there)
    {
        var columns = there is null ? []
            : ColumnsOf(database, table, here).Intersect(ColumnsOf(database, table, there)).ToList();
        var chosen = string.Join(", ", columns.Select(Quoted));
        using var count = new SqliteStatement(database, columns.Count == 0
            ? $"SELECT COUNT(*) FROM {here}.{Quoted(table)}"
            : $"SELECT COUNT(*) FROM (SELECT {chosen} FROM {here}.{Quoted(table)} "
                + $"EXCEPT SELECT {chosen} FROM {there}.{Quoted(table)})");
        return count.Scalar() ?? 0;
    }

    private static HashSet<string> TablesOf(SqliteConnection database, string schema) => Names(database,
        $"SELECT name FROM {schema}.sqlite_master WHERE type = 'table' "
        + $"AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> '{KnownMigrations.HistoryTable}'");

    private static HashSet<string> ColumnsOf(SqliteConnection database, string table, string schema) => Names(database,
        $"SELECT name FROM pragma_table_info('{table.Replace("'", "''", StringComparison.Ordinal)}', '{schema}')");

    private static HashSet<string> Names(SqliteConnection database, string sql)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var rows = new SqliteStatement(database, sql);
        while (rows.Step())
        {
            names.Add(rows.Text(0)!);
        }

        return names;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A second file on the same connection. It is in the old journal mode, and being read leaves nothing
    /// beside it.</summary>
    private sealed class Attached : IDisposable
    {
        public const string Name = "other";

        private readonly SqliteConnection database;

        public Attached(SqliteConnection database, string path)
        {
            this.database = database;
            SqliteMigration.Run(database, $"ATTACH '{path.Replace("'", "''", StringComparison.Ordinal)}' AS {Name}");
        }

        public void Dispose() => SqliteMigration.Run(database, $"DETACH {Name}");
    }
}
