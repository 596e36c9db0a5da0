using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>A ledger folded up to an instant, ready to be read. It belongs to its reader only while it is handed to them.</summary>
/// <param name="Statements">The entries in their order, and after them the own drafts where it is private. Without texts.</param>
/// <param name="Drafts">How many of them, the last ones, are drafts.</param>
/// <param name="OwnWaits">Waits of the own side's mail, by the side that owes the answer; <c>null</c> in a shared reading.</param>
public sealed record ReadLedger(
    Course Course, IReadOnlyList<Statement> Statements, int Drafts, Sides<WorkingTime> Hours, Sides<ImmutableArray<ReplyTime>>? OwnWaits)
{
    private SharedReading? reading;

    public DateTimeOffset At => Course.Chronicle.At;

    public bool IsOnlyUs => Drafts > 0 || OwnWaits is not null;

    /// <summary>Every measure at that instant. Made once.</summary>
    public SharedReading Reading => reading ??= SharedReading.Of(Course, Hours, OwnWaits);
}
