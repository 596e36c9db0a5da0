using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Shared;

/// <summary>
/// Ledgers that are read again and again, kept folded: a new entry costs what it touches, a new minute what became due in it.
/// What another process wrote is taken in with the next reading. Who has not been read longest makes room.
/// </summary>
/// <param name="most">How many entries are kept folded, of all ledgers together.</param>
public sealed class LedgerShelf(
    IHeadStore heads, ILedgerStore ledgers, IDraftStore drafts, IEvidenceStore evidence, int most = Limits.EntriesShelved)
{
    /// <summary>Figures move slowly: readings of the same minute are the same reading.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <summary>A mailbox is large, and its open waits grow by the hour.</summary>
    private static readonly TimeSpan WaitsKeptFor = TimeSpan.FromHours(1);

    private readonly Lock door = new();
    private readonly Dictionary<(RelationshipId Id, Side? Own), Folded> shelf = [];

    /// <summary>What lies on the shelf, the one that was not read longest first.</summary>
    private readonly LinkedList<Folded> byUse = [];

    /// <summary>How many entries they hold.</summary>
    private int held;

    /// <summary>The reading both sides share.</summary>
    /// <returns>What <paramref name="read"/> made of it; <c>default</c> out of the viewer's scope.</returns>
    public async Task<T?> SharedAsync<T>(Viewer viewer, RelationshipId id, DateTimeOffset now, Func<ReadLedger, T> read, CancellationToken ct) =>
        await heads.FindAsync(viewer, id, ct) is { } opened ? await ReadAsync(viewer, opened, null, now, read, ct) : default;

    /// <summary>
    /// The reading of the viewer's own side, with what its own mail says of waits and, until the other side has joined, with its
    /// drafts. What is left of them then counts nowhere until it is proposed: both sides read the same figures.
    /// </summary>
    public async Task<T?> OwnAsync<T>(Viewer viewer, RelationshipId id, DateTimeOffset now, Func<ReadLedger, T> read, CancellationToken ct) =>
        await heads.FindAsync(viewer, id, ct) is { } opened ? await OwnAsync(viewer, opened, now, read, ct) : default;

    /// <summary>The same for whoever has just asked how things stand.</summary>
    public Task<T> OwnAsync<T>(Viewer viewer, RelationshipHead opened, DateTimeOffset now, Func<ReadLedger, T> read, CancellationToken ct) =>
        ReadAsync(viewer, opened, viewer.IsSharedOnly ? null : opened.Relationship.SideOf(viewer), now, read, ct);

    private async Task<T> ReadAsync<T>(
        Viewer viewer, RelationshipHead opened, Side? own, DateTimeOffset now, Func<ReadLedger, T> read, CancellationToken ct)
    {
        var (relationship, head) = (opened.Relationship, opened.Head);
        var folded = FoldedOf((relationship.Id, own));
        await folded.Gate.WaitAsync(ct);
        try
        {
            var at = relationship.AsOf is { } asOf ? Later(asOf, head.LastRecorded) : Later(Cut(now), head.LastRecorded);
            await BringUpAsync(folded, viewer, opened, own, at, ct);
            return read(folded.Read!);
        }
        catch
        {
            folded.Clear(); // half of it may have been taken in
            throw;
        }
        finally
        {
            MakeRoom(folded);
            folded.Gate.Release();
        }
    }

    private static bool IsSame(Sides<WorkingHours> one, Sides<WorkingHours> other) =>
        one.A is not null && one.A.IsSame(other.A) && one.B.IsSame(other.B);

    private static DateTimeOffset Cut(DateTimeOffset now) => now - TimeSpan.FromTicks(now.Ticks % Grain.Ticks);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other is { } then && then > one ? then : one;

    private async Task BringUpAsync(
        Folded folded, Viewer viewer, RelationshipHead opened, Side? own, DateTimeOffset at, CancellationToken ct)
    {
        var (relationship, size) = (opened.Relationship, opened.Head.Size);
        var clocks = relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default);
        (long Drafts, long Evidence) version = own is null ? default : (relationship.IsShared ? 0 : opened.Drafts, opened.Evidence);
        if (folded.Version.Drafts != version.Drafts)
        {
            folded.Clear();
        }
        else if (folded.Version.Evidence != version.Evidence)
        {
            folded.Waits = null;
        }

        // Who looked at the head before somebody else took in what came since reads what there is now: a ledger only grows, and a
        // fold never goes back.
        (size, at) = (Math.Max(size, folded.Size), Later(at, folded.Read?.At));

        if (folded.Read is { } same && folded.Size == size && same.At == at && folded.Version == version && IsSame(folded.Clocks, clocks))
        {
            return;
        }

        if (folded.Size != size || folded.Read is null)
        {
            // Drafts come after everything: with a new entry the fold that ends in drafts is made anew.
            if (folded.Drafts > 0)
            {
                folded.Clear();
            }

            await TakeEntriesAsync(folded, viewer, relationship, ct);
            at = folded.Statements is [.., var last] ? Later(at, last.Recorded) : at; // it came while we read
            await TakeDraftsAsync(folded, viewer, relationship, own, at, ct);
        }

        folded.Course.AdvanceTo(at);
        if (own is not null && (folded.Waits is null || at - folded.WaitsAt >= WaitsKeptFor))
        {
            (folded.Waits, folded.WaitsAt) = (await OwnEvidence.WaitsAsync(viewer, relationship, evidence, at, ct), at);
        }

        (folded.Version, folded.Clocks) = (version, clocks);
        folded.Read = new(folded.Course, folded.Statements, folded.Drafts, LedgerFile.WorkingTimes(clocks, at), own is null ? null : folded.Waits);
    }

    /// <summary>
    /// A fold never goes back. What was recorded before the instant it has come to - a commit that ended after the minute's turn,
    /// another process whose clock is behind - is read with everything else, from the beginning.
    /// </summary>
    private async Task TakeEntriesAsync(Folded folded, Viewer viewer, Relationship relationship, CancellationToken ct)
    {
        await foreach (var entry in ledgers.ReadAsync(viewer, relationship.Id, folded.Size + 1, ct))
        {
            if (entry.Statement.Recorded < folded.Course.Chronicle.At)
            {
                folded.Clear();
                await TakeEntriesAsync(folded, viewer, relationship, ct);
                return;
            }

            folded.Take(entry.Statement with { Texts = [], Seal = null });
            folded.Size = entry.Sequence;
        }
    }

    /// <summary>Drafts are decided upon like entries; one that has become impossible is left out until somebody mends it.</summary>
    private async Task TakeDraftsAsync(
        Folded folded, Viewer viewer, Relationship relationship, Side? own, DateTimeOffset at, CancellationToken ct)
    {
        if (own is not { } side || relationship.IsShared || await drafts.DraftsAsync(viewer, relationship.Id, ct) is not { Count: > 0 } written)
        {
            return;
        }

        var pen = new Drafts(folded.Statements, side, at);
        foreach (var draft in written)
        {
            _ = pen.Take(draft.Line);
        }

        foreach (var statement in pen.Accepted)
        {
            folded.Take(statement);
            folded.Drafts++;
        }
    }

    private Folded FoldedOf((RelationshipId Id, Side? Own) place)
    {
        lock (door)
        {
            if (shelf.TryGetValue(place, out var folded))
            {
                byUse.Remove(folded.Use);
            }
            else
            {
                shelf[place] = folded = new(place);
            }

            byUse.AddLast(folded.Use);
            return folded;
        }
    }

    private void MakeRoom(Folded read)
    {
        lock (door)
        {
            if (read.Use.List is null)
            {
                return; // it made room itself meanwhile
            }

            held += read.Statements.Count + 1 - read.Held;
            read.Held = read.Statements.Count + 1;
            while (held > most && byUse is { First: { Value: var oldest }, Count: > 1 })
            {
                held -= oldest.Held;
                byUse.Remove(oldest.Use);
                _ = shelf.Remove(oldest.Place); // whoever is reading it still has it
            }
        }
    }

    private sealed class Folded
    {
        public Folded((RelationshipId Id, Side? Own) place)
        {
            (Place, Use) = (place, new(this));
        }

        public (RelationshipId Id, Side? Own) Place { get; }

        /// <summary>Its turn among the others.</summary>
        public LinkedListNode<Folded> Use { get; }

        /// <summary>How many entries it is counted with.</summary>
        public int Held { get; set; }

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Course Course { get; private set; } = new();

        public List<Statement> Statements { get; private set; } = [];

        public int Drafts { get; set; }

        public long Size { get; set; }

        public (long Drafts, long Evidence) Version { get; set; }

        public Sides<WorkingHours> Clocks { get; set; }

        public Sides<ImmutableArray<ReplyTime>>? Waits { get; set; }

        public DateTimeOffset WaitsAt { get; set; }

        public ReadLedger? Read { get; set; }

        public void Take(Statement statement)
        {
            Statements.Add(statement);
            Course.Add(statement);
        }

        public void Clear()
        {
            (Course, Statements, Drafts, Size, Read, Waits) = (new(), [], 0, 0, null, null);
        }
    }
}
