using MathNet.Numerics.Distributions;

namespace Tandem.Core.Measures;

/// <summary>What the answers of a pulse round say, and how far they can be relied on. measures.md 9.</summary>
public static class PulseStatistics
{
    /// <summary>Answers go from 1 to this.</summary>
    public const int ScalePoints = 5;

    /// <summary>With fewer respondents a reliability is not shown.</summary>
    public const int EnoughForReliability = 10;

    private const double UpperTail = 0.95; // of an equal-tailed 90 % interval

    /// <summary>An answer from 1 to 5 as a score from 0 to 1; a reverse-worded item is turned round first.</summary>
    public static double Score(double answer, bool isReversed = false) =>
        ((isReversed ? ScalePoints + 1 - answer : answer) - 1) / (ScalePoints - 1);

    /// <summary>The mean of what was answered; <c>null</c> when nothing was.</summary>
    public static double? Mean(IEnumerable<double?> scores) => scores.Average();

    /// <summary>
    /// How far several items measure one thing (Cronbach 1951); <c>null</c> with fewer than two items or respondents,
    /// or without variance.
    /// </summary>
    /// <param name="answers">A row for each respondent, the same items in each.</param>
    public static double? CronbachAlpha(IReadOnlyList<IReadOnlyList<double>> answers)
    {
        if (answers.Count < 2 || answers[0].Count < 2
            || Variance([.. answers.Select(row => row.Sum())]) is not (> 0 and var total))
        {
            return null;
        }

        var items = answers[0].Count;
        return items / (items - 1.0) * (1 - (VariancesOf(answers).Sum() / total));
    }

    /// <summary>
    /// The reliability of two items (Spearman 1910, Brown 1910), where alpha understates it; <c>null</c> where one of
    /// them does not vary, or the two are exact opposites.
    /// </summary>
    /// <param name="answers">A row of two for each respondent.</param>
    public static double? SpearmanBrown(IReadOnlyList<IReadOnlyList<double>> answers)
    {
        double[] first = [.. answers.Select(row => row[0])], second = [.. answers.Select(row => row[1])];
        if (Variance(first) is not (> 0 and var varianceOfFirst)
            || Variance(second) is not (> 0 and var varianceOfSecond))
        {
            return null;
        }

        var (mean, other) = (first.Average(), second.Average());
        var covariance = first.Zip(second, (x, y) => (x - mean) * (y - other)).Sum() / (first.Length - 1);
        var correlation = covariance / Math.Sqrt(varianceOfFirst * varianceOfSecond);
        return correlation > -1 ? 2 * correlation / (1 + correlation) : null;
    }

    /// <summary>
    /// How far a side agrees on an item, 0 to 1: r_wg of James, Demaree and Wolf 1984; <c>null</c> with fewer than two
    /// answers.
    /// </summary>
    public static double? Agreement(IReadOnlyCollection<double> answers) =>
        Variance(answers) is { } variance ? Math.Max(0, 1 - (variance / ChanceVariance)) : null;

    /// <summary>The same over several items together: r_wg(j).</summary>
    /// <param name="answers">A row for each respondent, the same items in each.</param>
    public static double? AgreementOnItems(IReadOnlyList<IReadOnlyList<double>> answers)
    {
        if (answers.Count < 2 || answers[0].Count == 0)
        {
            return null;
        }

        var (items, ratio) = (answers[0].Count, VariancesOf(answers).Average() / ChanceVariance);
        return ratio >= 1 ? 0 : items * (1 - ratio) / ((items * (1 - ratio)) + ratio);
    }

    /// <summary><c>null</c> unless both said something.</summary>
    /// <param name="byOthers">The scores that the other side's respondents give.</param>
    /// <param name="bySelf">The scores that the side's own respondents give it.</param>
    public static PerceptionGap? Gap(IReadOnlyCollection<double> byOthers, IReadOnlyCollection<double> bySelf)
    {
        if (byOthers.Count == 0 || bySelf.Count == 0)
        {
            return null;
        }

        var gap = byOthers.Average() - bySelf.Average();
        var (others, self) = (Variance(byOthers) / byOthers.Count, Variance(bySelf) / bySelf.Count);
        if ((others + self) is not (> 0 and var variance))
        {
            return new(gap, null, null);
        }

        var freedom = variance * variance
            / ((others * others / (byOthers.Count - 1)) + (self * self / (bySelf.Count - 1)))!.Value;
        var reach = StudentQuantile(UpperTail, freedom) * Math.Sqrt(variance);
        return new(gap, new(gap - reach, gap + reach), freedom);
    }

    /// <summary>
    /// The quantile of Student's t for a probability from one half up, through the quantile of the Beta distribution.
    /// </summary>
    public static double StudentQuantile(double probability, double freedom)
    {
        var x = Beta.InvCDF(freedom / 2, 0.5, 2 * (1 - probability));
        return Math.Sqrt(freedom * (1 - x) / x);
    }

    /// <summary>The variance of answers given at random, each as likely as another.</summary>
    private static double ChanceVariance => ((ScalePoints * ScalePoints) - 1) / 12.0;

    private static IEnumerable<double> VariancesOf(IReadOnlyList<IReadOnlyList<double>> answers) =>
        Enumerable.Range(0, answers[0].Count).Select(item => Variance([.. answers.Select(row => row[item])])!.Value);

    private static double? Variance(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2)
        {
            return null;
        }

        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
    }
}
