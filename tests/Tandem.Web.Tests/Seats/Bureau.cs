using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Seats;

/// <summary>What pages and the API sit on, without them: seats over a real database, and a clock that stands where it is put.</summary>
internal sealed class Bureau : IAsyncDisposable
{
    public static readonly DateTimeOffset Today = new(2026, 8, 28, 10, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder;
    private readonly LedgerDesk desk;

    private Bureau(DirectoryInfo folder, TandemStore store)
    {
        (this.folder, Store) = (folder, store);
        desk = new(store.Ledgers, Time);
        Rooms = Cli.Wiring.RoomsOf(store, desk, Time);
    }

    public HandClock Time { get; } = new(Today);

    public TandemStore Store { get; }

    public Rooms Rooms { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Bureau> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-bureau-");
        return new(folder, await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), Ct));
    }

    /// <param name="us">The organization that is side A; <c>null</c>: one of its own.</param>
    public Task<Relationship> MeetAsync(bool isShared = true, string them = "Norrvik Foods", OrganizationId? us = null) => Store.Evidence.OpenAsync(
        new("Aldermere Systems", Party.Nobody, them, Party.Nobody) { Us = us, IsShared = isShared }, Ct);

    public Seat SeatOf(Relationship relationship, Side side = Side.A, string pseudonym = "mara", AccountId? account = null) =>
        new(new(relationship.Sides[side].Id, Role.Owner, account, pseudonym), Rooms);

    public static NewEntry Contribution(string what, string hours = "2", string? key = null) => NewEntry.Of(
        "contribution", new() { ["giver"] = "A", ["category"] = "time", ["worth"] = new JsonObject { ["hours"] = hours } }, ("what", what)) with
    {
        Key = key,
    };

    /// <summary>What no program does: changes the database itself.</summary>
    public async Task RunSqlAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, StoreOptions.FileName)};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = await command.ExecuteNonQueryAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>A clock that stands where it is put.</summary>
internal sealed class HandClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
