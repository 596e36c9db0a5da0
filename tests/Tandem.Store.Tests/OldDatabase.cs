using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tandem.Store.Upgrades;

namespace Tandem.Store.Tests;

/// <summary>A database that tests look into and meddle with behind the store's back.</summary>
public abstract class OldDatabase(StoreOptions options, string folder)
{
    public StoreOptions Options => options;

    public string Folder => folder;

    public Clock Clock { get; } = new(new(2026, 11, 22, 10, 15, 0, TimeSpan.Zero));

    public StoreUpgrade Upgrade => StoreUpgrade.For(options, folder, Clock);

    public Task<UpgradeOutcome> UpgradeAsync(bool withBackup = true) =>
        Upgrade.UpgradeAsync(withBackup, _ => { }, CancellationToken.None);

    public Task<UpgradeOutcome> RollBackAsync(bool evenIfLost = false) =>
        Upgrade.RollBackAsync(evenIfLost, _ => { }, CancellationToken.None);

    public Task<TandemStore> OpenAsync() => TandemStore.OpenAsync(options, CancellationToken.None);

    public async Task RunAsync(string sql)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Names and definitions of everything there is.</summary>
    public abstract Task<string> SchemaAsync();

    public async Task<string[]> TablesAsync() => [.. (await ReadAsync(TableNames)).Select(row => row[0])];

    /// <summary>All rows, in the columns asked for, by table.</summary>
    public async Task<SortedDictionary<string, string>> RowsAsync(IReadOnlyDictionary<string, string[]> columns)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (table, names) in columns)
        {
            var chosen = string.Join(", ", names.Select(name => $"\"{name}\""));
            var read = (await ReadAsync($"SELECT {chosen} FROM \"{table}\"")).Select(row => string.Join('|', row));
            rows.Add(table, string.Join('\n', read.Order(StringComparer.Ordinal)));
        }

        return rows;
    }

    public async Task<Dictionary<string, string[]>> ColumnsAsync()
    {
        var columns = new Dictionary<string, string[]>();
        foreach (var table in await TablesAsync())
        {
            columns.Add(table, await ColumnsAsync(table));
        }

        return columns;
    }

    /// <summary>Everything: what is defined, and every row.</summary>
    public async Task<string> EverythingAsync() =>
        await SchemaAsync() + string.Join(
            '\n', (await RowsAsync(await ColumnsAsync())).Select(table => $"{table.Key}:\n{table.Value}"));

    protected abstract string TableNames { get; }

    protected abstract DbConnection NewConnection();

    protected async Task<List<string[]>> ReadAsync(string sql)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => Text(reader.GetValue(at)))]);
        }

        return rows;
    }

    private async Task<string[]> ColumnsAsync(string table)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}

internal sealed class OldSqlite(string folder) : OldDatabase(StoreOptions.In(folder), folder)
{
    protected override string TableNames => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";

    public string File => Path.Combine(Folder, StoreOptions.FileName);

    public override async Task<string> SchemaAsync() => string.Join('\n',
        (await ReadAsync("SELECT type, name, COALESCE(sql, '') FROM sqlite_master ORDER BY type, name"))
            .Select(row => string.Join(' ', row)));

    protected override DbConnection NewConnection() =>
        new SqliteConnection(Options.ConnectionString + ";Pooling=false");
}

internal sealed class OldPostgres(string connectionString, string folder) : OldDatabase(new(connectionString), folder)
{
    protected override string TableNames =>
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1";

    public override async Task<string> SchemaAsync()
    {
        var all = new StringBuilder();
        foreach (var sql in (string[])
        [
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull "
                + "FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace "
                + "AND relkind = 'r' AND attnum > 0 AND NOT attisdropped ORDER BY 1, attnum",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
            "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
                + "WHERE connamespace = 'public'::regnamespace ORDER BY 1",
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
            "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY proname",
        ])
        {
            all.AppendJoin('\n', (await ReadAsync(sql)).Select(row => string.Join(' ', row))).Append('\n');
        }

        return all.ToString();
    }

    protected override DbConnection NewConnection() =>
        new NpgsqlConnection(Options.ConnectionString + ";Pooling=false");
}
