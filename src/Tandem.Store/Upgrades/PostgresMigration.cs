using System.Runtime.CompilerServices;
using Npgsql;
using static System.FormattableString;

namespace Tandem.Store.Upgrades;

/// <summary>Migrations as plain SQL, all of them in a transaction that the caller began: killed in the middle, nothing
/// happened.</summary>
internal static class PostgresMigration
{
    public static async Task<Schema> SchemaAsync(NpgsqlConnection connection, TandemDb db, CancellationToken ct)
    {
        var applied = new List<string>();
        if (await ScalarAsync<bool>(
            connection, $"SELECT to_regclass('\"{KnownMigrations.HistoryTable}\"') IS NOT NULL", ct))
        {
            var ids = $"SELECT \"MigrationId\" FROM \"{KnownMigrations.HistoryTable}\"";
            await foreach (var id in NamesAsync(connection, ids, ct))
            {
                applied.Add(id);
            }
        }

        return KnownMigrations.SchemaOf(db, applied);
    }

    /// <summary>Only one makes or changes the schema at a time; released at the end of the transaction.</summary>
    public static Task AloneAsync(NpgsqlConnection connection, CancellationToken ct) =>
        RunAsync(connection, Invariant($"SELECT pg_advisory_xact_lock({PostgresEngine.AloneLock})"), ct);

    public static async Task ApplyAsync(
        NpgsqlConnection connection, TandemDb db, string migration, CancellationToken ct)
    {
        foreach (var statement in KnownMigrations.StatementsOf(db, migration))
        {
            await RunAsync(connection, statement, ct);
        }
    }

    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(ct))!;
    }

    public static async IAsyncEnumerable<string> NamesAsync(
        NpgsqlConnection connection, string sql,
        [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return rows.GetString(0);
        }
    }
}
