namespace Tandem.Core.Measures;

/// <summary>One condition of a rule of the standing, with the figure it was held against.</summary>
/// <param name="Actual"><c>null</c> when the figure is not known.</param>
/// <param name="Threshold">In the unit of the measure; the one to stay by where the label is the present one.</param>
public sealed record StandingCondition(
    StandingMeasure Measure, StandingComparison Comparison, double? Actual, double Threshold, bool IsMet)
{
    /// <summary>
    /// By how much it failed, in the unit of the measure; <c>null</c> where it is met or nothing is known.
    /// </summary>
    public double? Shortfall => IsMet || Actual is not { } actual ? null : Math.Abs(actual - Threshold);

    /// <summary>
    /// The value nearest to the actual one at which the condition would turn; <c>null</c> when nothing is known.
    /// </summary>
    public double? TurnsAt => Actual is null ? null : (Comparison, IsMet) switch
    {
        (StandingComparison.Below, false) or (StandingComparison.AtLeast, true) => JustBelow,
        (StandingComparison.Above, false) or (StandingComparison.AtMost, true) => JustAbove,
        _ => Threshold,
    };

    private bool IsCount => Measure is StandingMeasure.SevereIncidents
        or StandingMeasure.CommittedEntries or StandingMeasure.Transactions;

    private double JustBelow => IsCount ? Threshold - 1 : Math.BitDecrement(Threshold);

    private double JustAbove => IsCount ? Threshold + 1 : Math.BitIncrement(Threshold);

    internal static StandingCondition Of(
        StandingInputs inputs, StandingMeasure measure, StandingComparison comparison, double threshold,
        bool whenUnknown = false) =>
        new(measure, comparison, inputs[measure], threshold, inputs[measure] is { } actual ? comparison switch
        {
            StandingComparison.Below => actual < threshold,
            StandingComparison.AtMost => actual <= threshold,
            StandingComparison.AtLeast => actual >= threshold,
            StandingComparison.Above => actual > threshold,
            _ => throw new System.Diagnostics.UnreachableException($"Unknown comparison {comparison}."),
        }
        : whenUnknown);
}
