using System.Collections.Immutable;

namespace Tandem.Core.Advice;

/// <summary>An action with what it is likely to gain.</summary>
/// <param name="Prospect">The action.</param>
/// <param name="Gain">See <see cref="ExpectedGain"/>; may be negative.</param>
/// <param name="Weakest">The lowest present score that the action would change; <c>null</c> if it changes no known one.</param>
public sealed record RankedAdvice(Prospect Prospect, double Gain, double? Weakest)
{
    public double GainPerEffort => Gain / Prospect.Effort;

    /// <summary>
    /// The largest gain per effort point first; of equal ones the one for the weakest score, then as the catalogue has
    /// them. What nothing is known of is left out.
    /// </summary>
    /// <param name="present">The scores as they are.</param>
    /// <param name="catalogue">What could be done, in the order of the catalogue.</param>
    /// <param name="weights">Of the scores.</param>
    public static ImmutableArray<RankedAdvice> Of(
        AdviceScores present, IEnumerable<Prospect> catalogue, AdviceWeights? weights = null) =>
    [
        .. catalogue
            .Select(prospect => (Prospect: prospect,
                Gain: ExpectedGain.Of(present, prospect.Success, prospect.Failure, prospect.Probability, weights)))
            .Where(item => item.Gain is not null)
            .Select(item => new RankedAdvice(item.Prospect, item.Gain!.Value, WeakestChanged(present, item.Prospect)))
            .OrderByDescending(advice => advice.GainPerEffort)
            .ThenBy(advice => advice.Weakest ?? double.PositiveInfinity),
    ];

    private static double? WeakestChanged(AdviceScores present, Prospect prospect) => present.All
        .Zip(prospect.Success.All, prospect.Failure.All)
        .Where(score => score.First != score.Second || score.First != score.Third)
        .Min(score => score.First);
}
