using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>One page for a meeting: only what both sides share.</summary>
public sealed partial class Seat
{
    private const int ReportRows = 5;

    /// <summary><c>null</c> out of scope.</summary>
    public async Task<ReportView?> ReportAsync(RelationshipId id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var read = await ReadSharedAsync(head.Relationship, read => (
            read.Reading,
            Due: read.OpenCommitments().Select(
                open => open.Select(one => new ReportDue(one.Id, one.Said.Due)).Take(ReportRows).ToImmutableArray()),
            Decisions: read.Course.Chronicle.Matters.Where(m => m.Statement.Fact is Decision && m.IsVisible(read.At))
                .Select(m => LineOf(m, read.At)).Where(line => line.State == DecisionState.Open).Take(ReportRows).ToImmutableArray(),
            Requests: read.Course.Chronicle.Books.Waits.Values.Where(w => w.What.State == WaitState.Open)
                .Select(w => new ReportWait(w.Matter.Id, w.What.OwedBy, w.What.Opened)).OrderBy(wait =>
                    wait.Asked).Take(ReportRows).ToImmutableArray()), ct);
        var named = read.Due.A.Concat(read.Due.B).Select(due => due.Id).Concat(read.Decisions.Select(d =>
            d.Id)).Concat(read.Requests.Select(r => r.Id));
        var checkpoint = await rooms.Ledgers.CheckpointAsync(viewer, id, null, ct);
        return new(
            head, read.Reading, read.Due, read.Decisions, read.Requests, await TitlesAsync(head.Relationship, named, ct), checkpoint?.Checkpoint);
    }
}

public sealed record ReportDue(EntryId Id, DateTimeOffset Due);

public sealed record ReportWait(EntryId Id, Side OwedBy, DateTimeOffset Asked);

/// <param name="Due">Open commitments by the side that made them, the nearest first.</param>
/// <param name="Checkpoint">The newest; <c>null</c> while nothing was sealed.</param>
public sealed record ReportView(
    TableHead Head, SharedReading Reading, Sides<ImmutableArray<ReportDue>> Due, ImmutableArray<DecisionLine> Decisions,
    ImmutableArray<ReportWait> Requests, ImmutableDictionary<EntryId, EntryTitle> Titles, Checkpoint? Checkpoint);
