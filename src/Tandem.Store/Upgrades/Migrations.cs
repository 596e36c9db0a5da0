using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tandem.Store.Upgrades;

/// <summary>What this program's migrations say, without asking a database.</summary>
internal static class Migrations
{
    public const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>The model and its migrations, connected to nothing.</summary>
    public static TandemDb OnSqlite() => new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);

    public static TandemDb OnPostgres() => new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options);

    public static Schema SchemaOf(TandemDb db, IEnumerable<string> applied) =>
        new([.. applied.Order(StringComparer.Ordinal)], [.. db.Database.GetMigrations()]);

    /// <summary>The SQL of a migration, its line in the history included.</summary>
    public static string ScriptOf(TandemDb db, Schema schema, string migration)
    {
        var at = schema.Known.IndexOf(migration);
        var from = at == 0 ? Migration.InitialDatabase : schema.Known[at - 1];
        return db.GetService<IMigrator>().GenerateScript(from, migration, MigrationsSqlGenerationOptions.NoTransactions);
    }

    /// <summary>Every table that this program's schemas have, or once had.</summary>
    public static ImmutableSortedSet<string> TablesOf(TandemDb db)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        return
        [
            HistoryTable,
            .. from migration in migrations.Migrations.Values
               from entity in migrations.CreateMigration(migration, db.Database.ProviderName!).TargetModel.GetEntityTypes()
               select entity.GetTableName(),
        ];
    }
}
