using System.Collections.Immutable;

namespace Tandem.Core.Advice;

/// <summary>A suggestion with what it is likely to do.</summary>
/// <param name="Probability">Of success: our kept rate, or for an ask how often they accept.</param>
/// <param name="Effects">What it moves if it succeeds, what moves most first. There is no figure of the whole.</param>
/// <param name="Gain">Only for the order; <c>null</c> while no score is known. Never shown.</param>
public sealed record Recommendation(Suggestion Suggestion, double Probability, ImmutableArray<Effect> Effects, double? Gain)
{
    /// <summary>More likely to do harm than good: by what we kept so far, we promise too much.</summary>
    public bool IsRisky => Gain < 0;
}
