using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What a side gave to the relationship.</summary>
public sealed record Contribution(Side Giver, ContributionCategory Category, Worth Worth, string? Project) : Fact
{
    public override string Kind => "contribution";

    public override ImmutableArray<Worth> Worths => [Worth];

    public override Side? Favours(Side enteredBy, Fact? about) => Giver;

    internal static Contribution Read(Body body) => new(
        body.Side("giver"), body.Word<ContributionCategory>("category"), body.Worth("worth"), body.OptionalCode("project"));
}
