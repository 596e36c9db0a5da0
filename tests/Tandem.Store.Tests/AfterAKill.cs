using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>
/// Processes that write to a ledger are killed with SIGKILL at points drawn by lot, again and again on the same database.
/// What was answered is there, once, in its place; the tree is that of its leaves; what stands is what a rebuild comes to.
/// </summary>
public abstract class AfterAKill
{
    private const ulong Seed = 2027;

    private static bool IsSoak => Environment.GetEnvironmentVariable("TANDEM_SOAK") == "1";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_in_the_ledger_once_and_in_its_place()
    {
        var connectionString = await NewDatabaseAsync();
        var book = await Book.OpenAsync(connectionString);
        var dice = new Dice(IsSoak ? (ulong)TimeProvider.System.GetTimestamp() : Seed);
        var lives = IsSoak ? SoakLives : Lives;
        for (var life = 1; life <= lives; life++)
        {
            await Task.WhenAll(Processes.Select(process => book.LiveAsync(process, new(dice.Next()))));
            if (life == lives || life % 8 == 0)
            {
                await book.CheckAsync();
            }
        }

        TestContext.Current.SendDiagnosticMessage("{0} kills, {1} entries", lives * Processes.Length, book.Entries);
        book.Entries.ShouldBeGreaterThan(lives);
        book.Repeated.ShouldBeGreaterThan(0, "some answers were lost after the write");
    }

    private protected abstract int Lives { get; }

    private protected abstract int SoakLives { get; }

    /// <summary>The processes that write to the same ledger at the same time.</summary>
    private protected abstract string[] Processes { get; }

    private protected abstract Task<string> NewDatabaseAsync();

    public sealed class OnSqlite(SqliteStores stores) : AfterAKill, IClassFixture<SqliteStores>
    {
        private protected override int Lives => 24;

        private protected override int SoakLives => 500;

        private protected override string[] Processes => ["p"];

        private protected override Task<string> NewDatabaseAsync() =>
            Task.FromResult(StoreOptions.In(Path.Combine(stores.Folder.FullName, "killed")).ConnectionString);
    }

    public sealed class OnPostgres(PostgresServer server) : AfterAKill
    {
        private protected override int Lives => 12;

        private protected override int SoakLives => 50;

        private protected override string[] Processes => ["p", "q"];

        private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
    }

    /// <summary>What the clients know: what they asked, and what they were answered.</summary>
    private sealed class Book(string connectionString, Relationship relationship)
    {
        private readonly Dictionary<string, (long Sequence, long Size, string Root)> answered = [];
        private readonly HashSet<string> refused = [];
        private readonly SortedDictionary<long, string> roots = [];
        private readonly Dictionary<(string Process, Side Side), int> next = [];
        private readonly List<string> seen = [];
        private readonly Lock door = new();

        public int Entries => seen.Count;

        /// <summary>How many entries were answered to a later life than the one that wrote them.</summary>
        public int Repeated { get; private set; }

        public static async Task<Book> OpenAsync(string connectionString)
        {
            await using var store = await TandemStore.OpenAsync(new(connectionString), Ct);
            return new(connectionString, (await store.Ledgers.BeginAsync(new(null, new("Ours", "Theirs"), Side.A), Ct))!);
        }

        /// <summary>One life: hears some answers, kills a little later, and hears what had been said by then.</summary>
        public async Task LiveAsync(string process, Dice dice)
        {
            using var scribe = Start(process);
            for (var heard = dice.Below(60); heard > 0 && await scribe.StandardOutput.ReadLineAsync(Ct) is { } line; heard--)
            {
                Take(process, line);
            }

            await SpinAsync(dice.Below(4000));
            scribe.Kill(); // SIGKILL
            while (await scribe.StandardOutput.ReadLineAsync(Ct) is { } line)
            {
                Take(process, line);
            }

            await scribe.WaitForExitAsync(Ct);
            scribe.ExitCode.ShouldBe(128 + 9, "it died because it was killed");
        }

        public async Task CheckAsync()
        {
            await using var store = await TandemStore.OpenAsync(new(connectionString), Ct);
            var viewer = new Viewer(relationship.Sides.A.Id);
            var entries = await store.Ledgers.ReadAsync(viewer, relationship.Id, 1, Ct).ToListAsync(Ct);

            entries.Select(e => e.Id.Value!).Take(seen.Count).ShouldBe(seen, "what was there is there, in its order");
            seen.Clear();
            seen.AddRange(entries.Select(e => e.Id.Value!));
            entries.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, entries.Count).Select(n => (long)n));
            seen.Distinct().Count().ShouldBe(seen.Count, "each request is written once");
            answered.Where(a => a.Value.Sequence > seen.Count || seen[(int)a.Value.Sequence - 1] != a.Key).ShouldBeEmpty("what was answered is in its place");
            seen.Intersect(refused).ShouldBeEmpty("what was refused is not written");
            entries.ShouldAllBe(e => Entry.Of(e.Statement, e.Seal).LeafHash == e.LeafHash);
            await CheckTreeAsync(store, viewer, entries);
            await CheckStatesAsync(store, entries);
        }

        private async Task CheckTreeAsync(TandemStore store, Viewer viewer, List<Entry> entries)
        {
            var leaves = entries.ConvertAll(e => e.LeafHash);
            var newest = (await store.Ledgers.CheckpointAsync(viewer, relationship.Id, Ct))!.Checkpoint;
            newest.Root.ShouldBe(Frontier.Empty.Append([.. leaves]).Root);
            newest.Size.ShouldBe(leaves.Count);
            (await store.Ledgers.OpenAsync(viewer, relationship.Id, LedgerNeeds.None, Ct))!.Edge.Root.ShouldBe(newest.Root);
            var tiles = new TileHashes(await store.Ledgers.TilesAsync(viewer, relationship.Id, [.. TileId.AllOf(leaves.Count)], Ct));
            foreach (var (size, root) in roots)
            {
                Hash.TryParseBase64(root, out var said).ShouldBeTrue();
                ConsistencyProof.From(size, leaves.Count, tiles.Read).Verify(said, newest.Root).ShouldBe(ProofOutcome.Holds, $"the checkpoint of {size}");
            }
        }

        /// <summary>The rows of what stands are those that a rebuild from the entries comes to.</summary>
        private static async Task CheckStatesAsync(TandemStore store, List<Entry> entries)
        {
            var record = new SharedRecord(RecordHead.Empty);
            foreach (var entry in entries)
            {
                var line = new Line(entry.Id, entry.Statement.Recorded, entry.Statement with { Seal = null }, null);
                _ = record.Apply(Admission.Decide(record, line).ShouldBeOfType<Verdict.Accepted>().Statement);
            }

            await using var db = store.NewDb();
            var rows = await db.Set<Tables.EntryStateRow>().AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(Ct);
            rows.Select(r => $"{r.Sequence} {r.ConfirmedBy} {r.DisputedBy} {r.WithdrawnBy} {r.AgreedBy} {r.AnsweredBy} {r.ConsentedBy} {r.IsConsented}").ShouldBe(
                record.Entries.Where(s => s.IsPointedTo).OrderBy(s => s.Sequence)
                    .Select(s => $"{s.Sequence} {s.ConfirmedBy} {s.DisputedBy} {s.WithdrawnBy} {s.AgreedBy} {s.AnsweredBy} {s.ConsentedBy} {s.IsConsented}"));
        }

        private Process Start(string process) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
        [
            "scribe", connectionString, $"{relationship.Id}", $"{relationship.Sides.A.Id.Value}", $"{relationship.Sides.B.Id.Value}", process,
            $"{next.GetValueOrDefault((process, Side.A))}", $"{next.GetValueOrDefault((process, Side.B))}",
        ]) { RedirectStandardOutput = true })!;

        /// <summary>A line that was cut off by the kill was not heard.</summary>
        private void Take(string process, string line)
        {
            if (line.Split(' ') is not [var side, var number, .. var answers, "."])
            {
                return;
            }

            lock (door)
            {
                var request = int.Parse(number, CultureInfo.InvariantCulture);
                var of = (process, side == "A" ? Side.A : Side.B);
                next.GetValueOrDefault(of).ShouldBe(request, "requests are answered one after the other");
                next[of] = request + 1;
                for (var at = 0; at < answers.Length; at++)
                {
                    Take($"{process}-{side}-{request}-{at}", answers[at].Split('/'));
                }
            }
        }

        private void Take(string id, string[] answer)
        {
            if (answer is not [var sealedAs, var sequence, var size, var root])
            {
                refused.Add(id);
                return;
            }

            sealedAs.ShouldBe(id);
            Repeated += root.Length == 0 ? 1 : 0;
            answered[id] = (long.Parse(sequence, CultureInfo.InvariantCulture), 0, root);
            if (root.Length > 0)
            {
                roots[long.Parse(size, CultureInfo.InvariantCulture)] = root.Replace('_', '/');
            }
        }

        /// <summary>Waits less than a timer can: a commit takes a millisecond.</summary>
        private static Task SpinAsync(int microseconds) => Task.Run(() =>
        {
            var start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalMicroseconds < microseconds)
            {
                Thread.SpinWait(20);
            }
        }, Ct);
    }
}
