using Npgsql;
using Shouldly;
using Tandem.Store.Upgrades;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What only a database on a server can show: programs that are missing, passwords, neighbours in the same
/// schema.</summary>
public sealed class UpgradeOnAServer(OldPostgreses databases) : IClassFixture<OldPostgreses>
{
    [Fact]
    public async Task Without_pg_dump_nothing_is_upgraded_unless_somebody_has_a_backup()
    {
        var database = await databases.ReleasedAsync("0.1");
        var before = await database.EverythingAsync();
        var upgrade = With(database, []);

        var missing = await upgrade.UpgradeAsync(true, _ => { }, Ct);

        missing.ShouldBe(new UpgradeOutcome.ProgramMissing("pg_dump"));
        (await database.EverythingAsync()).ShouldBe(before);
        (await upgrade.UpgradeAsync(false, _ => { }, Ct)).ShouldBeOfType<UpgradeOutcome.Upgraded>();
    }

    [Fact]
    public async Task The_password_is_on_no_command_line()
    {
        var database = await databases.ReleasedAsync("0.1");
        var programs = Directory.CreateDirectory(Path.Combine(database.Folder, "programs")).FullName;
        foreach (var program in (string[])["pg_dump", "pg_restore"])
        {
            var path = Path.Combine(programs, program);
            await File.WriteAllTextAsync(
                path, "#!/bin/sh\necho \"words: $@\" >&2\necho \"password: $PGPASSWORD\" >&2\nexit 1\n", Ct);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        var said = (await With(database, [programs], "Password=hunter2").UpgradeAsync(true, _ => { }, Ct))
            .ShouldBeOfType<UpgradeOutcome.BackupFailed>().Why;

        said.ShouldEndWith("password: hunter2");
        said.Split('\n')[0].ShouldNotContain("hunter2");
        Directory.GetFiles(Path.Combine(database.Folder, "backups")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_keep_beside_our_tables_stays_through_an_upgrade_and_the_way_back()
    {
        var database = await databases.ReleasedAsync("0.1");
        await database.RunAsync(
            "CREATE TABLE \"Neighbour's\" (word text); INSERT INTO \"Neighbour's\" VALUES ('before')");
        await database.UpgradeAsync();
        await database.RunAsync("UPDATE \"Neighbour's\" SET word = 'after'");

        (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.RolledBack>();

        (await database.EverythingAsync()).ShouldContain("Neighbour's:\nafter");
    }

    [Fact]
    public async Task A_ledger_comes_back_with_the_triggers_that_protect_it()
    {
        var database = await databases.ReleasedAsync("0.1");
        await database.UpgradeAsync();
        await using (var store = await database.OpenAsync())
        {
            await using var table = await Table.SetAsync(store.Ledgers);
            await table.EnterAsync(
                Core.Vocabulary.Side.A,
                Table.Line("q1", "request", "A", """{"from":"A"}""", """{"what":"Tabs\tand\nlines \\ åäö"}"""));
        }

        var before = await database.EverythingAsync();
        await database.RollBackAsync(evenIfLost: true);
        var kept = database.Upgrade.BackupsMade.Single(backup => backup.IsKeptAside);
        File.Move(kept.Path,
            kept.Path.Replace("-before-rollback", "", StringComparison.Ordinal)
            .Replace("2026", "2027", StringComparison.Ordinal));

        (await database.RollBackAsync(evenIfLost: true)).ShouldBeOfType<UpgradeOutcome.RolledBack>();

        (await database.EverythingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Backups_of_another_database_in_the_same_folder_are_not_put_back()
    {
        var (ours, theirs) = (await databases.ReleasedAsync("0.1"), await databases.ReleasedAsync("0.1"));
        await theirs.UpgradeAsync();

        var upgrade = StoreUpgrade.For(ours.Options, theirs.Folder, ours.Clock);

        Backups.In(upgrade.BackupFolder).ShouldHaveSingleItem();
        (await upgrade.RollBackAsync(true, _ => { }, Ct)).ShouldBeOfType<UpgradeOutcome.NoBackup>();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PostgresUpgrade With(OldDatabase database, string[] programs, string more = "") => new(
        database.Options, new NpgsqlConnectionStringBuilder(database.Options.ConnectionString + ";" + more),
        Path.Combine(database.Folder, Backups.FolderName), new PostgresPrograms(programs), database.Clock);
}
