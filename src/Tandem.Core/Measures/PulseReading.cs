using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>The latest pulse of one side, by dimension, from 0 to 1. measures.md 9, rule R18.</summary>
/// <param name="OfOther">How it rates the other side.</param>
/// <param name="OfSelf">How it rates itself.</param>
public sealed record PulseReading(
    EntryId Id, string Round, int Respondents, ImmutableSortedDictionary<string, double> OfOther,
    ImmutableSortedDictionary<string, double> OfSelf, double? ShareEstimate)
{
    private const string Value = "value";

    /// <summary>The value it says it gets from the relationship.</summary>
    public double? PerceivedValue => OfOther.TryGetValue(Value, out var perceived) ? perceived : null;

    public static PulseReading? Latest(Books books, Side side) =>
        books.Pulses[side] is { Count: > 0 and var count } pulses ? Of(pulses.GetValueAtIndex(count - 1)) : null;

    /// <summary>How the other side rates us less how we rate ourselves, by dimension that both answered.</summary>
    public static ImmutableSortedDictionary<string, double> Gap(PulseReading? ofUs, PulseReading? us) => ofUs is null || us is null
        ? ImmutableSortedDictionary<string, double>.Empty
        : us.OfSelf.Where(d => ofUs.OfOther.ContainsKey(d.Key))
            .ToImmutableSortedDictionary(d => d.Key, d => ofUs.OfOther[d.Key] - d.Value, StringComparer.Ordinal);

    private static PulseReading Of((Matter Matter, Pulse Pulse) said) => new(
        said.Matter.Id, said.Pulse.Round, said.Pulse.Respondents, ByDimension(said.Pulse.Items), ByDimension(said.Pulse.Self),
        said.Pulse.ShareEstimate);

    /// <summary>The mean of the answered items of each dimension: <c>value.1</c> and <c>value.2</c> make <c>value</c>.</summary>
    private static ImmutableSortedDictionary<string, double> ByDimension(ImmutableDictionary<string, double> items) => items
        .GroupBy(item => item.Key.LastIndexOf('.') is var dot and > 0 ? item.Key[..dot] : item.Key)
        .ToImmutableSortedDictionary(g => g.Key, g => g.OrderBy(i => i.Key, StringComparer.Ordinal)
            .Average(i => PulseStatistics.Score(i.Value)), StringComparer.Ordinal);
}
