using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tandem.Store.Upgrades;

/// <summary>
/// Brings a database of an older schema to the newest, after a backup, and back again. A database of a newer schema
/// than this program knows is refused with <see cref="WrongSchemaException"/>.
/// </summary>
public abstract class StoreUpgrade
{
    private readonly StoreOptions options;

    private protected StoreUpgrade(StoreOptions options, string backupFolder, string of) =>
        (this.options, BackupFolder, this.Of) = (options, backupFolder, of);

    /// <summary>Beside a SQLite file; in the data folder for a database on a server.</summary>
    public string BackupFolder { get; }

    /// <summary>Backups of this database, newest first; the folder may hold those of others.</summary>
    public ImmutableArray<Backup> BackupsMade => [.. Backups.In(BackupFolder).Where(backup => backup.Of == Of)];

    /// <summary>What this database is called in the names of its backups.</summary>
    private protected string Of { get; }

    public static StoreUpgrade For(StoreOptions options, string dataFolder, TimeProvider time) => options.Read() switch
    {
        SqliteConnectionStringBuilder sqlite => new SqliteUpgrade(options, sqlite, time),
        NpgsqlConnectionStringBuilder postgres =>
            new PostgresUpgrade(
                options, postgres, Path.Combine(dataFolder, Backups.FolderName), PostgresPrograms.OfThisMachine, time),
        DbConnectionStringBuilder other => throw new System.Diagnostics.UnreachableException(other.GetType().Name),
    };

    /// <summary>What is there. Changes nothing, not one byte.</summary>
    public async Task<Schema> CheckAsync(CancellationToken ct) => Guarded(await ReadAsync(ct));

    /// <summary>All migrations that are due, in one transaction that keeps everybody else out.</summary>
    public abstract Task<UpgradeOutcome> UpgradeAsync(bool withBackup, Action<UpgradeStep> tell, CancellationToken ct);

    /// <summary>Puts the newest backup back, and keeps what it replaces beside it.</summary>
    /// <param name="evenIfLost">Somebody has said yes to losing what was written since.</param>
    public abstract Task<UpgradeOutcome> RollBackAsync(bool evenIfLost, Action<UpgradeStep> tell, CancellationToken ct);

    private protected abstract Task<Schema> ReadAsync(CancellationToken ct);

    private protected Schema Guarded(Schema schema) =>
        schema.IsNewer ? throw new WrongSchemaException(schema, options) : schema;

    /// <summary>What rollbacks kept aside is no way back from an upgrade.</summary>
    private protected Backup? NewestBackup => BackupsMade.FirstOrDefault(backup => !backup.IsKeptAside);
}
