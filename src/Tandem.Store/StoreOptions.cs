using Microsoft.Data.Sqlite;

namespace Tandem.Store;

/// <summary>Where the workspace is kept: <c>Data Source=…</c> is a SQLite file, <c>Host=…</c> a PostgreSQL database.</summary>
public sealed record StoreOptions(string ConnectionString)
{
    /// <summary>The name of the database file in a data folder.</summary>
    public const string FileName = "tandem.db";

    /// <summary>A SQLite database in a data folder, which is made, readable by its owner only, if it is not there yet.</summary>
    public static StoreOptions In(string folder) =>
        new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName) }.ConnectionString);
}
