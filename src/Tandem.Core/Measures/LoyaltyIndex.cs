using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// A choice: its regret and spread in the yardstick's unit, its age in days and how far it is attested.
/// </summary>
public readonly record struct LoyaltyItem(double Regret, double Spread, double AgeDays, double Attestation);

/// <summary>
/// Which part of the joint cost that could be avoided a chooser avoided, 0 to 1, decayed with a half-life of 365 days;
/// effective number of choices after Kish 1965. measures.md 5.
/// </summary>
/// <param name="Value">The index; <c>null</c> when nothing could be avoided.</param>
/// <param name="EffectiveCount">Choices without a spread leave it alone.</param>
/// <param name="Interval"><c>null</c> without an index.</param>
/// <param name="Contributions">
/// What each choice adds to (index - 1), in the order given; they sum to it exactly. <c>null</c> for one without
/// a spread.
/// </param>
public sealed record LoyaltyIndex(
    double? Value, double EffectiveCount, Interval? Interval, ImmutableArray<double?> Contributions)
{
    public const double HalfLifeDays = 365;

    public static LoyaltyIndex Of(IReadOnlyCollection<LoyaltyItem> items)
    {
        var (regrets, spreads, squares, evidence) = (0.0, 0.0, 0.0, 0.0);
        foreach (var item in items.Where(item => item.Spread > 0))
        {
            var weight = Weight(item);
            regrets += weight * item.Regret;
            spreads += weight * item.Spread;
            squares += weight * item.Spread * (weight * item.Spread);
            evidence += weight;
        }

        if (spreads <= 0)
        {
            return new(null, 0, null, [.. items.Select(_ => (double?)null)]);
        }

        var (index, count) = (1 - (regrets / spreads), BalanceShare.Kish(spreads, squares, evidence));
        return new(
            index, count, BetaInterval.Of(1 + (count * index), 1 + (count * (1 - index))),
            [.. items.Select(item => item.Spread > 0 ? -Weight(item) * item.Regret / spreads : (double?)null)]);
    }

    private static double Weight(LoyaltyItem item) => item.Attestation * Math.Pow(2, -item.AgeDays / HalfLifeDays);
}
