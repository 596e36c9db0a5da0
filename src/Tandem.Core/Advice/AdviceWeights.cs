namespace Tandem.Core.Advice;

/// <summary>How much each of the <see cref="AdviceScores"/> counts; all the same unless said otherwise.</summary>
public sealed record AdviceWeights
{
    public double TheirTrust { get; init; } = 1;

    public double TheirValue { get; init; } = 1;

    public double Reciprocity { get; init; } = 1;

    public double Responsiveness { get; init; } = 1;

    public double Autonomy { get; init; } = 1;

    public double Consistency { get; init; } = 1;

    public double Loyalty { get; init; } = 1;

    public double Equity { get; init; } = 1;

    /// <summary>In the order of the scores.</summary>
    internal IReadOnlyList<double> All =>
        [TheirTrust, TheirValue, Reciprocity, Responsiveness, Autonomy, Consistency, Loyalty, Equity];
}
