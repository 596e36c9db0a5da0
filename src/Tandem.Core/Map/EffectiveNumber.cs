namespace Tandem.Core.Map;

/// <summary>
/// On how many people the ties of a side really rest: e to the power of the entropy of their shares (Hill number of
/// order 1). <c>default</c> is nobody. measures.md 10.
/// </summary>
/// <param name="Count">As many people with equal shares would be spread as evenly; 0 without ties.</param>
/// <param name="TopShare">The largest share that one person has; <c>null</c> without ties.</param>
public readonly record struct EffectiveNumber(double Count, double? TopShare)
{
    public const double FewerThan = 2;
    public const double TopShareAbove = 0.6;

    /// <summary>Whether too much hangs on one person. No ties at all are something else, and not this warning.</summary>
    public bool IsSingleThreaded => TopShare is { } top && (Count < FewerThan || top > TopShareAbove);

    /// <param name="weights">What each person has; persons with nothing change nothing.</param>
    public static EffectiveNumber Of(IEnumerable<double> weights)
    {
        double[] positive = [.. weights.Where(IsSome)];
        var sum = positive.Sum();
        return sum > 0
            ? new(Math.Exp(-positive.Sum(weight => weight / sum * Math.Log(weight / sum))), positive.Max() / sum)
            : default;
    }

    private static bool IsSome(double weight) => double.IsFinite(weight) && weight >= 0
        ? weight > 0
        : throw new ArgumentOutOfRangeException(nameof(weight), weight, "A weight is 0 or more.");
}
