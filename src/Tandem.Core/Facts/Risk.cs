using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A risk that a side bears for the relationship: what may go wrong, how likely, and what it would cost.</summary>
/// <param name="Matches">The risk of the other side that this one answers.</param>
public sealed record Risk(Side Bearer, double Probability, Worth Impact, EntryId? Matches) : Fact
{
    public override string Kind => "risk";

    public override ImmutableArray<EntryId> References => Matches is { } matched ? [matched] : [];

    public override ImmutableArray<Worth> Worths => [Impact];

    public override Side? Favours(Side enteredBy, Fact? about) => Bearer;

    internal static Risk Read(Body body) => new(
        body.Side("bearer"), body.Number("probability", 0, 1), body.Worth("impact"), body.OptionalReference("matches"));
}
