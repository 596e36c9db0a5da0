using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What each side believes it gives, beside what the ledger says: most overrate their own part (Ross and Sicoly 1979).
/// To be shown to both together, never as a reproach. measures.md 2c.
/// </summary>
/// <param name="Overclaim">
/// What both believe together beyond the whole, in share points; <c>null</c> unless both were asked.
/// </param>
/// <param name="Bias">Each side's belief less its share in the ledger, in share points.</param>
/// <param name="NormalisedShareOfA">A's part of what both believe, 0 to 1.</param>
public sealed record Perception(double? Overclaim, Sides<double?> Bias, double? NormalisedShareOfA)
{
    /// <param name="ownA">A's estimate of its own share, 0 to 1.</param>
    /// <param name="ownB">B's estimate of its own share, 0 to 1.</param>
    /// <param name="ledgerShareOfA">A's share in the ledger, 0 to 1.</param>
    public static Perception Of(double? ownA, double? ownB, double? ledgerShareOfA) => new(
        ownA + ownB - 1,
        new(ownA - ledgerShareOfA, ownB - (1 - ledgerShareOfA)),
        ownA + ownB > 0 ? ownA / (ownA + ownB) : null);
}
