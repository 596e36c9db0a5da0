using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>What one side put on its pan: an amount, its age in days and how far it is attested (1, 0.5 or 0).</summary>
public readonly record struct BalanceItem(Side Side, double Amount, double AgeDays, double Attestation);

/// <summary>
/// The share of side A in what both sides put in, decayed with a half-life of 365 days. Weighted reciprocity after
/// Squartini et al. 2013; effective number of entries after Kish 1965. measures.md 2a.
/// </summary>
public sealed record BalanceShare
{
    public const double HalfLifeDays = 365;

    /// <summary>The larger share that is still in balance without a charter: 60/40.</summary>
    public const double DefaultBand = 0.6;

    public required Sides<double> Totals { get; init; }

    /// <summary><c>null</c> when nothing was put in.</summary>
    public required double? ShareOfA { get; init; }

    /// <summary>Kish's effective number of entries, at most their attested and decayed number.</summary>
    public required double EffectiveCount { get; init; }

    /// <summary>What each item adds to (share - 0.5), in the order given; they sum to it exactly. Empty where only sums are known.</summary>
    public ImmutableArray<double> Contributions { get; init; } = [];

    public required double Band { get; init; }

    /// <summary>90 %.</summary>
    public Interval Interval => BetaInterval.Of(Alpha, Beta);

    /// <summary>The probability that the share lies in the agreed band.</summary>
    public double InBand => BetaInterval.Within(Alpha, Beta, 1 - Band, Band);

    /// <summary>Dyadic reciprocity, 2·min(s, 1-s): 1 for even pans, 0 for one-sided.</summary>
    public double? Reciprocity => ShareOfA is { } share ? 2 * Math.Min(share, 1 - share) : null;

    /// <summary>The share of either side.</summary>
    public double? ShareOf(Side side) => side == Side.A ? ShareOfA : 1 - ShareOfA;

    private double Alpha => 1 + (EffectiveCount * ShareOfA ?? 0);

    private double Beta => 1 + (EffectiveCount * (1 - ShareOfA) ?? 0);

    /// <param name="band">The larger share that is still in balance: 0.6 means 60/40.</param>
    public static BalanceShare Of(PanSums sums, double band = DefaultBand)
    {
        var total = sums.A + sums.B;
        return new()
        {
            Totals = new(sums.A, sums.B),
            ShareOfA = total > 0 ? Math.Clamp(sums.A / total, 0, 1) : null, // what was taken out may leave -0.0
            EffectiveCount = total > 0 ? Kish(total, sums.Squares, sums.Evidence) : 0,
            Band = band,
        };
    }

    /// <param name="items">What both sides put in; items from the future are the caller's to leave out.</param>
    /// <param name="band">The larger share that is still in balance: 0.6 means 60/40.</param>
    public static BalanceShare Of(IReadOnlyCollection<BalanceItem> items, double band = DefaultBand)
    {
        var sums = default(PanSums);
        foreach (var item in items)
        {
            var weighed = Weighed(item);
            sums = new(
                sums.A + (item.Side == Side.A ? weighed : 0), sums.B + (item.Side == Side.B ? weighed : 0),
                sums.Squares + (weighed * weighed), sums.Evidence + (item.Attestation * Decay(item.AgeDays)));
        }

        var share = Of(sums, band);
        return share.ShareOfA is null ? share
            : share with { Contributions = [.. items.Select(item => share.ContributionOf(item.Side, Weighed(item)))] };
    }

    /// <summary>What an amount on a pan, weighed and faded, adds to (share - 0.5).</summary>
    public double ContributionOf(Side side, double weighed) =>
        ShareOfA is null ? 0 : (side == Side.A ? 1 : -1) * weighed / (2 * (Totals.A + Totals.B));

    /// <summary>
    /// Kish's effective number, at most the attested and faded number. What has faded out of the range of a double counts as
    /// its evidence does: nothing.
    /// </summary>
    internal static double Kish(double sum, double squares, double evidence) =>
        squares > 0 ? Math.Min(sum * sum / squares, evidence) : evidence;

    /// <summary>What side B must still put in for A's share to fall to a target; 0 if it is there already.</summary>
    public static double NeededFromB(double totalA, double totalB, double targetShareOfA) =>
        Math.Max(0, (totalA / targetShareOfA) - (totalA + totalB));

    /// <summary>Reciprocity of a whole network of weights: the smaller of each two directions over everything. <c>null</c> without weight.</summary>
    public static double? NetworkReciprocity(IReadOnlyList<IReadOnlyList<double>> weights)
    {
        var (mutual, all) = (0.0, 0.0);
        for (var i = 0; i < weights.Count; i++)
        {
            for (var j = 0; j < weights.Count; j++)
            {
                mutual += i == j ? 0 : Math.Min(weights[i][j], weights[j][i]);
                all += i == j ? 0 : weights[i][j];
            }
        }

        return all > 0 ? mutual / all : null;
    }

    private static double Weighed(BalanceItem item) => item.Amount * item.Attestation * Decay(item.AgeDays);

    private static double Decay(double ageDays) => Math.Pow(2, -ageDays / HalfLifeDays);
}
