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
        var books = await Task.WhenAll(Enumerable.Range(0, Ledgers).Select(async _ => await Book.OpenAsync(await NewDatabaseAsync())));
        var dice = new Dice(IsSoak ? (ulong)TimeProvider.System.GetTimestamp() : Seed);
        var lives = IsSoak ? SoakLives : Lives;
        for (var life = 1; life <= lives; life++)
        {
            await Task.WhenAll(Processes.Select(process => LiveAsync(process, books, new(dice.Next()))));
            if (life == lives || life % 8 == 0)
            {
                await Task.WhenAll(books.Select(book => book.CheckAsync()));
            }
        }

        var entries = books.Sum(book => book.Entries);
        TestContext.Current.SendDiagnosticMessage(
            "{0}: {1} kills, {2} entries, {3} of them asked for again",
            GetType().Name, lives * Processes.Length * Ledgers, entries, books.Sum(book => book.Repeated));
        entries.ShouldBeGreaterThan(lives);
        (IsSoak && books.Sum(book => book.Repeated) == 0).ShouldBeFalse("some answers are lost after the write");
    }

    /// <summary>One life: hears some answers, kills a little later, and hears what had been said by then.</summary>
    private static async Task LiveAsync(string process, Book[] books, Dice dice)
    {
        string[] errands = ["scribe", process, .. books.SelectMany(book => book.Errand(process))];
        using var scribe = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, errands) { RedirectStandardOutput = true })!;
        for (var heard = dice.Below(40 + (20 * books.Length)); heard > 0 && await scribe.StandardOutput.ReadLineAsync(Ct) is { } line; heard--)
        {
            Take(process, books, line);
        }

        await SpinAsync(dice.Below(4000));
        scribe.Kill(); // SIGKILL
        while (await scribe.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            Take(process, books, line);
        }

        await scribe.WaitForExitAsync(Ct);
        scribe.ExitCode.ShouldBe(128 + 9, "it died because it was killed");
    }

    /// <summary>A line that was cut off by the kill was not heard.</summary>
    private static void Take(string process, Book[] books, string line)
    {
        if (line.Split(' ') is [var book, var side, var number, .. var answers, "."])
        {
            books[int.Parse(book, CultureInfo.InvariantCulture)].Take(process, side, number, answers);
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

    private protected abstract int Lives { get; }

    private protected abstract int SoakLives { get; }

    /// <summary>How many databases one process writes to.</summary>
    private protected abstract int Ledgers { get; }

    /// <summary>The processes that write to the same ledger at the same time.</summary>
    private protected abstract string[] Processes { get; }

    private protected abstract Task<string> NewDatabaseAsync();

    public sealed class OnSqlite(SqliteStores stores) : AfterAKill, IClassFixture<SqliteStores>
    {
        private int made;

        private protected override int Lives => 8;

        private protected override int SoakLives => 170;

        private protected override int Ledgers => 3;

        private protected override string[] Processes => ["p"];

        private protected override Task<string> NewDatabaseAsync() =>
            Task.FromResult(StoreOptions.In(Path.Combine(stores.Folder.FullName, $"killed{Interlocked.Increment(ref made)}")).ConnectionString);
    }

    public sealed class OnPostgres(PostgresServer server) : AfterAKill
    {
        private protected override int Lives => 10;

        private protected override int SoakLives => 50;

        private protected override int Ledgers => 1;

        private protected override string[] Processes => ["p", "q"];

        private protected override Task<string> NewDatabaseAsync() => server.NewDatabaseAsync();
    }

    /// <summary>What the clients know: what they asked, and what they were answered.</summary>
    private sealed class Book(string connectionString, Relationship relationship)
    {
        private readonly Dictionary<string, long> answered = [];
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
            answered.Where(a => a.Value > seen.Count || seen[(int)a.Value - 1] != a.Key).ShouldBeEmpty("what was answered is in its place");
            seen.Intersect(refused).ShouldBeEmpty("what was refused is not written");
            entries.ShouldAllBe(e => Entry.Of(e.Statement, e.Seal).LeafHash == e.LeafHash);
            await CheckTreeAsync(store, viewer, entries);
            await CheckStatesAsync(store, entries);
        }

        private async Task CheckTreeAsync(TandemStore store, Viewer viewer, List<Entry> entries)
        {
            var leaves = entries.ConvertAll(e => e.LeafHash);
            var newest = (await store.Ledgers.CheckpointAsync(viewer, relationship.Id, null, Ct))!.Checkpoint;
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
            var rebuilt = record.Entries.Where(state => state.IsPointedTo).OrderBy(state => state.Sequence);
            rows.Select(r => (r.Sequence, r.ConfirmedBy, r.DisputedBy, r.WithdrawnBy, r.AgreedBy, r.AnsweredBy, r.ConsentedBy, r.IsConsented))
                .ShouldBe(rebuilt.Select(s =>
                    (s.Sequence, s.ConfirmedBy, s.DisputedBy, s.WithdrawnBy, s.AgreedBy, s.AnsweredBy, s.ConsentedBy, s.IsConsented)));
        }

        /// <summary>What a process is told of this ledger: where it is, and which requests come next.</summary>
        public string[] Errand(string process) =>
        [
            connectionString, $"{relationship.Id}", $"{relationship.Sides.A.Id.Value}", $"{relationship.Sides.B.Id.Value}",
            $"{next.GetValueOrDefault((process, Side.A))}", $"{next.GetValueOrDefault((process, Side.B))}",
        ];

        public void Take(string process, string side, string number, string[] answers)
        {
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
            answered[id] = long.Parse(sequence, CultureInfo.InvariantCulture);
            if (root.Length > 0)
            {
                roots[long.Parse(size, CultureInfo.InvariantCulture)] = root.Replace('_', '/');
            }
        }
    }
}
