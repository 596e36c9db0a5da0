using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>A closed calendar quarter and the drift after it.</summary>
public sealed record QuarterOfEquity(Quarter Quarter, double? Delta, Cusum Drift);

/// <summary>One entry of the year: an input, a reward, or a settlement, which is a reward to one side and a loss to the other.</summary>
/// <param name="Side">Whose input or reward; of a settlement who was paid.</param>
/// <param name="Weighed">Amount x attestation, and of an input x its agreed weight.</param>
/// <param name="Moves">The delta less what it would be without it.</param>
public sealed record EquityRow(
    EntryId Id, Side Side, EquityPart Part, bool IsSettlement, double Weighed, double Weight, double AgeDays, double Moves);

/// <summary>
/// Whether reward follows effort: over the last 365 days, and drifting over closed quarters. Adams 1965; measures.md 6.
/// </summary>
/// <param name="Inputs">Weighed as the charter agrees.</param>
/// <param name="EffectiveInputs">Kish's effective number of inputs.</param>
public sealed record EquityReading(
    Sides<EquityAccount> Parts, Sides<double> Inputs, Sides<double> Rewards, EquityDelta Year, Interval? Interval, double EffectiveInputs,
    ImmutableArray<EquityRow> Rows, ImmutableArray<QuarterOfEquity> Quarters, Cusum Drift)
{
    public static EquityReading Of(Chronicle chronicle)
    {
        var (inputs, rewards) = InputsAndRewards(chronicle, chronicle.Books.Equity.Year);
        var year = EquityDelta.Of(inputs, rewards);
        var quarters = QuartersOf(chronicle, out var drift);
        return new(
            chronicle.Books.Equity.Year, inputs, rewards, year, IntervalOf(chronicle, year, inputs, rewards),
            InputShare(chronicle, inputs).EffectiveCount, RowsOf(chronicle, inputs, rewards, year), quarters, drift);
    }

    public static EquityDelta YearOf(Chronicle chronicle) => Of(chronicle, chronicle.Books.Equity.Year);

    /// <summary>The year's figure with its interval and the effective number of inputs, without its rows.</summary>
    public static (EquityDelta Year, Interval? Interval, double EffectiveInputs) FigureOf(Chronicle chronicle)
    {
        var (inputs, rewards) = InputsAndRewards(chronicle, chronicle.Books.Equity.Year);
        var year = EquityDelta.Of(inputs, rewards);
        return (year, IntervalOf(chronicle, year, inputs, rewards), InputShare(chronicle, inputs).EffectiveCount);
    }

    private static double? DeltaOf(Chronicle chronicle, Sides<EquityAccount> accounts) => Of(chronicle, accounts).Delta;

    private static EquityDelta Of(Chronicle chronicle, Sides<EquityAccount> accounts)
    {
        var (inputs, rewards) = InputsAndRewards(chronicle, accounts);
        return EquityDelta.Of(inputs, rewards);
    }

    private static (Sides<double> Inputs, Sides<double> Rewards) InputsAndRewards(Chronicle chronicle, Sides<EquityAccount> accounts)
    {
        var (contribution, investment, risk) = chronicle.Parameters.EquityWeights;
        return (
            accounts.Select(a => (contribution * a[EquityPart.Contribution]) + (investment * a[EquityPart.Investment]) + (risk * a[EquityPart.Risk])),
            accounts.Select(a => a[EquityPart.Reward]));
    }

    /// <summary>Closed quarters from the first that holds anything; a settlement in force sets the drift to zero.</summary>
    private static ImmutableArray<QuarterOfEquity> QuartersOf(Chronicle chronicle, out Cusum drift)
    {
        drift = default;
        var rows = ImmutableArray.CreateBuilder<QuarterOfEquity>();
        var books = chronicle.Books;
        var resets = books.Settlements.Values.Select(s => s.What.At).Order().ToArray();
        var next = 0;
        var quarter = books.Equity.Quarters.Keys.FirstOrDefault();
        for (; quarter > default(Quarter) && quarter.End <= chronicle.At; quarter = quarter.Next)
        {
            for (; next < resets.Length && resets[next] < quarter.End; next++)
            {
                drift = default;
            }

            var delta = books.Equity.Quarters.TryGetValue(quarter, out var accounts) ? DeltaOf(chronicle, accounts) : null;
            drift = drift.Step(delta);
            rows.Add(new(quarter, delta, drift));
        }

        drift = next < resets.Length ? default : drift;
        return rows.ToImmutable();
    }

    /// <summary>
    /// From the ends of the two intervals, of the share of the rewards and of the share of the inputs: on the safe side.
    /// <c>null</c> without a delta, or where a loss makes a reward share no share.
    /// </summary>
    private static Interval? IntervalOf(Chronicle chronicle, EquityDelta year, Sides<double> inputs, Sides<double> rewards)
    {
        if (year.Delta is null || rewards.A < 0 || rewards.B < 0)
        {
            return null;
        }

        var ofInputs = InputShare(chronicle, inputs).Interval;
        var ofRewards = ShareOf(rewards, chronicle.Books.Equity.Year, [(EquityPart.Reward, 1)]).Interval;
        return new(ofRewards.Low - ofInputs.High, ofRewards.High - ofInputs.Low);
    }

    private static BalanceShare InputShare(Chronicle chronicle, Sides<double> inputs)
    {
        var (contribution, investment, risk) = chronicle.Parameters.EquityWeights;
        return ShareOf(inputs, chronicle.Books.Equity.Year, [
            (EquityPart.Contribution, contribution), (EquityPart.Investment, investment), (EquityPart.Risk, risk)]);
    }

    /// <summary>How far each entry of the year moves the delta: the delta less what it would be without the entry.</summary>
    private static ImmutableArray<EquityRow> RowsOf(Chronicle chronicle, Sides<double> inputs, Sides<double> rewards, EquityDelta year)
    {
        return [.. chronicle.Posted<EquityPosting>().Where(p => p.Posting is { IsInWindow: true, Weight: > 0 })
            .GroupBy(p => p.Matter, p => p.Posting).Select(entry =>
            {
                var (less, got) = (inputs, rewards);
                foreach (var posting in entry)
                {
                    (less, got) = posting.Part == EquityPart.Reward
                        ? (less, Less(got, posting.Side, posting.Weighed))
                        : (Less(less, posting.Side, WeightOf(chronicle, posting.Part) * posting.Weighed), got);
                }

                var shown = entry.MaxBy(posting => posting.Weighed)!;
                return new EquityRow(
                    entry.Key.Id, shown.Side, shown.Part, shown.Quarter is null,
                    shown.Weighed * (shown.Part == EquityPart.Reward ? 1 : WeightOf(chronicle, shown.Part)), shown.Weight,
                    Days.Between(entry.Key.Occurred, chronicle.At), year.Delta - EquityDelta.Of(less, got).Delta ?? 0);
            })];
    }

    private static double WeightOf(Chronicle chronicle, EquityPart part) => part switch
    {
        EquityPart.Contribution => chronicle.Parameters.EquityWeights.Contribution,
        EquityPart.Investment => chronicle.Parameters.EquityWeights.Investment,
        EquityPart.Risk => chronicle.Parameters.EquityWeights.Risk,
        _ => 0,
    };

    private static Sides<double> Less(Sides<double> both, Side side, double amount) =>
        side == Side.A ? new(both.A - amount, both.B) : new(both.A, both.B - amount);

    private static BalanceShare ShareOf(Sides<double> sums, Sides<EquityAccount> accounts, (EquityPart Part, double Weight)[] parts)
    {
        var (squares, evidence) = (0.0, 0.0);
        foreach (var (part, weight) in parts)
        {
            squares += weight * weight * (accounts.A.Squares(part) + accounts.B.Squares(part));
            evidence += weight > 0 ? accounts.A.Evidence(part) + accounts.B.Evidence(part) : 0;
        }

        return BalanceShare.Of(new PanSums(sums.A, sums.B, squares, evidence));
    }
}
