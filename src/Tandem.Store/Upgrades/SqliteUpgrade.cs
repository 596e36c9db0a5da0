using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tandem.Store.Upgrades;

/// <summary>An upgrade of a file that nobody else has open, from the backup to the last migration.</summary>
internal sealed class SqliteUpgrade(StoreOptions options, SqliteConnectionStringBuilder connection, TimeProvider time)
    : StoreUpgrade(
        options, FolderBeside(connection.DataSource), Path.GetFileNameWithoutExtension(connection.DataSource))
{
    private const string Ending = ".db";
    private const int PatienceMs = 2000;

    private readonly string path = Path.GetFullPath(connection.DataSource);

    public override Task<UpgradeOutcome> UpgradeAsync(bool withBackup, Action<UpgradeStep> tell, CancellationToken ct)
    {
        using var db = KnownMigrations.OnSqlite();
        var schema = Guarded(SqliteMigration.SchemaOf(path, db));
        if (!schema.IsOlder)
        {
            return Task.FromResult<UpgradeOutcome>(new UpgradeOutcome.NothingToDo(schema));
        }

        using var alone = OpenAlone();
        return Task.FromResult(alone is null ? new UpgradeOutcome.InUse() : Upgrade(alone, db, withBackup, tell));
    }

    public override Task<UpgradeOutcome> RollBackAsync(bool evenIfLost, Action<UpgradeStep> tell, CancellationToken ct)
    {
        using var db = KnownMigrations.OnSqlite();
        var schema = Guarded(SqliteMigration.SchemaOf(path, db));
        if (schema.IsNew)
        {
            return Task.FromResult<UpgradeOutcome>(new UpgradeOutcome.NothingToDo(schema));
        }

        if (NewestBackup is not { } backup)
        {
            return Task.FromResult<UpgradeOutcome>(new UpgradeOutcome.NoBackup());
        }

        if (!IsSound(backup.Path, db))
        {
            return Task.FromResult<UpgradeOutcome>(new UpgradeOutcome.BackupUnsound(backup));
        }

        using var alone = OpenAlone();
        return Task.FromResult(
            alone is null ? new UpgradeOutcome.InUse() : RollBack(alone, db, backup, evenIfLost, tell));
    }

    private protected override Task<Schema> ReadAsync(CancellationToken ct)
    {
        using var db = KnownMigrations.OnSqlite();
        return Task.FromResult(SqliteMigration.SchemaOf(path, db));
    }

    private UpgradeOutcome Upgrade(SqliteConnection alone, TandemDb db, bool withBackup, Action<UpgradeStep> tell)
    {
        var schema = Guarded(SqliteMigration.SchemaOf(alone, db)); // asked again, now that nobody else can change it
        Backup? backup = null;
        if (withBackup)
        {
            tell(new UpgradeStep.BackingUp());
            if (!TryCopy(alone, schema.Found, isKeptAside: false, out backup, out var why))
            {
                return new UpgradeOutcome.BackupFailed(why);
            }
        }

        using var transaction = alone.BeginTransaction(deferred: false);
        foreach (var migration in schema.Pending)
        {
            tell(new UpgradeStep.Migrating(migration));
            try
            {
                SqliteMigration.Apply(alone, db, migration);
            }
            catch (SqliteException broken)
            {
                return new UpgradeOutcome.MigrationFailed(Schema.NameOf(migration), broken.Message);
            }
        }

        transaction.Commit();
        return new UpgradeOutcome.Upgraded(schema, backup);
    }

    private UpgradeOutcome RollBack(
        SqliteConnection alone, TandemDb db, Backup backup, bool evenIfLost, Action<UpgradeStep> tell)
    {
        tell(new UpgradeStep.Comparing(backup));
        if (!evenIfLost && SqliteLosses.Between(alone, backup.Path) is { IsEmpty: false } losses)
        {
            return new UpgradeOutcome.WouldLose(backup, losses);
        }

        tell(new UpgradeStep.BackingUp());
        if (!TryCopy(alone, SqliteMigration.SchemaOf(alone, db).Found, isKeptAside: true, out var kept, out var why))
        {
            return new UpgradeOutcome.BackupFailed(why);
        }

        tell(new UpgradeStep.PuttingBack(backup));
        using (var source = SqliteMigration.OpenToRead(backup.Path))
        {
            source.BackupDatabase(alone); // page by page, in one transaction
        }

        SqliteMigration.Run(alone, "PRAGMA wal_checkpoint(TRUNCATE);");
        return new UpgradeOutcome.RolledBack(backup, kept!);
    }

    /// <summary>Whoever has the file open in write-ahead mode holds a lock on it that this one is refused next
    /// to.</summary>
    private SqliteConnection? OpenAlone()
    {
        var alone = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        try
        {
            alone.Open();
            SqliteMigration.Run(alone, string.Create(CultureInfo.InvariantCulture,
                $"{SqlitePragmas.Always} PRAGMA busy_timeout = {PatienceMs}; ")
                + "PRAGMA foreign_keys = off; PRAGMA synchronous = full; PRAGMA main.locking_mode = exclusive; "
                + "BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = wal;");
            return alone;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == raw.SQLITE_BUSY)
        {
            alone.Dispose();
            return null;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Copies what is committed, without the remains of deleted rows, and reads the copy back.</summary>
    private bool TryCopy(SqliteConnection alone, string schema, bool isKeptAside, out Backup? backup, out string why)
    {
        (backup, why) = (null, "");
        var copy = Backups.Begin(BackupFolder, Of, schema, time.GetUtcNow(), isKeptAside, Ending);
        try
        {
            var partial = Backups.PartialOf(copy);
            SqliteMigration.Run(alone, $"VACUUM main INTO '{partial.Replace("'", "''", StringComparison.Ordinal)}'");
            if (SqliteLosses.DamageIn(partial) is { } damage)
            {
                why = damage;
            }
            else if (!SqliteLosses.SameCounts(alone, partial))
            {
                why = "The copy is not what it was made from.";
            }
            else
            {
                backup = Backups.Keep(copy);
            }
        }
        catch (Exception broken) when (broken is SqliteException or IOException or UnauthorizedAccessException)
        {
            why = broken.Message;
        }
        finally
        {
            Backups.GiveUp(copy);
        }

        return backup is not null;
    }

    private static bool IsSound(string backup, TandemDb db)
    {
        try
        {
            if (SqliteLosses.DamageIn(backup) is not null)
            {
                return false;
            }

            var schema = SqliteMigration.SchemaOf(backup, db);
            return !schema.IsNew && !schema.IsNewer;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static string FolderBeside(string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Backups.FolderName);
}
