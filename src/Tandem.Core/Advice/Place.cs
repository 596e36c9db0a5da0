namespace Tandem.Core.Advice;

/// <summary>What a place index says of a relationship.</summary>
public enum Place
{
    /// <summary>Effort is appreciated here more than elsewhere.</summary>
    Invest,

    /// <summary>About as much as elsewhere.</summary>
    Even,

    /// <summary>Effort is appreciated more elsewhere.</summary>
    Wrong,
}
