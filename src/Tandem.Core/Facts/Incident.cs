using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>Something that went wrong without a promise: an outage, a mistake, a rude word.</summary>
public sealed record Incident(Side CausedBy, Importance Severity) : Fact
{
    public override string Kind => "incident";

    public override Side? Favours(Side enteredBy, Fact? about) => CausedBy.Other;

    internal static Incident Read(Body body) => new(body.Side("caused_by"), body.Word<Importance>("severity"));
}
