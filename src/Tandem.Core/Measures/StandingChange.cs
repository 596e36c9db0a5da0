namespace Tandem.Core.Measures;

/// <summary>The change of one figure that would make the candidate another one.</summary>
/// <param name="To">In the unit of the measure; the first value on the other side of the threshold.</param>
/// <param name="Label">The candidate it would make.</param>
/// <param name="Distance">How far that is, relative to the scale of the measure.</param>
public sealed record StandingChange(
    StandingMeasure Measure, double From, double To, StandingLabel Label, double Distance);
