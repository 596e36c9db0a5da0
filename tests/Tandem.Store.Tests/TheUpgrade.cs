using Microsoft.EntityFrameworkCore;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store.Upgrades;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of an upgrade and of the way back, whatever the database.</summary>
public abstract class TheUpgrade(IOldDatabases databases)
{
    public static TheoryData<string> Versions => [.. Released.Versions];

    /// <summary>Schemas that came between releases: whoever runs what is not released yet has one of them.</summary>
    public static TheoryData<string, string> Stations
    {
        get
        {
            using var db = KnownMigrations.OnSqlite();
            var stations = db.Database.GetMigrations().SkipLast(1).ToList();
            return [.. from version in Released.Versions from migration in stations select (version, migration)];
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_released_database_is_upgraded_with_every_row(string version)
    {
        var database = await databases.ReleasedAsync(version);
        var columns = await database.ColumnsAsync();
        columns.Remove(KnownMigrations.HistoryTable);
        var before = await database.RowsAsync(columns);

        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>();

        (await database.RowsAsync(columns)).ShouldBe(before);
        (await database.Upgrade.CheckAsync(Ct)).IsCurrent.ShouldBeTrue();
        await using var store = await database.OpenAsync();
        await using var db = store.NewDb();
        db.Database.HasPendingModelChanges().ShouldBeFalse();
        (await db.Database.GetPendingMigrationsAsync(Ct)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_upgraded_database_is_defined_as_a_new_one(string version)
    {
        var database = await databases.ReleasedAsync(version);
        var made = await databases.NewAsync();
        await (await made.OpenAsync()).DisposeAsync();

        await database.UpgradeAsync();

        (await database.SchemaAsync()).ShouldBe(await made.SchemaAsync());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_upgraded_database_is_read_imported_into_and_begins_a_ledger(string version)
    {
        var database = await databases.ReleasedAsync(version);
        await database.UpgradeAsync();
        await using var store = await database.OpenAsync();

        var viewer = new Viewer((await store.Evidence.OwnerAsync(Ct))!.Id);
        var theirs = (await store.Evidence.RelationshipsAsync(viewer, Ct)).Single(r => r.Sides.B.Name == "Theirs");
        (await Contents.IdsAsync(store.Evidence, viewer, theirs.Id)).ShouldBe(
            ["four@made.example", "one@made.example", "seven@made.example", "six@made.example", "three@made.example",
                "two@made.example"]);
        (await store.Evidence.RunsAsync(viewer, Ct)).Count.ShouldBe(4);
        (await store.Evidence.UndoRunAsync(viewer, theirs.Id, 2, Ct)).ShouldBeTrue();
        (await new Mailbox([Letter.Plain("new@made.example")]).ImportAsync(store.Evidence, viewer, theirs.Id)).Added
            .ShouldBe(1);
        await using var table = await EnterAsync(store, "q1");
        (await table.EntriesAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Stations))]
    public async Task Every_schema_since_a_release_can_be_upgraded(string version, string migration)
    {
        var database = await databases.ReleasedAsync(version);
        await databases.BringAsync(database, migration);

        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>();

        await using var store = await database.OpenAsync();
        (await store.Evidence.OwnerAsync(Ct))!.Name.ShouldBe("Ours");
    }

    [Fact]
    public async Task A_released_database_has_rows_in_each_of_its_tables()
    {
        foreach (var version in Released.Versions)
        {
            var database = await databases.ReleasedAsync(version);

            (await database.RowsAsync(await database.ColumnsAsync())).Where(table => table.Value.Length == 0)
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_older_database_is_opened_by_nothing_and_stays_as_it_is()
    {
        var database = await databases.ReleasedAsync("0.1");
        var before = await database.EverythingAsync();

        var refused = await Should.ThrowAsync<WrongSchemaException>(database.OpenAsync);

        (refused.Schema.IsOlder, refused.Schema.Found, refused.Options).ShouldBe((true, "Initial", database.Options));
        (await database.EverythingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_by_everything()
    {
        var database = await databases.ReleasedAsync("0.1");
        await database.UpgradeAsync();
        await database.RunAsync(
            $"""INSERT INTO "{KnownMigrations.HistoryTable}" VALUES ('29990101000000_Later', '99.0.0')""");
        var before = await database.EverythingAsync();

        (await Should.ThrowAsync<WrongSchemaException>(database.OpenAsync)).Schema.IsNewer.ShouldBeTrue();
        (await Should.ThrowAsync<WrongSchemaException>(() => database.Upgrade.CheckAsync(Ct))).Schema.Found
            .ShouldBe("Later");
        await Should.ThrowAsync<WrongSchemaException>(() => database.UpgradeAsync());
        await Should.ThrowAsync<WrongSchemaException>(() => database.RollBackAsync(evenIfLost: true));

        (await database.EverythingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_new_and_a_current_database_have_nothing_to_upgrade()
    {
        var database = await databases.NewAsync();

        (await database.Upgrade.CheckAsync(Ct)).IsNew.ShouldBeTrue();
        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.NothingToDo>();
        (await database.RollBackAsync()).ShouldNotBeOfType<UpgradeOutcome.RolledBack>();
        await (await database.OpenAsync()).DisposeAsync();
        (await database.Upgrade.CheckAsync(Ct)).IsCurrent.ShouldBeTrue();
        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.NothingToDo>();
        (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.NoBackup>();
        database.Upgrade.BackupsMade.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_everything_as_it_was()
    {
        var database = await databases.ReleasedAsync("0.1");
        // The migration makes others before it comes to this one.
        await database.RunAsync("CREATE TABLE tile (planted integer)");
        var before = await database.EverythingAsync();

        var failed = (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.MigrationFailed>();

        failed.Migration.ShouldBe("Ledger");
        failed.Why.ShouldContain("tile");
        (await database.EverythingAsync()).ShouldBe(before);
        await database.RunAsync("DROP TABLE tile");
        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>();
    }

    [Fact]
    public async Task A_backup_says_what_it_is_of_and_belongs_to_its_owner_alone()
    {
        var database = await databases.ReleasedAsync("0.1");

        var backup = (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>().Backup!;

        backup.ShouldBe(database.Upgrade.BackupsMade.ShouldHaveSingleItem());
        (backup.Schema, backup.At, backup.IsKeptAside).ShouldBe(("Initial", database.Clock.Now, false));
        Path.GetFileName(backup.Path).ShouldContain("-Initial-20261122T101500Z.");
        Path.GetDirectoryName(backup.Path).ShouldBe(Path.Combine(database.Folder, "backups"));
        backup.Bytes.ShouldBeGreaterThan(0);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(backup.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(backup.Path)!)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task The_way_back_leads_to_what_was_there_and_forward_again()
    {
        var database = await databases.ReleasedAsync("0.1");
        var before = await database.EverythingAsync();
        await database.UpgradeAsync();
        var upgraded = await database.EverythingAsync();

        var back = (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.RolledBack>();

        (await database.EverythingAsync()).ShouldBe(before);
        (back.KeptAside.IsKeptAside, back.KeptAside.Schema).ShouldBe((true, "People"));
        (await database.UpgradeAsync()).ShouldBeOfType<UpgradeOutcome.Upgraded>();
        (await database.EverythingAsync()).ShouldBe(upgraded);
        database.Upgrade.BackupsMade.Length.ShouldBe(3);
    }

    [Fact]
    public async Task The_way_back_asks_when_something_was_written_since_and_keeps_it_aside()
    {
        var database = await databases.ReleasedAsync("0.1");
        await database.UpgradeAsync();
        await using (var store = await database.OpenAsync())
        {
            await using var table = await EnterAsync(store, "q1", "q2");
        }

        await database.RunAsync("DELETE FROM mail_sighting");
        var before = await database.EverythingAsync();
        var asked = (await database.RollBackAsync()).ShouldBeOfType<UpgradeOutcome.WouldLose>();
        (await database.EverythingAsync()).ShouldBe(before);
        var back = await database.RollBackAsync(evenIfLost: true);

        asked.Losses.ShouldContain(new Loss("entry", 2, 0));
        asked.Losses.ShouldContain(new Loss("relationship", 1, 0));
        asked.Losses.ShouldContain(new Loss("mail_sighting", 0, 2));
        back.ShouldBeOfType<UpgradeOutcome.RolledBack>();
        (await database.TablesAsync()).ShouldNotContain("entry");
    }

    [Fact]
    public async Task A_damaged_backup_is_not_put_back()
    {
        var database = await databases.ReleasedAsync("0.1");
        var backup = ((UpgradeOutcome.Upgraded)await database.UpgradeAsync()).Backup!;
        var before = await database.EverythingAsync();
        var bytes = await File.ReadAllBytesAsync(backup.Path, Ct);
        await File.WriteAllBytesAsync(backup.Path, bytes[..(bytes.Length / 2)], Ct);

        (await database.RollBackAsync(evenIfLost: true)).ShouldBeOfType<UpgradeOutcome.BackupUnsound>();

        (await database.EverythingAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Whoever_has_a_backup_of_her_own_needs_none_of_ours()
    {
        var database = await databases.ReleasedAsync("0.1");

        (await database.UpgradeAsync(withBackup: false)).ShouldBeOfType<UpgradeOutcome.Upgraded>().Backup
            .ShouldBeNull();

        Backups.In(Path.Combine(database.Folder, "backups")).ShouldBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Table> EnterAsync(TandemStore store, params string[] ids)
    {
        var table = await Table.SetAsync(store.Ledgers);
        (await table.EnterAsync(Side.A, [.. ids.Select(id => Table.Line(id, "request", "A", """{"from":"A"}"""))]))
            .ShouldAllBe(answer => answer is EntryAnswer.Sealed);
        return table;
    }
}

public sealed class UpgradeOnSqlite(OldSqlites databases) : TheUpgrade(databases), IClassFixture<OldSqlites>;

public sealed class UpgradeOnPostgres(OldPostgreses databases) : TheUpgrade(databases), IClassFixture<OldPostgreses>;
