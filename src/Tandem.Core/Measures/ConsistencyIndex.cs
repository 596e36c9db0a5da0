using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>How alike some pairs of like cases were decided. measures.md 4b.</summary>
/// <param name="C">
/// 1 when all were decided the same, 0 when all otherwise; <c>null</c> when nothing is comparable.
/// </param>
/// <param name="K">The weights of all pairs together.</param>
/// <param name="Pairs">The comparable ones, in the order of the decisions; their contributions sum to C - 1.</param>
/// <param name="Compared">The decisions that have one to be compared with.</param>
/// <param name="Interval"><c>null</c> without an index.</param>
public sealed record ConsistencyIndex(
    double? C, double K, ImmutableArray<ConsistencyPair> Pairs, int Compared, Interval? Interval)
{
    /// <summary>Half the decisions compared: a pair is one observation.</summary>
    public double EffectiveCount => Compared / 2.0;

    internal static ConsistencyIndex Of(ImmutableArray<ConsistencyPair> pairs)
    {
        var (all, otherwise) = (0.0, 0.0);
        var compared = new HashSet<EntryId>();
        foreach (var pair in pairs)
        {
            all += pair.Weight;
            otherwise += pair.Weight * pair.Difference;
            compared.UnionWith([pair.I, pair.J]);
        }

        if (all <= 0)
        {
            return new(null, 0, [], 0, null);
        }

        var (index, count) = (1 - (otherwise / all), compared.Count / 2.0);
        return new(
            index, all, [.. pairs.Select(pair => pair with { Contribution = -pair.Weight * pair.Difference / all })],
            compared.Count, BetaInterval.Of(1 + (count * index), 1 + (count * (1 - index))));
    }
}
