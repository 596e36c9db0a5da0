namespace Tandem.Core.Facts;

/// <summary>A proposed decision is in force from the other side's consent.</summary>
public enum DecisionStatus
{
    Taken,
    Proposed,
}
