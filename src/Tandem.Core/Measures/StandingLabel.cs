namespace Tandem.Core.Measures;

/// <summary>What kind of relationship it is, in the order in which the rules are asked. measures.md 8.</summary>
public enum StandingLabel
{
    ExchangeOnly,
    Unknown,
    Strained,
    Deteriorating,
    OneSided,
    TrustedPartnership,
    Building,
    Shallow,
    Static,
}
