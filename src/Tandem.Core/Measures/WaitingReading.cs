using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One wait that a side owes, in its own working hours.</summary>
/// <param name="Name">The entry; a wait of a summary has its place in it, as <c>m1#0</c>.</param>
/// <param name="LeaveOneOut">How far the mean lies above what it would be without it; for the longest waits only.</param>
public sealed record WaitRow(string Name, EntryId Id, ReplyTime Time, WaitState State, double? LeaveOneOut);

/// <summary>How soon a side answers, of the waits opened in the last 180 days. measures.md 2b, rule R17.</summary>
public sealed record WaitingReading(Side OwedBy, KaplanMeier Curve, ImmutableArray<WaitRow> Rows, ImmutableArray<ReplyTime> Times)
{
    public const double WindowDays = 180;

    /// <summary>The curve if an open wait were answered now.</summary>
    public KaplanMeier IfAnswered(WaitRow open) =>
        KaplanMeier.Of(Times.Remove(open.Time).Add(open.Time with { IsAnswered = true }));

    /// <param name="hours">The working time of the side that owes, at least over the last 180 days.</param>
    /// <param name="own">Waits from evidence that only one side has; empty in a shared reading.</param>
    public static WaitingReading Of(Chronicle chronicle, Side owedBy, WorkingTime hours, ImmutableArray<ReplyTime>? own = null)
    {
        var waits = WaitsOf(chronicle, owedBy, hours);
        var sorted = KaplanMeier.Sorted([.. waits.Select(w => w.Time), .. own ?? []]);
        var curve = KaplanMeier.OfSorted(sorted);
        var longest = waits.OrderByDescending(w => w.Time.Hours).Take(Limits.RowsListed).Select(w => w.Name).ToHashSet();
        return new(owedBy, curve, [.. waits.Select(w => new WaitRow(
            w.Name, w.Id, w.Time, w.State, longest.Contains(w.Name) ? curve.RestrictedMean - MeanWithout(sorted, w.Time) : null))], [.. sorted]);
    }

    /// <summary>The curve alone, without its rows.</summary>
    public static KaplanMeier CurveOf(Chronicle chronicle, Side owedBy, WorkingTime hours) =>
        KaplanMeier.Of(WaitsOf(chronicle, owedBy, hours).Select(w => w.Time));

    private static List<(string Name, EntryId Id, ReplyTime Time, WaitState State)> WaitsOf(Chronicle chronicle, Side owedBy, WorkingTime hours)
    {
        var waits = new List<(string Name, EntryId Id, ReplyTime Time, WaitState State)>();
        foreach (var (matter, wait) in chronicle.Books.Waits.Values.Where(w => w.What.OwedBy == owedBy))
        {
            waits.Add((matter.Id.ToString(), matter.Id,
                new(hours.HoursBetween(wait.Opened, wait.Closed ?? chronicle.At), wait.State == WaitState.Answered), wait.State));
        }

        foreach (var (matter, summary) in chronicle.Books.Summaries.Values.Where(s => s.What.IsAcknowledged || s.What.EnteredBy == owedBy))
        {
            waits.AddRange(summary.Summary.Waits.Index().Where(w => w.Item.OwedBy == owedBy).Select(w => (
                $"{matter.Id.Value}#{w.Index}", matter.Id, new ReplyTime(w.Item.Hours, w.Item.Answered), WaitState.Summary)));
        }

        return waits;
    }

    private static double? MeanWithout(ReplyTime[] sorted, ReplyTime time) => KaplanMeier.MeanWithout(sorted, Array.IndexOf(sorted, time));
}
