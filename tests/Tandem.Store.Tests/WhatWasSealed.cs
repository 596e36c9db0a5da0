using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Shouldly;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>
/// The database itself refuses to change what was sealed, whoever asks: here a stranger to the program, over a connection of
/// his own that knows nothing of its settings.
/// </summary>
public abstract class WhatWasSealed
{
    private static readonly string[] Sealed = ["entry", "entry_reference", "tile", "checkpoint", "idempotency_key"];

    [Fact]
    public async Task Is_never_changed_deleted_or_replaced()
    {
        await using var connection = await FilledAsync();
        var before = await CountsAsync(connection);
        before.ShouldAllBe(rows => rows > 0, "a table without rows refuses nothing");

        var let = new List<string>();
        foreach (var table in Sealed)
        {
            foreach (var attempt in await AttemptsAsync(connection, table))
            {
                let.AddRange(await TryAsync(connection, attempt));
            }
        }

        let.ShouldBeEmpty();
        (await CountsAsync(connection)).ShouldBe(before);
    }

    [Fact]
    public async Task A_text_is_locked_anew_or_erased_and_never_put_in_anothers_place()
    {
        await using var connection = await FilledAsync();

        var let = new List<string>();
        foreach (var column in (string[])["relationship_id", "sequence", "name", "salt"])
        {
            let.AddRange(await TryAsync(connection, $"UPDATE entry_text SET {column} = {column}"));
        }

        let.ShouldBeEmpty();
        (await TryAsync(connection, "UPDATE entry_text SET locked = locked")).ShouldHaveSingleItem();
        (await TryAsync(connection, "DELETE FROM entry_text")).ShouldHaveSingleItem();
    }

    private protected abstract Task<(ILedgerStore Store, DbConnection Connection)> NewAsync();

    private protected virtual IEnumerable<string> MoreAttempts(string table) => [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<IEnumerable<string>> AttemptsAsync(DbConnection connection, string table)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = $"SELECT * FROM {table} LIMIT 1";
        await using var row = await ask.ExecuteReaderAsync(Ct);
        var columns = Enumerable.Range(0, row.FieldCount).Select(row.GetName).ToList();
        return [.. columns.Select(column => $"UPDATE {table} SET {column} = {column}"), $"DELETE FROM {table}", .. MoreAttempts(table)];
    }

    /// <summary>A ledger with a full tile, a text, a reference and an idempotency key.</summary>
    private async Task<DbConnection> FilledAsync()
    {
        var (store, connection) = await NewAsync();
        await using var table = await Table.SetAsync(store);
        await table.Desk.EnterAsync(table.Viewer(Side.A), table.Id,
        [
            .. Enumerable.Range(0, 257).Select(n => Table.Line($"q{n}", "request", "A", """{"from":"A"}""", n > 2 ? null : """{"what":"words"}""")
                .For(Side.A) with { Key = $"k{n}" }),
        ], Ct);
        await table.EnterAsync(Side.B, Table.Line("a1", "response", "B", """{"request":"q1","answer":"accepted"}"""));
        await connection.OpenAsync(Ct);
        return connection;
    }

    /// <returns>The attempt, if it came through.</returns>
    private static async Task<string[]> TryAsync(DbConnection connection, string sql)
    {
        await using var attempt = connection.CreateCommand();
        attempt.CommandText = sql;
        try
        {
            _ = await attempt.ExecuteNonQueryAsync(Ct);
            return [sql];
        }
        catch (DbException refused) when (refused.Message.Contains("append-only", StringComparison.Ordinal))
        {
            return [];
        }
    }

    private static async Task<List<long>> CountsAsync(DbConnection connection)
    {
        var counts = new List<long>();
        foreach (var table in Sealed)
        {
            counts.Add(await CountAsync(connection, table));
        }

        return counts;
    }

    private static async Task<long> CountAsync(DbConnection connection, string table)
    {
        await using var count = connection.CreateCommand();
        count.CommandText = $"SELECT count(*) FROM {table}";
        return (long)(await count.ExecuteScalarAsync(Ct))!;
    }

    public sealed class OnSqlite(SqliteStores stores) : WhatWasSealed, IClassFixture<SqliteStores>
    {
        private protected override async Task<(ILedgerStore Store, DbConnection Connection)> NewAsync()
        {
            var folder = Directory.CreateDirectory(Path.Combine(stores.Folder.FullName, Path.GetRandomFileName())).FullName;
            var store = await stores.OpenAsync(folder);
            return (store.Ledgers, new SqliteConnection($"{StoreOptions.In(folder).ConnectionString};Pooling=False;Foreign Keys=False"));
        }

        /// <summary>What replaces a row deletes it, and SQLite calls no trigger for that.</summary>
        private protected override IEnumerable<string> MoreAttempts(string table) =>
        [
            $"REPLACE INTO {table} SELECT * FROM {table}",
            .. table == "entry" ? ["UPDATE OR REPLACE entry SET sequence = 1", ReplaceById] : Array.Empty<string>(),
        ];

        private const string ReplaceById = """
            REPLACE INTO entry SELECT relationship_id, 9999, id, kind, side, author, occurred, recorded, favours, lapses_at, body, body_salt, leaf
            FROM entry WHERE sequence = 1
            """;
    }

    public sealed class OnPostgres(PostgresStores stores, PostgresServer server) : WhatWasSealed, IClassFixture<PostgresStores>
    {
        private protected override async Task<(ILedgerStore Store, DbConnection Connection)> NewAsync()
        {
            var database = await server.NewDatabaseAsync();
            return ((await stores.OpenAsync(database)).Ledgers, new NpgsqlConnection(database));
        }

        private protected override IEnumerable<string> MoreAttempts(string table) => [$"TRUNCATE {table} CASCADE"];
    }
}
