using System.Collections.Immutable;

namespace Tandem.Core.Measures;

/// <summary>
/// From one part of the target to another (1 is the target), this share of the difference is the doer's.
/// </summary>
public readonly record struct GainPainBand(double From, double To, double Share);

/// <summary>
/// Who bears how much of a cost above or below its target, piece by piece over agreed bands (as in the NEC contracts).
/// measures.md 6.
/// </summary>
public static class GainPainShare
{
    /// <summary>
    /// What the side that does the work gains, or below zero loses, in the unit of the target; what no band covers is
    /// the other side's.
    /// </summary>
    public static double Of(ImmutableArray<GainPainBand> bands, double target, double actual)
    {
        var ratio = actual / target;
        var (low, high) = (Math.Min(ratio, 1), Math.Max(ratio, 1));
        var shared = bands.Sum(band => Math.Max(0, Math.Min(high, band.To) - Math.Max(low, band.From)) * band.Share);
        return (ratio <= 1 ? shared : -shared) * target;
    }
}
