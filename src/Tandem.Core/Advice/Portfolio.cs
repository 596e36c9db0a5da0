using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>
/// Whether our effort is in the right place, over our relationships. Effort is what we put into the balance, in hours by the
/// yardstick of each relationship, so that those in other currencies compare; without a balance, the hours we spent in meetings.
/// What is appreciated is the part of that effort that comes to something for them: the effort times the value they get, as the
/// standing has it, from 0 to 1. So an index above 1 says that they make more of an hour of ours than the others do.
/// </summary>
public static class Portfolio
{
    /// <summary>One for each relationship, in the order given; no index where nobody knows what value they get.</summary>
    public static ImmutableArray<PlaceIndex> Of(IReadOnlyList<(string Name, Situation Situation)> relationships)
    {
        var known = relationships.Where(r => r.Situation.Scores.TheirValue is not null)
            .Select(r => (r.Name, Effort: EffortOf(r.Situation), r.Situation.Scores.TheirValue)).ToArray();
        var places = PlaceIndex.Of([.. known.Select(r => (r.Name, r.Effort, r.Effort * r.TheirValue!.Value))]);
        var next = 0;
        return [.. relationships.Select(r => r.Situation.Scores.TheirValue is null ? new(r.Name, null) : places[next++])];
    }

    /// <summary>In hours.</summary>
    public static double EffortOf(Situation situation) =>
        PutIn(situation.Chronicle, situation.Us) ?? situation.Meetings.Sum(meeting => meeting.OurHours);

    /// <summary>The same from the ledger alone.</summary>
    public static double EffortOf(Chronicle chronicle, Side us) => PutIn(chronicle, us) ?? 0;

    private static double? PutIn(Chronicle chronicle, Side us)
    {
        var share = BalanceReading.ShareOf(chronicle);
        var hour = (double)(chronicle.Yardstick?.Hour ?? Yardstick.HourWithoutCharter);
        return share.ShareOfA is null || hour <= 0 ? null : share.Totals[us] / hour;
    }
}
