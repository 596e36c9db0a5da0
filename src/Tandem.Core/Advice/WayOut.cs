namespace Tandem.Core.Advice;

/// <summary>What a side can do that gave too much for too long.</summary>
public enum WayOut
{
    /// <summary>Once more.</summary>
    Ask,

    /// <summary>Give as much as the other side does.</summary>
    Reduce,

    /// <summary>Agree that it is business and no more.</summary>
    ExchangeOnly,

    Leave,
}
