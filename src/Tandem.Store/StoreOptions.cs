using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tandem.Store;

/// <summary>Where the workspace is kept: <c>Data Source=…</c> is a SQLite file, <c>Host=…</c> a PostgreSQL
/// database.</summary>
public sealed record StoreOptions(string ConnectionString)
{
    /// <summary>The name of the database file in a data folder.</summary>
    public const string FileName = "tandem.db";

    /// <summary>The data folder, if it is one; <c>null</c> for any other database.</summary>
    public string? Folder =>
        Read() is SqliteConnectionStringBuilder { DataSource: var path } && Path.GetFileName(path) == FileName
            ? Path.GetDirectoryName(Path.GetFullPath(path)) : null;

    /// <summary>A SQLite database in a data folder, which is made, readable by its owner only, if it is not there
    /// yet.</summary>
    public static StoreOptions In(string folder) =>
        new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName) }.ConnectionString);

    /// <summary>The message of a bad connection string may hold what stands in it: ours does not.</summary>
    internal DbConnectionStringBuilder Read()
    {
        try
        {
            return ConnectionString.TrimStart().StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase)
                ? new SqliteConnectionStringBuilder(ConnectionString)
                : new NpgsqlConnectionStringBuilder(ConnectionString);
        }
        catch (ArgumentException)
        {
            throw new IOException(
                "The connection string cannot be read. It looks like: Host=...;Database=...;Username=...;Password=...");
        }
    }
}
