using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Two decisions that are alike enough to be compared.</summary>
/// <param name="Distance">Of their circumstances, 0 to 0.2.</param>
/// <param name="Weight">The nearer and the younger, the more.</param>
/// <param name="Difference">Of their outcomes, 0 to 1.</param>
/// <param name="IsFlagged">Alike, and decided otherwise: what differed should be said.</param>
/// <param name="Contribution">What the pair adds to (index - 1).</param>
/// <param name="IsCross">Whether they were decided by different sides, or by one and by both.</param>
public sealed record ConsistencyPair(
    EntryId I, EntryId J, double Distance, double Weight, double Difference, bool IsFlagged, double Contribution,
    bool IsCross);
