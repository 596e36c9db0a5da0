using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What others say of a side less what it says of itself, as scores from 0 to 1. Welch 1947; measures.md 9.
/// </summary>
/// <param name="Interval">
/// <c>null</c> where the answers vary too little to say: fewer than two a side, or all alike.
/// </param>
/// <param name="DegreesOfFreedom">Welch and Satterthwaite's.</param>
public sealed record PerceptionGap(double Gap, Interval? Interval, double? DegreesOfFreedom);
