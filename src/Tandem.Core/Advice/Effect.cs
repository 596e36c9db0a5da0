namespace Tandem.Core.Advice;

/// <summary>What a measure is, and what it would be if the action succeeds; <c>null</c> while it is unknown.</summary>
/// <param name="Measure">A code of <see cref="AdviceScores.Codes"/>, or of a <see cref="Gauge"/>.</param>
/// <param name="Kind">How it is said.</param>
public readonly record struct Effect(string Measure, FigureKind Kind, double? Before, double? After);
