using MathNet.Numerics.Distributions;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Quantiles and probabilities of the Beta distribution, as every share in Tandem uses them.</summary>
public static class BetaInterval
{
    private const double Tail = 0.05;

    /// <summary>The equal-tailed 90 % interval of Beta(alpha, beta).</summary>
    public static Interval Of(double alpha, double beta) =>
        new(Beta.InvCDF(alpha, beta, Tail), Beta.InvCDF(alpha, beta, 1 - Tail));

    /// <summary>The probability that a Beta(alpha, beta) share lies between two bounds.</summary>
    public static double Within(double alpha, double beta, double low, double high) =>
        Beta.CDF(alpha, beta, high) - Beta.CDF(alpha, beta, low);
}
