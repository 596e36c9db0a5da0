using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Tandem.Store;

// dotnet run --project eng/Tandem.Migrations -- NAME: writes one migration for each database from what changed in the model.

if (args is not [var name] || !char.IsAsciiLetterUpper(name[0]) || !name.All(char.IsAsciiLetterOrDigit))
{
    Console.Error.WriteLine("Say the migration's name, as in: dotnet run --project eng/Tandem.Migrations -- KeepBodies");
    return 2;
}

var folder = Path.GetFullPath("src/Tandem.Store");
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine("Run this in the root of the repository.");
    return 2;
}

using var sqlite = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
using var postgres = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options);
Write(sqlite, new SqliteDesignTimeServices(), "Sqlite");
Write(postgres, new NpgsqlDesignTimeServices(), "Postgres");
return 0;

void Write(DbContext db, IDesignTimeServices provider, string database)
{
    var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
    provider.ConfigureDesignTimeServices(services);
    using var all = services.BuildServiceProvider();
    using var scope = all.CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "Tandem.Store", $"Migrations.{database}", "C#", dryRun: false);
    var files = scaffolder.Save(folder, migration, Path.Combine(folder, "Migrations", database), dryRun: false);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {files.MigrationFile}"));
}
