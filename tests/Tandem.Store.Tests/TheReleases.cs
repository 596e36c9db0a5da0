using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Text;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What has to be there before a version is out, and before a migration is.</summary>
public sealed class TheReleases
{
    [Fact]
    public void Every_version_that_is_out_has_left_its_databases_here() =>
        Released.Missing(Released.Changelog, Released.Files).ShouldBeEmpty("see tests/Tandem.Store.Tests/Released.cs");

    [Fact]
    public void A_planted_version_without_databases_is_found() =>
        Released.Missing(
                "## Not released yet\n\n## 0.2.1 - 2027-03-01\n\n## 0.2.0 - 2027-02-01\n\n## 0.1.0 - 2026-11-22\n",
                ["0.1.sqlite.sql", "0.1.postgres.sql", "0.2.sqlite.sql"])
            .ShouldBe(["0.2.postgres.sql"]);

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using var sqlite = KnownMigrations.OnSqlite();
        using var postgres = KnownMigrations.OnPostgres();

        sqlite.Database.GetMigrations().ShouldBe(postgres.Database.GetMigrations());
    }

    [Fact]
    public void Every_migration_is_told_in_words()
    {
        using var db = KnownMigrations.OnSqlite();
        var texts = Texts.ForTerminal(CultureInfo.GetCultureInfo("en"));

        foreach (var migration in db.Database.GetMigrations().Select(Schema.NameOf))
        {
            texts["upgrade.step." + migration].ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_folder_lists_its_backups_the_newest_first_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-backups-");
        foreach (var name in (string[])
        [
            "tandem-Initial-20261122T101500Z.db", "db.example-5432-my-base-Ledger-20270101T000000Z.dump",
            "tandem-before-rollback-Ledger-20261123T080000Z.db", "tandem-Initial-20261122T101500Z.db.partial",
            "tandem-Initial-20261399T101500Z.db", "holiday.jpg",
        ])
        {
            File.WriteAllText(Path.Combine(folder.FullName, name), "12345");
        }

        var listed = Backups.In(folder.FullName);

        folder.Delete(recursive: true);
        listed.Select(backup => (backup.Of, backup.Schema, backup.At.ToString("u"), backup.IsKeptAside, backup.Bytes))
            .ShouldBe(
        [
            ("db.example-5432-my-base", "Ledger", "2027-01-01 00:00:00Z", false, 5),
            ("tandem", "Ledger", "2026-11-23 08:00:00Z", true, 5),
            ("tandem", "Initial", "2026-11-22 10:15:00Z", false, 5),
        ]);
        Backups.In(Path.Combine(folder.FullName, "nowhere")).ShouldBeEmpty();
    }
}
