using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// "My time is not more important than yours": side A's part of all the waiting, from the two restricted means.
/// The interval is the delta method on the log ratio of the two means. measures.md 2b.
/// </summary>
public sealed record WaitingShare(double? ShareOfA, Interval? Interval, bool Enough)
{
    private const double Z = 1.6448536269514722;

    /// <summary>The larger share that still counts as even, without a charter: 60/40.</summary>
    public const double Band = 0.6;

    /// <param name="waitsOfA">How long A waits for B.</param>
    /// <param name="waitsOfB">How long B waits for A.</param>
    public static WaitingShare Of(KaplanMeier waitsOfA, KaplanMeier waitsOfB)
    {
        var enough = waitsOfA.Enough && waitsOfB.Enough;
        if (waitsOfA.RestrictedMean is not { } a || waitsOfB.RestrictedMean is not { } b || a + b <= 0)
        {
            return new(null, null, false);
        }

        return new(a / (a + b), IntervalOf(a, waitsOfA.StandardError!.Value, b, waitsOfB.StandardError!.Value), enough);
    }

    private static Interval? IntervalOf(double a, double errorOfA, double b, double errorOfB)
    {
        if (a <= 0 || b <= 0)
        {
            return null;
        }

        var (ratio, spread) = (Math.Log(a / b), Z * Math.Sqrt(Math.Pow(errorOfA / a, 2) + Math.Pow(errorOfB / b, 2)));
        return new(Logistic(ratio - spread), Logistic(ratio + spread));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
