using Microsoft.Data.Sqlite;
using Tandem.Store.Upgrades;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>Makes databases of one kind that a released version left behind.</summary>
public interface IOldDatabases
{
    Task<OldDatabase> NewAsync();

    Task<OldDatabase> ReleasedAsync(string version);

    /// <summary>Brings a database up to a migration and no further, as no command does.</summary>
    Task BringAsync(OldDatabase database, string migration);
}

public sealed class OldSqlites : IOldDatabases, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-old-");
    private int made;

    public Task<OldDatabase> NewAsync() =>
        Task.FromResult<OldDatabase>(new OldSqlite(Path.Combine(folder.FullName, $"{++made}")));

    public async Task<OldDatabase> ReleasedAsync(string version)
    {
        var database = await NewAsync();
        Directory.CreateDirectory(database.Folder);
        await database.RunAsync(
            "PRAGMA journal_mode = wal; PRAGMA foreign_keys = off;" + Released.ScriptOf(version, "sqlite"));
        return database;
    }

    public async Task BringAsync(OldDatabase database, string migration)
    {
        using var db = KnownMigrations.OnSqlite();
        var schema = await database.Upgrade.CheckAsync(CancellationToken.None);
        foreach (var pending in schema.Pending.Where(pending => string.CompareOrdinal(pending, migration) <= 0))
        {
            await database.RunAsync(
                "PRAGMA foreign_keys = off;" + string.Join(";\n", KnownMigrations.StatementsOf(db, pending)));
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}

public sealed class OldPostgreses(PostgresServer server) : IOldDatabases, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-old-");
    private int made;

    public async Task<OldDatabase> NewAsync() =>
        new OldPostgres(await server.NewDatabaseAsync(), Path.Combine(folder.FullName, $"{++made}"));

    public async Task<OldDatabase> ReleasedAsync(string version)
    {
        var database = await NewAsync();
        await database.RunAsync(Released.ScriptOf(version, "postgres"));
        return database;
    }

    public async Task BringAsync(OldDatabase database, string migration)
    {
        using var db = KnownMigrations.OnPostgres();
        var schema = await database.Upgrade.CheckAsync(CancellationToken.None);
        foreach (var pending in schema.Pending.Where(pending => string.CompareOrdinal(pending, migration) <= 0))
        {
            await database.RunAsync(string.Join(";\n", KnownMigrations.StatementsOf(db, pending)));
        }
    }

    public void Dispose() => folder.Delete(recursive: true);
}
