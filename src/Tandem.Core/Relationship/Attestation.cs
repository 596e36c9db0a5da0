namespace Tandem.Core.Relationship;

/// <summary>How far an entry is believed.</summary>
public enum Attestation
{
    /// <summary>It favours nobody, or it was entered against its author's own interest, or the other side said yes.</summary>
    Acknowledged,

    /// <summary>It favours the side that entered it, and the other side has not spoken.</summary>
    Claimed,

    /// <summary>The other side said no.</summary>
    Disputed,

    /// <summary>Taken back: as if it had never been entered.</summary>
    Withdrawn,
}
