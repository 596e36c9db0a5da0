using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>A figure as it is shown, without its reasons: the same as the <see cref="Reading"/> of that measure says.</summary>
/// <param name="Side">Whose it is; <c>null</c> where it belongs to both.</param>
public readonly record struct DisplayedFigure(
    MeasureCode Measure, Side? Side, double? Value, Interval? Interval, double Evidence, double EnoughEvidence, double? IfUpheld = null)
{
    public bool IsEnough => Value is not null && Evidence >= EnoughEvidence;
}
