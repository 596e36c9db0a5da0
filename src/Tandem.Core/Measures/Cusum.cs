using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// The two-sided cumulative sum of an equity delta, which notices a small drift that lasts (Page 1954). A settlement
/// starts it anew: <c>default</c>. measures.md 6; entries-rules.md R16.
/// </summary>
/// <param name="Up">Share points that drifted towards A.</param>
/// <param name="Down">Share points that drifted towards B.</param>
public readonly record struct Cusum(double Up, double Down)
{
    /// <summary>The drift per period that is let pass, in share points.</summary>
    public const double Slack = 0.025;

    /// <summary>The sum above which the drift is told, in share points.</summary>
    public const double Limit = 0.10;

    /// <summary>
    /// The side that is favoured; of two sums over the limit the larger names it, equal ones name nobody.
    /// </summary>
    public Side? Alarm => Math.Max(Up, Down) <= Limit || Up == Down ? null : Up > Down ? Side.A : Side.B;

    /// <summary>One period on; a period without a delta changes nothing.</summary>
    public Cusum Step(double? delta) => delta is { } drift
        ? new(Math.Max(0, Up + drift - Slack), Math.Max(0, Down - drift - Slack))
        : this;
}
