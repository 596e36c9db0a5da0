using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using System.Collections.Immutable;

namespace Tandem.Core.Advice;

/// <summary>What we may ask of the other side after two quarters in which we gave too much. See <see cref="Rebalance"/>.</summary>
/// <param name="Before">The quarter before the last, as it was known at its end.</param>
/// <param name="OurShare">Now.</param>
/// <param name="Size">What they would have to put in, in the yardstick.</param>
public sealed record RebalanceAsk(
    QuarterBalance Before, QuarterBalance Last, double OurShare, double Size, Statement Draft, Outlook Success, double Probability,
    ImmutableArray<Effect> Effects)
{
    /// <summary>What it is called beside the actions of the catalogue.</summary>
    public const string Code = "rebalance";

    private const int DaysToAnswer = 14;

    /// <returns><c>null</c> while it is not due, or under way.</returns>
    public static RebalanceAsk? Of(Situation situation)
    {
        var last = new Quarter(Quarter.Of(situation.At).Index - 1);
        var (before, after) = (BalanceAt(situation, new(last.Index - 1)), BalanceAt(situation, last));
        var now = BalanceReading.ShareOf(situation.Chronicle);
        var size = Rebalance.AskFor(now.Totals[situation.Us], now.Totals[situation.Them]);
        var pen = new Pen(situation, Code, null);
        if (!Rebalance.IsDue(before, after) || now.ShareOf(situation.Us) is not { } ours || size <= 0 || pen.IsUnderWay)
        {
            return null;
        }

        var request = pen.Ask(DaysToAnswer);
        var contribution = pen.Give(situation.Them, size);
        var success = new Outlook([request, contribution, pen.Confirmed(contribution)]);
        return new(
            before, after, ours, size, request, success, situation.AcceptanceRate,
            Advisor.EffectsOf(situation, success, [Gauge.OurShare(situation.Us)]));
    }

    /// <summary>With what was recorded by the end of a quarter; where nothing was, the balance is not outside anything.</summary>
    private static QuarterBalance BalanceAt(Situation situation, Quarter quarter)
    {
        var (past, end) = (new Chronicle(), quarter.End - Instant.Smallest);
        foreach (var matter in situation.Chronicle.Matters.TakeWhile(m => m.Recorded <= end))
        {
            past.Add(matter.Statement);
        }

        past.AdvanceTo(end);
        var share = BalanceReading.ShareOf(past);
        return new(quarter, share.ShareOfA is null ? 1 : share.InBand, share.ShareOf(situation.Us));
    }
}
