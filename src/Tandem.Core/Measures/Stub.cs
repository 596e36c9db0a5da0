using Tandem.Core.Vocabulary;
namespace Tandem.Core.Measures;
/// <summary>s</summary>
public sealed record Perception(double? Overclaim, Sides<double?> Bias, double? NormalisedA)
{
    public static Perception Of(double? a, double? b, double? s) => new(a + b - 1, new(a - s, b - (1 - s)), a / (a + b));
}
/// <summary>s</summary>
public static class PulseStatistics { public static double Score(double x) => (x - 1) / 4; }
