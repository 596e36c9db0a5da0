namespace Tandem.Core.Measures;

/// <summary>The measures that a person can ask for: five principles, trust and value, and what stands beside them.</summary>
public enum MeasureCode
{
    Trust,
    KeptRate,
    Balance,
    Responsiveness,
    WaitingShare,
    Perception,
    Autonomy,
    Consistency,
    Loyalty,
    Equity,
    Value,
}
