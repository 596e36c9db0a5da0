using System.Collections.Immutable;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Tandem.Store.Upgrades;

/// <summary>What this program's migrations say, without asking a database.</summary>
internal static class KnownMigrations
{
    public const string HistoryTable = "__EFMigrationsHistory";

    /// <summary>The model and its migrations, connected to nothing.</summary>
    public static TandemDb OnSqlite() =>
        new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);

    public static TandemDb OnPostgres() =>
        new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options);

    public static Schema SchemaOf(TandemDb db, IEnumerable<string> applied) =>
        new([.. applied.Order(StringComparer.Ordinal)], IdsOf(db.GetType()));

    /// <summary>As the framework finds them, but without building its model first: every start asks this.</summary>
    private static ImmutableArray<string> IdsOf(Type context) =>
    [
        .. context.Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal),
    ];

    /// <summary>The SQL of a migration, its line in the history included. One by one: nothing says that each ends
    /// with a semicolon.</summary>
    public static IEnumerable<string> StatementsOf(TandemDb db, string id)
    {
        var (history, migration) = (db.GetService<IHistoryRepository>(), Find(db, id));
        var model = db.GetService<IModelRuntimeInitializer>()
            .Initialize(migration.TargetModel, designTime: true, validationLogger: null);
        return
        [
            history.GetCreateIfNotExistsScript(),
            .. db.GetService<IMigrationsSqlGenerator>().Generate(migration.UpOperations, model)
                .Select(command => command.CommandText),
            history.GetInsertScript(new(id, ProductInfo.GetVersion())),
        ];
    }

    /// <summary>Every table that this program's schemas have, or once had.</summary>
    public static ImmutableSortedSet<string> TablesOf(TandemDb db)
    {
        return
        [
            HistoryTable,
            .. db.Database.GetMigrations().SelectMany(id => Find(db, id).TargetModel.GetEntityTypes())
                .Select(entity => entity.GetTableName()!),
        ];
    }

    private static Migration Find(TandemDb db, string id)
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        return migrations.CreateMigration(migrations.Migrations[id], db.Database.ProviderName!);
    }
}
