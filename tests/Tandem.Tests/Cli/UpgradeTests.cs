using Microsoft.Data.Sqlite;
using Shouldly;

namespace Tandem.Tests.Cli;

/// <summary>What a person does with the data folder of an older version: be told, look, upgrade, go back.</summary>
public sealed class UpgradeTests : IDisposable
{
    // A folder with a space.
    private readonly string folder = Directory.CreateTempSubdirectory("tandem upgrade-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_older_database_is_looked_at_upgraded_worked_with_and_brought_back()
    {
        await MakeOldAsync();
        var refused = Tandem("import", "list");
        refused.Code.ShouldBe(3);
        refused.Errors.ShouldContain($"tandem upgrade --data \"{folder}\"");

        var due = Tandem("upgrade", "--check");
        due.Code.ShouldBe(1);
        due.Output.ShouldContain("Ledger: tables for the shared ledger");
        var upgraded = Tandem("upgrade");
        upgraded.Code.ShouldBe(0);
        upgraded.Output.ShouldContain("tandem upgrade --rollback");
        Tandem("upgrade", "--check").Code.ShouldBe(0);
        Tandem("import", "list").Code.ShouldBe(0);

        Tandem("import", "undo", "2").Code.ShouldBe(0);
        var asked = Tandem("upgrade", "--rollback");
        asked.Code.ShouldBe(1);
        asked.Errors.ShouldContain("--rollback --yes");
        Tandem("upgrade", "--rollback", "--yes").Code.ShouldBe(0);
        Tandem("upgrade", "--check").Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("en", "older schema Initial")]
    [InlineData("sv", "äldre schemat Initial")]
    [InlineData("fr", "ancien schéma Initial")]
    public async Task A_person_is_told_in_her_language(string language, string words)
    {
        await MakeOldAsync();

        Ended.Running("import", "list", "--data", folder, "--lang", language).Errors.ShouldContain(words);
    }

    [Fact]
    public async Task A_newer_database_is_refused_by_upgrade_too()
    {
        await MakeOldAsync();
        await RunAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        foreach (var words in (string[][])[
            ["serve"], ["upgrade"], ["upgrade", "--check"], ["upgrade", "--rollback", "--yes"]])
        {
            var ended = Tandem(words);
            ended.Code.ShouldBe(3);
            ended.Errors.ShouldContain("schema Later, which is newer");
        }
    }

    [Fact]
    public void A_new_folder_needs_no_upgrade_and_gets_no_file()
    {
        Tandem("upgrade", "--check").Code.ShouldBe(0);
        Tandem("upgrade").Code.ShouldBe(0);

        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--check", "--rollback")]
    [InlineData("--no-backup", "--rollback")]
    [InlineData("--yes")]
    public void Options_that_say_no_to_each_other_are_refused(params string[] options) =>
        Tandem(["upgrade", .. options]).Code.ShouldBe(2);

    private Ended Tandem(params string[] words) => Ended.Running([.. words, "--data", folder, "--lang", "en"]);

    private Task MakeOldAsync() => RunAsync("PRAGMA journal_mode = wal; PRAGMA foreign_keys = off;"
        + File.ReadAllText(Repository.PathOf("tests", "Tandem.Store.Tests", "Released", "0.1.sqlite.sql")));

    private async Task RunAsync(string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "tandem.db")};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
