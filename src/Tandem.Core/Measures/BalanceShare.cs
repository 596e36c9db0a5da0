using System.Collections.Immutable;
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

    public required Sides<double> Totals { get; init; }

    /// <summary><c>null</c> when nothing was put in.</summary>
    public required double? ShareOfA { get; init; }

    /// <summary>Kish's effective number of entries, at most their attested and decayed number.</summary>
    public required double EffectiveCount { get; init; }

    public required Interval Interval { get; init; }

    /// <summary>The probability that the share lies in the agreed band.</summary>
    public required double InBand { get; init; }

    /// <summary>What each item adds to (share - 0.5), in the order given; they sum to it exactly.</summary>
    public required ImmutableArray<double> Contributions { get; init; }

    /// <summary>Dyadic reciprocity, 2·min(s, 1-s): 1 for even pans, 0 for one-sided.</summary>
    public double? Reciprocity => ShareOfA is { } share ? 2 * Math.Min(share, 1 - share) : null;

    /// <param name="items">What both sides put in; items from the future are the caller's to leave out.</param>
    /// <param name="band">The larger share that is still in balance: 0.6 means 60/40.</param>
    public static BalanceShare Of(IReadOnlyCollection<BalanceItem> items, double band = 0.6)
    {
        var totals = new double[2];
        var (squares, evidence) = (0.0, 0.0);
        foreach (var item in items)
        {
            var weighed = Weighed(item);
            totals[(int)item.Side] += weighed;
            squares += weighed * weighed;
            evidence += item.Attestation * Decay(item.AgeDays);
        }

        var sum = totals[0] + totals[1];
        double? share = sum > 0 ? totals[0] / sum : null;
        var count = sum > 0 ? Math.Min(sum * sum / squares, evidence) : 0;
        var (alpha, beta) = (1 + (count * (share ?? 0)), 1 + (count * (1 - (share ?? 0))));
        return new()
        {
            Totals = new(totals[0], totals[1]),
            ShareOfA = share,
            EffectiveCount = count,
            Interval = BetaInterval.Of(share is null ? 1 : alpha, share is null ? 1 : beta),
            InBand = BetaInterval.Within(share is null ? 1 : alpha, share is null ? 1 : beta, 1 - band, band),
            Contributions = share is null ? [] : [.. items.Select(i => (i.Side == Side.A ? 1 : -1) * Weighed(i) / (2 * sum))],
        };
    }

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
