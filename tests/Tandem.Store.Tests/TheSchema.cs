using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Shouldly;
using Xunit;

namespace Tandem.Store.Tests;

public sealed class TheSchema(SqliteStores sqlite, PostgresStores postgres) : IClassFixture<SqliteStores>, IClassFixture<PostgresStores>
{
    private static readonly string[] BesideRelationships =
    [
        "organization", "organization_domain", "organization_address", "host_key", "absence", "api_key", "audit", "domain_proof", "member",
        "member_invitation", "person", "saved_view", "secret", "session",
        "account", "account_claim", "account_login", "account_passkey", "account_token",
    ];

    [Fact]
    public void Every_key_unique_index_and_foreign_key_of_a_relationship_begins_with_its_id()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);

        Trespasses(db.Model).ShouldBeEmpty();
    }

    [Fact]
    public void A_table_that_breaks_the_rule_is_found()
    {
        using var db = new Trespassing(new DbContextOptionsBuilder<Trespassing>().UseSqlite("Data Source=:memory:").Options);

        Trespasses(db.Model).Order().ShouldBe(["plant: fk on OtherId", "plant: index on Name", "plant: key on PlantId"]);
    }

    [Fact]
    public async Task The_sqlite_migrations_make_what_the_model_says()
    {
        await using var store = await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, "drift"));
        await using var db = store.NewDb();

        db.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet run --project eng/Tandem.Migrations -- NAME");
        (await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_postgres_migrations_make_what_the_model_says()
    {
        await using var store = await postgres.OpenNewAsync();
        await using var db = store.NewDb();

        db.Database.HasPendingModelChanges().ShouldBeFalse("run: dotnet run --project eng/Tandem.Migrations -- NAME");
        (await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_are_lower_case_with_underscores_and_short_enough()
    {
        await using var store = await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, "names"));
        await using var db = store.NewDb();

        var names = db.Model.GetRelationalModel().Tables.SelectMany(table => table.Columns.Select(c => c.Name)
            .Concat(table.UniqueConstraints.Select(u => u.Name)).Concat(table.ForeignKeyConstraints.Select(f => f.Name))
            .Concat(table.Indexes.Select(i => i.Name)).Append(table.Name)).ToList();

        names.ShouldAllBe(name => name.Length <= 63 && name.All(c => char.IsAsciiLetterLower(c) || c == '_'));
        names.ShouldContain("relationship_id");
    }

    [Fact]
    public async Task The_data_folder_belongs_to_its_owner_alone()
    {
        var folder = Path.Combine(sqlite.Folder.FullName, "new", "data");
        await using var store = await sqlite.OpenAsync(folder);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.GetUnixFileMode(Path.Combine(folder, "tandem.db")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_sqlite_store_writes_ahead_and_minds_foreign_keys()
    {
        await using var store = await sqlite.OpenAsync(Path.Combine(sqlite.Folder.FullName, "pragmas"));
        await using var db = store.NewDb();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Ask(db, "SELECT COUNT(*) FROM organization").ShouldBe("0"); // a connection learns how a file is written when it first reads

        Ask(db, "PRAGMA journal_mode").ShouldBe("wal");
        Ask(db, "PRAGMA foreign_keys").ShouldBe("1");
        Ask(db, "PRAGMA secure_delete").ShouldBe("1");
        Ask(db, "PRAGMA busy_timeout").ShouldBe("30000");
    }

    [Fact]
    public async Task Two_processes_that_open_a_new_store_at_once_both_get_it()
    {
        var folder = Path.Combine(sqlite.Folder.FullName, "race");

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => Task.Run(() => TandemStore.OpenAsync(StoreOptions.In(folder), CancellationToken.None))));

        foreach (var store in opened)
        {
            (await store.Evidence.OwnerAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
            await store.DisposeAsync();
        }
    }

    private static string? Ask(TandemDb db, string pragma)
    {
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        command.CommandText = pragma;
        return command.ExecuteScalar()?.ToString();
    }

    private static IEnumerable<string> Trespasses(IModel model) =>
        from entity in model.GetEntityTypes()
        where !BesideRelationships.Contains(entity.GetTableName())
        from columns in entity.GetKeys().Select(key => (What: "key", key.Properties))
            .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => (What: "index", index.Properties)))
            .Concat(entity.GetForeignKeys().Where(key => !BesideRelationships.Contains(key.PrincipalEntityType.GetTableName()))
                .Select(key => (What: "fk", key.Properties)))
        where columns.Properties[0].GetColumnName() != "relationship_id"
        select $"{entity.GetTableName()}: {columns.What} on {columns.Properties[0].Name}";

    private sealed class Trespassing(DbContextOptions<Trespassing> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder builder)
        {
            builder.Entity<Plant>().HasKey(plant => plant.PlantId);
            builder.Entity<Plant>().HasIndex(plant => plant.Name).IsUnique();
            builder.Entity<Plant>().HasOne<Plant>().WithMany().HasForeignKey(plant => plant.OtherId);
            builder.Entity<Plant>().ToTable("plant");
        }
    }

    private sealed class Plant
    {
        public int PlantId { get; set; }

        public int? OtherId { get; set; }

        public string Name { get; set; } = "";
    }
}
