using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What became of a commitment.</summary>
/// <param name="Fraction">Of a partial one: the part that was kept.</param>
/// <param name="Replacement">Of a renegotiated one: the commitment in its place.</param>
public sealed record Resolution(EntryId Commitment, Outcome Outcome, double? Fraction, EntryId? Replacement) : Fact
{
    public override string Kind => "resolution";

    public override ImmutableArray<EntryId> References => Replacement is { } other ? [Commitment, other] : [Commitment];

    public override Side? Favours(Side enteredBy, Fact? about) => about switch
    {
        Commitment { By: var maker } => Outcome == Outcome.Broken ? maker.Other : maker,
        _ => null,
    };

    internal static Resolution Read(Body body)
    {
        var resolution = new Resolution(
            body.Reference("commitment"), body.Word<Outcome>("outcome"), body.OptionalNumber("fraction", 0, 1),
            body.OptionalReference("replacement"));
        body.Require(resolution.Outcome != Outcome.Partial || resolution.Fraction is not null, "fraction");
        return resolution;
    }
}
