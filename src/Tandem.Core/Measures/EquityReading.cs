using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>A closed calendar quarter and the drift after it.</summary>
public sealed record QuarterOfEquity(Quarter Quarter, double? Delta, Cusum Drift);

/// <summary>
/// Whether reward follows effort: over the last 365 days, and drifting over closed quarters. Adams 1965; measures.md 6.
/// </summary>
/// <param name="Inputs">Weighed as the charter agrees.</param>
public sealed record EquityReading(
    Sides<EquityAccount> Parts, Sides<double> Inputs, Sides<double> Rewards, EquityDelta Year, Interval? Interval, ImmutableArray<QuarterOfEquity> Quarters, Cusum Drift)
{
    public static EquityReading Of(Chronicle chronicle)
    {
        var (inputs, rewards) = InputsAndRewards(chronicle, chronicle.Books.Equity.Year);
        var year = EquityDelta.Of(inputs, rewards);
        var quarters = QuartersOf(chronicle, out var drift);
        return new(chronicle.Books.Equity.Year, inputs, rewards, year, IntervalOf(chronicle, year, inputs, rewards), quarters, drift);
    }

    public static EquityDelta YearOf(Chronicle chronicle) => Of(chronicle, chronicle.Books.Equity.Year);

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
        var resets = books.Settlements.Values.Select(s => s.What).Order().ToArray();
        var next = 0;
        for (var quarter = books.Equity.Quarters.Keys.FirstOrDefault(); quarter > default(Quarter) && quarter.End <= chronicle.At; quarter = quarter.Next)
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

        var accounts = chronicle.Books.Equity.Year;
        var (contribution, investment, risk) = chronicle.Parameters.EquityWeights;
        var ofInputs = ShareInterval(inputs, accounts, [
            (EquityPart.Contribution, contribution), (EquityPart.Investment, investment), (EquityPart.Risk, risk)]);
        var ofRewards = ShareInterval(rewards, accounts, [(EquityPart.Reward, 1)]);
        return new(ofRewards.Low - ofInputs.High, ofRewards.High - ofInputs.Low);
    }

    private static Interval ShareInterval(Sides<double> sums, Sides<EquityAccount> accounts, (EquityPart Part, double Weight)[] parts)
    {
        var (squares, evidence) = (0.0, 0.0);
        foreach (var (part, weight) in parts)
        {
            squares += weight * weight * (accounts.A.Squares(part) + accounts.B.Squares(part));
            evidence += weight > 0 ? accounts.A.Evidence(part) + accounts.B.Evidence(part) : 0;
        }

        return BalanceShare.Of(new PanSums(sums.A, sums.B, squares, evidence)).Interval;
    }
}
