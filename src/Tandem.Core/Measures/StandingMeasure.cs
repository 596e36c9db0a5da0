namespace Tandem.Core.Measures;

/// <summary>What a condition of the standing looks at; where both sides have one, the smaller counts.</summary>
public enum StandingMeasure
{
    /// <summary>Severe incidents that are neither repaired nor forgiven: a count.</summary>
    SevereIncidents,

    /// <summary>Commitments, kept resolutions and contributions in 180 days: a count.</summary>
    CommittedEntries,

    /// <summary>Plain transactions in 180 days: a count.</summary>
    Transactions,

    /// <summary>The smaller sum of trust weights.</summary>
    Information,

    /// <summary>The same from acknowledged items only.</summary>
    AcknowledgedInformation,

    /// <summary>The smaller trust, 0 to 1.</summary>
    Trust,

    /// <summary>Its change in thirteen weeks.</summary>
    TrustChange,

    /// <summary>The smaller value, 0 to 1.</summary>
    Value,

    /// <summary>Its change in thirteen weeks.</summary>
    ValueChange,

    /// <summary>Kish's effective number of entries behind the balance.</summary>
    ShareInformation,

    /// <summary>The probability that the balance is in the band.</summary>
    InBand,

    /// <summary>A's share of what both put in.</summary>
    ShareOfA,

    /// <summary>How far rewards and inputs lie apart, in share points, whoever gains by it.</summary>
    Inequity,
}
