using System.Text.RegularExpressions;
using Npgsql;
using static System.FormattableString;

namespace Tandem.Store.Upgrades;

/// <summary>
/// An upgrade of a database on a server, in one transaction that keeps writers out from the backup to the last
/// migration. The way back drops Tandem's tables and plays the backup in, in one transaction as well:
/// <c>pg_restore --clean</c> alone would leave the tables that only the newer schema has, and fail over the keys that
/// hang on them.
/// </summary>
internal sealed partial class PostgresUpgrade(
    StoreOptions options, NpgsqlConnectionStringBuilder connection, string backupFolder, PostgresPrograms programs,
    TimeProvider time)
    : StoreUpgrade(options, backupFolder, NameOf(connection))
{
    private const string Ending = ".dump";
    private const string Patience = "SET LOCAL lock_timeout = '10s'";

    private static readonly string[] Needed = ["pg_dump", "pg_restore"];

    public override Task<UpgradeOutcome> UpgradeAsync(
        bool withBackup, Action<UpgradeStep> tell, CancellationToken ct) =>
        AloneAsync(async (database, db, schema) =>
        {
            if (!schema.IsOlder)
            {
                return new UpgradeOutcome.NothingToDo(schema);
            }

            var tables = await LockAsync(database, db, ct);
            Backup? backup = null;
            if (withBackup)
            {
                (backup, var problem) = await CopyAsync(database, tables, schema.Found, isKeptAside: false, tell, ct);
                if (problem is not null)
                {
                    return problem;
                }
            }

            return await MigrateAsync(database, db, schema, tell, ct) ?? new UpgradeOutcome.Upgraded(schema, backup);
        }, ct);

    public override async Task<UpgradeOutcome> RollBackAsync(
        bool evenIfLost, Action<UpgradeStep> tell, CancellationToken ct)
    {
        if (NewestBackup is not { } backup)
        {
            return new UpgradeOutcome.NoBackup();
        }

        if (Missing() is { } missing)
        {
            return new UpgradeOutcome.ProgramMissing(missing);
        }

        var dump = new PostgresDump(programs, backup.Path);
        return await IsSoundAsync(dump, ct)
            ? await AloneAsync(
                (database, db, schema) => RollBackAsync(database, db, schema, backup, dump, evenIfLost, tell, ct), ct)
            : new UpgradeOutcome.BackupUnsound(backup);
    }

    private protected override async Task<Schema> ReadAsync(CancellationToken ct)
    {
        await using var db = KnownMigrations.OnPostgres();
        await using var database = await OpenAsync(ct);
        return await PostgresMigration.SchemaAsync(database, db, ct);
    }

    private async Task<UpgradeOutcome> RollBackAsync(
        NpgsqlConnection database, TandemDb db, Schema schema, Backup backup, PostgresDump dump, bool evenIfLost,
        Action<UpgradeStep> tell, CancellationToken ct)
    {
        var tables = await LockAsync(database, db, ct);
        tell(new UpgradeStep.Comparing(backup));
        if (!evenIfLost && await PostgresLosses.BetweenAsync(database, tables, dump, ct) is { IsEmpty: false } losses)
        {
            return new UpgradeOutcome.WouldLose(backup, losses);
        }

        var (kept, problem) = await CopyAsync(database, tables, schema.Found, isKeptAside: true, tell, ct);
        if (problem is not null)
        {
            return problem;
        }

        tell(new UpgradeStep.PuttingBack(backup));
        await PutBackAsync(database, tables, dump, ct);
        return new UpgradeOutcome.RolledBack(backup, kept!);
    }

    /// <summary>One upgrade or rollback at a time, on a database that is there and not newer; kept only when it came
    /// to its end.</summary>
    private async Task<UpgradeOutcome> AloneAsync(
        Func<NpgsqlConnection, TandemDb, Schema, Task<UpgradeOutcome>> work, CancellationToken ct)
    {
        await using var db = KnownMigrations.OnPostgres();
        await using var database = await OpenAsync(ct);
        await using var transaction = await database.BeginTransactionAsync(ct);
        try
        {
            await PostgresMigration.RunAsync(database, Patience, ct);
            await PostgresMigration.AloneAsync(database, ct);
            var schema = Guarded(await PostgresMigration.SchemaAsync(database, db, ct));
            var outcome = schema.IsNew ? new UpgradeOutcome.NothingToDo(schema) : await work(database, db, schema);
            if (outcome is UpgradeOutcome.Upgraded or UpgradeOutcome.RolledBack)
            {
                await transaction.CommitAsync(ct);
            }

            return outcome;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return new UpgradeOutcome.InUse();
        }
    }

    private static async Task<UpgradeOutcome?> MigrateAsync(
        NpgsqlConnection database, TandemDb db, Schema schema, Action<UpgradeStep> tell, CancellationToken ct)
    {
        foreach (var migration in schema.Pending)
        {
            tell(new UpgradeStep.Migrating(migration));
            try
            {
                await PostgresMigration.ApplyAsync(database, db, migration, ct);
            }
            catch (PostgresException broken) when (broken.SqlState != PostgresErrorCodes.LockNotAvailable)
            {
                return new UpgradeOutcome.MigrationFailed(Schema.NameOf(migration), broken.MessageText);
            }
        }

        return null;
    }

    /// <summary>A connection of its own, because it is left with settings that nobody else should find in the
    /// pool.</summary>
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(connection.ConnectionString)
        {
            Pooling = false,
            CommandTimeout = 0,
        };
        var database = new NpgsqlConnection(own.ConnectionString);
        await database.OpenAsync(ct);
        return database;
    }

    /// <summary>Everybody may read (the backup does), nobody may write.</summary>
    /// <returns>Tandem's tables that are there.</returns>
    private static async Task<List<string>> LockAsync(NpgsqlConnection database, TandemDb db, CancellationToken ct)
    {
        var ours = KnownMigrations.TablesOf(db);
        var tables = (await TablesAsync(database, ct)).Where(ours.Contains).ToList();
        await PostgresMigration.RunAsync(database, $"LOCK TABLE {Listed(tables)} IN SHARE MODE", ct);
        return tables;
    }

    private async Task<(Backup? Backup, UpgradeOutcome? Problem)> CopyAsync(
        NpgsqlConnection database, List<string> tables, string schema, bool isKeptAside, Action<UpgradeStep> tell,
        CancellationToken ct)
    {
        if (Missing() is { } missing)
        {
            return (null, new UpgradeOutcome.ProgramMissing(missing));
        }

        tell(new UpgradeStep.BackingUp());
        var copy = Backups.Begin(BackupFolder, Of, schema, time.GetUtcNow(), isKeptAside, Ending);
        try
        {
            var partial = Backups.PartialOf(copy);
            await DumpAsync(database, tables, partial, ct);
            var differences = await PostgresLosses.BetweenAsync(database, tables, new(programs, partial), ct);
            return differences.IsEmpty
                ? (Backups.Keep(copy), null)
                : (null, new UpgradeOutcome.BackupFailed("The copy is not what it was made from."));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return (null, new UpgradeOutcome.BackupFailed(broken.Message));
        }
        finally
        {
            Backups.GiveUp(copy);
        }
    }

    /// <summary>The schema with its functions, without what others keep in it.</summary>
    private async Task DumpAsync(NpgsqlConnection database, List<string> tables, string path, CancellationToken ct)
    {
        var schema = await PostgresMigration.ScalarAsync<string>(database, "SELECT current_schema()::text", ct);
        var place = PostgresLosses.Quoted(schema);
        var others = (await TablesAsync(database, ct)).Except(tables);
        await programs.RunAsync("pg_dump", connection,
            [
                "--format=custom", "--no-password", "--no-owner", "--no-privileges",
                "--file=" + path, "--schema=" + place,
                .. others.Select(table => $"--exclude-table={place}.{PostgresLosses.Quoted(table)}"),
            ],
            output => output.ReadToEndAsync(ct), ct);
    }

    private static async Task PutBackAsync(
        NpgsqlConnection database, List<string> tables, PostgresDump dump, CancellationToken ct)
    {
        var functions = await PostgresMigration.NamesAsync(database,
            "SELECT DISTINCT t.tgfoid::regprocedure::text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            + "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace AND c.relname::text IN ("
            + string.Join(", ", tables.Select(table => $"'{table}'")) + ")", ct).ToListAsync(ct);
        await PostgresMigration.RunAsync(database, $"DROP TABLE {Listed(tables)} CASCADE", ct);
        foreach (var function in functions)
        {
            await PostgresMigration.RunAsync(database, $"DROP FUNCTION {function}", ct);
        }

        await PostgresMigration.RunAsync(
            database, "SET LOCAL check_function_bodies = false; SET LOCAL client_min_messages = warning", ct);
        await dump.ReadAsync(
            rowsOnly: false, sql => PostgresMigration.RunAsync(database, sql, ct), async (head, lines) =>
        {
            await using var import = await database.BeginTextImportAsync(head.Copy, ct);
            await foreach (var line in lines)
            {
                await import.WriteAsync(line + "\n");
            }
        }, ct);
    }

    private static async Task<bool> IsSoundAsync(PostgresDump dump, CancellationToken ct)
    {
        var applied = new List<string>();
        try
        {
            await dump.ReadAsync(rowsOnly: true, _ => Task.CompletedTask, async (head, lines) =>
            {
                await foreach (var line in lines)
                {
                    if (head.Table == KnownMigrations.HistoryTable)
                    {
                        applied.Add(line.Split('\t')[0]);
                    }
                }
            }, ct);
        }
        catch (IOException)
        {
            return false;
        }

        await using var db = KnownMigrations.OnPostgres();
        return KnownMigrations.SchemaOf(db, applied) is { IsNew: false, IsNewer: false };
    }

    private string? Missing() => Needed.FirstOrDefault(program => programs.Find(program) is null);

    private static async Task<List<string>> TablesAsync(NpgsqlConnection database, CancellationToken ct) =>
        await PostgresMigration.NamesAsync(database,
            "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
            + "AND relkind IN ('r', 'p')", ct).ToListAsync(ct);

    private static string Listed(IEnumerable<string> tables) =>
        string.Join(", ", tables.Select(PostgresLosses.Quoted));

    /// <summary>Backups of several databases may share a folder.</summary>
    private static string NameOf(NpgsqlConnectionStringBuilder connection) => UnfitForAFile.Replace(
        Invariant($"{connection.Host}-{connection.Port}-{connection.Database ?? connection.Username}"), "_");

    [GeneratedRegex(@"[^A-Za-z0-9.-]|^\.")]
    private static partial Regex UnfitForAFile { get; }
}
