using Tandem.Core.Measures;

namespace Tandem.Core.Advice;

/// <summary>
/// When to ask the other side for its part, and for how much: after two quarters in a row outside the band, and only by
/// the side that gives more. measures.md 11.
/// </summary>
public static class Rebalance
{
    public const double InBandAtMost = 0.2;
    public const double ShareAbove = 0.6;

    /// <summary>The ask is sized so that our share becomes this.</summary>
    public const double TargetShare = 0.6;

    /// <param name="before">The quarter before the last.</param>
    /// <param name="last">The last quarter that has ended.</param>
    public static bool IsDue(QuarterBalance before, QuarterBalance last) =>
        before.Quarter.Next == last.Quarter
        && before.InBand <= InBandAtMost && last.InBand <= InBandAtMost
        && last.OurShare > ShareAbove;

    /// <summary>What the other side would have to put in; 0 if there is nothing to ask for.</summary>
    public static double AskFor(double ours, double theirs) => BalanceShare.NeededFromB(ours, theirs, TargetShare);
}
