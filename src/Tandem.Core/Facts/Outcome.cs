namespace Tandem.Core.Facts;

/// <summary>How a commitment ended.</summary>
public enum Outcome
{
    Kept,
    Partial,
    Broken,
    Renegotiated,
}
