namespace Tandem.Core.Advice;

/// <summary>
/// What the acting side knows, from 0 to 1 each and <c>null</c> where nothing is known. Used to rank advice and for
/// nothing else. measures.md 11.
/// </summary>
public sealed record AdviceScores
{
    /// <summary>How far the other side can trust us.</summary>
    public double? TheirTrust { get; init; }

    /// <summary>The value the other side gets.</summary>
    public double? TheirValue { get; init; }

    public double? Reciprocity { get; init; }

    /// <summary>Ours towards them.</summary>
    public double? Responsiveness { get; init; }

    /// <summary>Theirs, in what concerns them.</summary>
    public double? Autonomy { get; init; }

    /// <summary>Ours.</summary>
    public double? Consistency { get; init; }

    /// <summary>Ours.</summary>
    public double? Loyalty { get; init; }

    /// <summary>See <see cref="EquityOf"/>.</summary>
    public double? Equity { get; init; }

    /// <summary>From the equity delta (-1 to 1): 1 is fair, and half a share apart is as unfair as it gets.</summary>
    public static double? EquityOf(double? delta) => delta is { } apart ? 1 - Math.Min(1, 2 * Math.Abs(apart)) : null;

    /// <summary>Always in this order.</summary>
    internal IReadOnlyList<double?> All =>
        [TheirTrust, TheirValue, Reciprocity, Responsiveness, Autonomy, Consistency, Loyalty, Equity];
}
