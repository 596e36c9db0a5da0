using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What a side expects to gain, and by when.</summary>
public sealed record Benefit(Side Receiver, Worth Expected, DateTimeOffset Start, DateTimeOffset Due) : Fact
{
    public override string Kind => "benefit";

    public override ImmutableArray<Worth> Worths => [Expected];

    public override Side? Favours(Side enteredBy, Fact? about) => enteredBy;

    internal static Benefit Read(Body body) => new(
        body.Side("receiver"), body.Worth("expected"), body.Moment("start"), body.Moment("due"));
}
