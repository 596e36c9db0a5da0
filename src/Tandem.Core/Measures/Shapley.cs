using System.Collections.Immutable;
using System.Numerics;

namespace Tandem.Core.Measures;

/// <summary>
/// What each of several parties adds on average to what all achieve together. Shapley 1953; measures.md 6.
/// </summary>
public static class Shapley
{
    /// <summary>Each party more doubles the work; two need four worths.</summary>
    public const int MaxParties = 10;

    /// <param name="worth">
    /// What a group achieves by itself; party 0 is bit 0 of the group. The worth of nobody (0) counts as given.
    /// </param>
    public static ImmutableArray<double> Of(int parties, Func<int, double> worth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parties);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parties, MaxParties);

        double[] worths = [.. Enumerable.Range(0, 1 << parties).Select(worth)];
        double[] chances = [.. Enumerable.Range(0, parties).Select(size => ChanceOf(size, parties))];
        return [.. Enumerable.Range(0, parties).Select(Part)];

        double Part(int party) => Enumerable.Range(0, worths.Length)
            .Where(group => (group & (1 << party)) == 0)
            .Sum(group => chances[BitOperations.PopCount((uint)group)] * Added(group, party));

        double Added(int group, int party) => worths[group | (1 << party)] - worths[group];
    }

    /// <summary>The chance that exactly one given group of this size came before a party: s!(n-s-1)!/n!.</summary>
    private static double ChanceOf(int size, int parties)
    {
        var chance = 1.0 / parties;
        for (var at = 1; at <= size; at++)
        {
            chance *= at / (double)(parties - at);
        }

        return chance;
    }
}
