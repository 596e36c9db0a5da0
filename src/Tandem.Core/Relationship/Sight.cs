using Tandem.Core.Facts;

namespace Tandem.Core.Relationship;

/// <summary>What stands of an entry at one instant, after what later entries said of it by then.</summary>
/// <param name="Said">Its own fact, or what both sides agreed upon in its place.</param>
/// <param name="Confirmation">The first one, by the other side.</param>
/// <param name="Agreement">The one that stands in its place.</param>
/// <param name="Consent">Of a proposed decision: the last word of an affected side.</param>
public readonly record struct Sight(
    Attestation Attestation, Fact Said, Matter? Confirmation, Matter? Agreement, Matter? Withdrawal, Matter? Consent)
{
    /// <summary>How far it counts: 1, 0.5 or 0. measures.md calls it q.</summary>
    public double Weight => Attestation switch { Attestation.Acknowledged => 1, Attestation.Claimed => 0.5, _ => 0 };

    /// <summary>The same if every dispute were settled for the one who claims.</summary>
    public double WeightIfUpheld => Attestation == Attestation.Disputed ? 1 : Weight;

    public bool IsWithdrawn => Attestation == Attestation.Withdrawn;

    public bool IsAgreedTo => Consent?.Statement.Fact is Consent { Agreed: true };

    /// <summary>Of a charter, settlement or agreement: signed by both.</summary>
    public bool IsSigned => Confirmation is not null && Withdrawal is null;
}
