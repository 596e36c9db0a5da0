using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Bench;

/// <summary>
/// The ledger beside a bare database, in one run and taking turns: <c>ledger batch [ENTRIES]</c>, <c>ledger append
/// [CONNECTION]</c>.
/// </summary>
internal static class LedgerRate
{
    private const int Rounds = 5;
    private const int LinesAtOnce = 2000;
    private const int Singles = 300;
    private const int Clients = 32;
    private const int PerClient = 60;

    public static async Task BatchAsync(int entries)
    {
        var lines = LedgerLines.Of(entries);
        var (ours, raw, model) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            using var folder = new Scratch();
            ours.Add(await ReplayAsync(folder.Path, lines));
            using var rows = SameRows.Of(System.IO.Path.Combine(folder.Path, StoreOptions.FileName));
            raw.Add(rows.InsertRaw(LinesAtOnce));
            model.Add(rows.InsertByModel(LinesAtOnce));
        }

        Print("Tandem: read, decide, seal, sign, insert", entries, ours);
        Print("SQLite alone: the same rows, indexes and triggers", entries, raw);
        Print("EF Core AddRange and SaveChanges of the same rows", entries, model);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ratio to SQLite alone: {Ratio(raw, ours)}; to EF Core: {Ratio(model, ours)}"));
    }

    public static async Task AppendAsync(string? connection)
    {
        using var folder = new Scratch();
        var options = connection is null ? StoreOptions.In(folder.Path) : new(connection);
        await using var store = await TandemStore.OpenAsync(options, CancellationToken.None);
        await using var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var relationship = (await store.Ledgers.BeginAsync(new(null, new("A", "B"), Side.A), CancellationToken.None))!;
        var viewer = new Viewer(relationship.Sides.A.Id);
        using IBareCommit bare = connection is null ? new BareSqlite(System.IO.Path.Combine(folder.Path, "bare.db")) : new BarePostgres(connection);
        var number = 0;
        async Task One()
        {
            var n = Interlocked.Increment(ref number);
            var line = Line.Read(LineAt(n), default(DateTimeOffset));
            _ = await desk.EnterAsync(viewer, relationship.Id, [new(line, Side.A)], CancellationToken.None);
        }

        await One();
        bare.Commit();
        var (ours, peer, group) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            peer.Add(Time(() =>
            {
                for (var at = 0; at < Singles; at++)
                {
                    bare.Commit();
                }
            }) / Singles);
            ours.Add(await TimeAsync(async () =>
            {
                for (var at = 0; at < Singles; at++)
                {
                    await One();
                }
            }) / Singles);
            group.Add(await TimeAsync(() => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                for (var at = 0; at < PerClient; at++)
                {
                    await One();
                }
            })))) / (Clients * PerClient));
        }

        Print("one bare committed insert", 1, peer);
        Print("one entry, sealed and durable", 1, ours);
        Print($"{Clients} writers at once", 1, group);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"single append costs {Ratio(ours, peer)} of a bare commit; {Clients} writers reach {Ratio(peer, group)} of its rate"));
    }

    private static async Task<double> ReplayAsync(string folder, ReadOnlyMemory<byte>[] lines)
    {
        await using var store = await TandemStore.OpenAsync(StoreOptions.In(folder), CancellationToken.None);
        await using var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var relationship = (await store.Ledgers.BeginAsync(new(null, new("A", "B"), Side.A), CancellationToken.None))!;
        return await TimeAsync(async () =>
        {
            var outcome = await new LedgerReplay(desk).RunAsync(new(relationship.Sides.A.Id), relationship.Id, lines, null, CancellationToken.None);
            if (outcome.Taken != lines.Length)
            {
                throw new InvalidOperationException($"{outcome.RefusedCount} lines were refused.");
            }
        });
    }

    private static byte[] LineAt(int n) => System.Text.Encoding.UTF8.GetBytes(
        $$"""{"id":"q{{n}}","kind":"request","side":"A","by":"a-one","occurred":"2026-03-01","body":{"from":"A"},"text":{"what":"Number {{n}}"} }""");

    private static double Time(Action run)
    {
        var started = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> TimeAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Print(string what, int count, List<double> seconds)
    {
        var rates = seconds.Select(s => count / s).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}\t{rates[0]:0}\t{rates[rates.Count / 2]:0}\t{rates[^1]:0} /s"));
    }

    /// <summary>The middle of the ratios of the rounds, with the least and the most.</summary>
    private static string Ratio(List<double> above, List<double> below)
    {
        var ratios = above.Zip(below, (a, b) => a / b).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{ratios[ratios.Count / 2]:0.00} ({ratios[0]:0.00}-{ratios[^1]:0.00})");
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("tandem-bench-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    private interface IBareCommit : IDisposable
    {
        void Commit();
    }

    private sealed class BareSqlite : IBareCommit
    {
        private readonly SqliteConnection connection;
        private readonly SqliteCommand insert;

        public BareSqlite(string path)
        {
            connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
            connection.Open();
            using var make = connection.CreateCommand();
            make.CommandText = "PRAGMA journal_mode = wal; PRAGMA synchronous = full; CREATE TABLE bare (id INTEGER PRIMARY KEY, body BLOB)";
            make.ExecuteNonQuery();
            insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO bare (body) VALUES ($body)";
            insert.Parameters.AddWithValue("$body", new byte[600]);
            insert.Prepare();
        }

        public void Commit() => insert.ExecuteNonQuery();

        public void Dispose() => connection.Dispose();
    }

    private sealed class BarePostgres : IBareCommit
    {
        private readonly NpgsqlConnection connection;
        private readonly NpgsqlCommand insert;

        public BarePostgres(string connectionString)
        {
            connection = new(connectionString);
            connection.Open();
            using var make = new NpgsqlCommand("DROP TABLE IF EXISTS bare; CREATE TABLE bare (id bigserial PRIMARY KEY, body bytea)", connection);
            make.ExecuteNonQuery();
            insert = new("INSERT INTO bare (body) VALUES ($1)", connection);
            insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = new byte[600] });
            insert.Prepare();
        }

        public void Commit() => insert.ExecuteNonQuery();

        public void Dispose() => connection.Dispose();
    }
}
