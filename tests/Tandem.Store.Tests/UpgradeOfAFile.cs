using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Shouldly;
using Tandem.Store.Upgrades;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What only a file can show: that not a byte of it changed, who has it open, what a killed process
/// leaves.</summary>
public sealed class UpgradeOfAFile(OldSqlites databases) : IClassFixture<OldSqlites>
{
    [Fact]
    public async Task Looking_and_refusing_change_no_byte_and_leave_no_file()
    {
        var database = (OldSqlite)await databases.ReleasedAsync("0.1");
        var before = Hashes(database.Folder);

        (await database.Upgrade.CheckAsync(Ct)).IsOlder.ShouldBeTrue();
        await Should.ThrowAsync<WrongSchemaException>(database.OpenAsync);

        Hashes(database.Folder).ShouldBe(before);
        before.Keys.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Looking_at_what_a_killed_process_left_changes_neither_the_database_nor_its_log()
    {
        var killed = await KilledAsync();
        var before = Hashes(killed.Folder);

        (await killed.Upgrade.CheckAsync(Ct)).IsOlder.ShouldBeTrue();

        var after = Hashes(killed.Folder);
        after[killed.File].ShouldBe(before[killed.File]);
        after[killed.File + "-wal"].ShouldBe(before[killed.File + "-wal"]);
    }

    [Fact]
    public async Task What_a_killed_process_had_committed_is_in_the_upgrade_and_in_the_backup()
    {
        var killed = await KilledAsync();

        var backup = ((UpgradeOutcome.Upgraded)await killed.UpgradeAsync()).Backup!;

        await using var connection = new SqliteConnection($"Data Source={backup.Path};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Ct);
        await using var count = new SqliteCommand("SELECT COUNT(*) FROM organization WHERE name = 'Late'", connection);
        (await count.ExecuteScalarAsync(Ct)).ShouldBe(1L);
        (await killed.EverythingAsync()).ShouldContain("Late");
    }

    [Fact]
    public async Task Looking_where_nothing_is_makes_nothing()
    {
        var database = await databases.NewAsync();

        (await database.Upgrade.CheckAsync(Ct)).IsNew.ShouldBeTrue();
        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.NothingToDo>();

        Directory.Exists(database.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_failing_upgrade_leaves_the_same_file()
    {
        var database = (OldSqlite)await databases.ReleasedAsync("0.1");
        await database.RunAsync("CREATE TABLE tile (planted integer)");
        var before = Hashes(database.Folder);

        await database.UpgradeAsync();

        Hashes(database.Folder)[database.File].ShouldBe(before[database.File]);
    }

    [Fact]
    public async Task A_row_without_its_parent_stops_the_upgrade()
    {
        var database = await databases.ReleasedAsync("0.1");
        await database.RunAsync(
            "PRAGMA foreign_keys = off; INSERT INTO organization_domain VALUES ('lost.example', x'00', 0)");

        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.MigrationFailed>().Why
            .ShouldContain("organization_domain");

        (await database.Upgrade.CheckAsync(Ct)).IsOlder.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_another_program_has_open_is_neither_upgraded_nor_brought_back()
    {
        var database = await databases.ReleasedAsync("0.1");
        await using var other = new SqliteConnection(database.Options.ConnectionString + ";Pooling=false");
        await other.OpenAsync(Ct);
        await using var look = new SqliteCommand("SELECT COUNT(*) FROM organization", other);
        await look.ExecuteScalarAsync(Ct);

        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.InUse>();
        database.Upgrade.BackupsMade.ShouldBeEmpty();
        await other.CloseAsync();
        await database.UpgradeAsync();
        await other.OpenAsync(Ct);
        await look.ExecuteScalarAsync(Ct);
        (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.InUse>();
    }

    [Fact]
    public async Task Ten_kills_leave_the_old_database_or_the_new_one_and_nothing_between()
    {
        var dice = new Dice(2026);
        for (var life = 0; life < 10; life++)
        {
            var database = await databases.ReleasedAsync("0.1");
            var before = await database.EverythingAsync();
            await KillAsync(database, dice);

            var schema = await database.Upgrade.CheckAsync(Ct);
            if (schema.IsOlder)
            {
                (await database.EverythingAsync()).ShouldBe(before);
                (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>();
            }

            await (await database.OpenAsync()).DisposeAsync();
            Directory.GetFiles(Path.Combine(database.Folder, "backups"), "*.partial*").ShouldBeEmpty();
            (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.RolledBack>();
            (await database.EverythingAsync()).ShouldBe(before);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Some die while they copy, some while they migrate: the process says when it begins with
    /// either.</summary>
    private static async Task KillAsync(OldDatabase database, Dice dice)
    {
        string[] words = ["upgrade", database.Options.ConnectionString, database.Folder];
        using var victim = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, words) { RedirectStandardOutput = true })!;
        for (var said = dice.Below(2); said >= 0; said--)
        {
            await victim.StandardOutput.ReadLineAsync(Ct);
        }

        await Task.Delay(dice.Below(20), Ct);
        victim.Kill();
        await victim.WaitForExitAsync(Ct);
    }

    /// <summary>A copy taken while the log holds what is committed and not yet in the file.</summary>
    private async Task<OldSqlite> KilledAsync()
    {
        var database = (OldSqlite)await databases.ReleasedAsync("0.1");
        var killed = (OldSqlite)await databases.NewAsync();
        Directory.CreateDirectory(killed.Folder);
        await using var writer = new SqliteConnection(database.Options.ConnectionString + ";Pooling=false");
        await writer.OpenAsync(Ct);
        await using var write = new SqliteCommand(
            "INSERT INTO organization VALUES (x'01', 'Late', 0, 0, NULL, NULL)", writer);
        await write.ExecuteNonQueryAsync(Ct);
        File.Copy(database.File, killed.File);
        File.Copy(database.File + "-wal", killed.File + "-wal");
        return killed;
    }

    private static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);
}
