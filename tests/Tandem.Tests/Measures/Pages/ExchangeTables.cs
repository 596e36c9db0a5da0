using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using static Tandem.Tests.Measures.Pages.Cells;

namespace Tandem.Tests.Measures.Pages;

/// <summary>Balance, perception, value, and what equity shares out.</summary>
internal static class ExchangeTables
{
    public static IEnumerable<(string Header, Func<string[], object?[]> Outputs)> All { get; } =
    [
        ("A gave | B gave | share of A | reciprocity | n | interval | in the band", row =>
            Shown(BalanceShare.Of([.. Items(Side.A, row[0]), .. Items(Side.B, row[1])]))),
        ("A has given | B has given | share of A to be | B must still give", row =>
            [BalanceShare.NeededFromB(Number(row[0]), Number(row[1]), Number(row[2]))]),
        ("own A | own B | ledger share of A | overclaim | bias of A | bias of B | A of what both believe", row =>
            Shown(Perception.Of(Maybe(row[0]), Maybe(row[1]), Maybe(row[2])))),
        ("benefits | perceived | ratio | score | n | interval | taken for the standing", row =>
            Shown(new ValueReading(Side.A, SumsOf(Rows(row[0])), Maybe(row[1]), []))),
        ("inputs of A | inputs of B | rewards of A | rewards of B | delta | fair reward of A | settlement A to B | Adams, ln | word", row =>
            Shown(EquityDelta.Of(new(Number(row[0]), Number(row[1])), new(Number(row[2]), Number(row[3]))))),
        ("bands, part of the doer | target | actual | the doer gains", row =>
            [GainPainShare.Of([.. List(row[0]).Select(BandOf)], Number(row[1]), Number(row[2]))]),
        ("A | B | C | A and B | A and C | B and C | all | parts", row => [ShapleyOf([.. row[..7].Select(Number)])]),
        ("A alone | B alone | together | A's share of the gain | A gets | B gets", row =>
            NashSplit.Of(new(Number(row[0]), Number(row[1])), Number(row[2]), Number(row[3])) is { } split ? [split.A, split.B] : [null, null]),
        ("options | without agreement | largest product", row =>
            [NashProduct.Best(Options(row[0]), new(Numbers(row[1])[0], Numbers(row[1])[1]))?.Name]),
    ];

    private static object?[] Shown(BalanceShare share) =>
        [share.ShareOfA, share.Reciprocity, share.EffectiveCount, share.Interval, share.InBand];

    private static object?[] Shown(Perception perception) =>
        [perception.Overclaim, perception.Bias.A, perception.Bias.B, perception.NormalisedShareOfA];

    private static object?[] Shown(ValueReading value) =>
        [value.Ratio, value.Score, value.EffectiveCount, value.Interval, ValueReading.Combined(value.Score, value.Perceived)];

    private static object?[] Shown(EquityDelta equity) =>
        [equity.Delta, equity.FairRewardOfA, equity.SettlementFromAToB, equity.LogAdamsRatio, equity.Band?.ToString().ToLowerInvariant()];

    /// <summary><c>12 x 100, 50 @365</c>: twelve of 100 today, one of 50 a year ago.</summary>
    private static IEnumerable<BalanceItem> Items(Side side, string cell) => List(cell).SelectMany(item =>
    {
        var aged = item.Split(" @");
        var counted = aged[0].Split(" x ");
        var one = new BalanceItem(side, Number(counted[^1]), aged.Length > 1 ? Number(aged[1]) : 0, 1);
        return Enumerable.Repeat(one, counted.Length > 1 ? Count(counted[0]) : 1);
    });

    private static ValueSums SumsOf(double[][] benefits) => new(
        benefits.Sum(b => b[2]), benefits.Sum(b => b[0] * b[1]), benefits.Sum(b => b[0] * b[1] * b[0] * b[1]), benefits.Sum(b => b[1]));

    /// <summary><c>0.8 to 1: 0.5</c>.</summary>
    private static GainPainBand BandOf(string cell)
    {
        var (limits, share) = (cell.Split(": ")[0].Split(" to "), cell.Split(": ")[1]);
        return new(Number(limits[0]), Number(limits[1]), Number(share));
    }

    /// <summary>Of the worths of A, B, C, AB, AC, BC and ABC; a group is the sum of 1, 2 and 4.</summary>
    private static double[] ShapleyOf(double[] worths)
    {
        ImmutableArray<double> byGroup = [0, worths[0], worths[1], worths[3], worths[2], worths[4], worths[5], worths[6]];
        return [.. Shapley.Of(3, group => byGroup[group])];
    }
}
