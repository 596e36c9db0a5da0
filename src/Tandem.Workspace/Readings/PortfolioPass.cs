using System.Runtime.CompilerServices;
using Tandem.Core.Advice;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Readings;

/// <summary>
/// All relationships of a workspace, one after the other: each is read from its entries, told in a line and let go, so that a
/// million of them need no more memory than the largest.
/// </summary>
/// <param name="store">Where the ledgers are.</param>
/// <param name="isAdvised">Also what would help most next: several times the work.</param>
public sealed class PortfolioPass(ILedgerStore store, bool isAdvised = false)
{
    /// <param name="now">The instant, of a relationship that has none of its own (an archive, the sample).</param>
    /// <param name="at">The instant for all of them, if it was asked for.</param>
    public async IAsyncEnumerable<StandingLine> RunAsync(
        Viewer viewer, DateTimeOffset now, DateTimeOffset? at, [EnumeratorCancellation] CancellationToken ct)
    {
        var hours = new Dictionary<(DateTimeOffset At, Sides<WorkingHours> Clocks), Sides<Core.Evidence.WorkingTime>>();
        await foreach (var ledger in store.EveryAsync(viewer, ct))
        {
            var instant = at ?? ledger.Relationship.AsOf ?? now;
            var us = ledger.Relationship.SideOf(viewer);
            var course = Course.Of(ledger.Statements, instant);
            yield return LineOf(ledger, us, course) with { Advice = isAdvised ? FirstAdvice(ledger.Relationship, us, course, hours) : null };
        }
    }

    public static StandingLine LineOf(StoredLedger ledger, Side us, Course course)
    {
        var (chronicle, inputs) = (course.Chronicle, course.Inputs());
        var overdue = chronicle.Posted<TrustPosting>().Where(p => p.Posting.Grade.Kind == GradeKind.OpenOverdue)
            .CountBy(p => p.Posting.Truster.Other).ToDictionary();
        return new(
            ledger.Relationship.Id, ledger.Relationship.Sides[us.Other].Name, us, ledger.Statements.Length, course.Label, course.Since,
            Sides.Of(side => inputs.Information[side] > 0 ? inputs.Trust[side] : (double?)null),
            EvidenceGrades.Of(inputs.Information, inputs.Value, inputs.ShareInformation), Sides.Of(overdue.GetValueOrDefault))
        {
            Effort = Portfolio.EffortOf(chronicle, us),
            Appreciated = inputs.Value[us.Other] is { } value ? Portfolio.EffortOf(chronicle, us) * value : null,
        };
    }

    private static string? FirstAdvice(
        Relationship relationship, Side us, Course course,
        Dictionary<(DateTimeOffset At, Sides<WorkingHours> Clocks), Sides<Core.Evidence.WorkingTime>> known)
    {
        var clocks = relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default);
        if (!known.TryGetValue((course.Chronicle.At, clocks), out var hours))
        {
            known.Clear(); // nearly all relationships have the same
            known.Add((course.Chronicle.At, clocks), hours = LedgerFile.WorkingTimes(clocks, course.Chronicle.At));
        }

        return Advisor.Advise(new(course, us, hours)).Recommendations is [var first, ..] ? first.Suggestion.Action : null;
    }
}
