using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// Evidence that loses half its weight in a half-life. Sums are kept as of an anchor, where an item of a later time weighs
/// more than one; a reading scales them once. So one more entry costs the same however many there are. measures.md 0.1.
/// </summary>
/// <param name="anchor">When an item weighs exactly one.</param>
public readonly struct Fading(DateTimeOffset anchor, double halfLifeDays)
{
    /// <summary>What an item of this time weighs as of the anchor.</summary>
    public double AsOfAnchor(DateTimeOffset time) => double.Exp2(Days.Between(anchor, time) / halfLifeDays);

    /// <summary>What turns a sum as of the anchor into one as of now; squares fade twice as fast.</summary>
    public double Now(DateTimeOffset now) => double.Exp2(-Days.Between(anchor, now) / halfLifeDays);
}
