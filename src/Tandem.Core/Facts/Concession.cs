using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A side gave way.</summary>
/// <param name="OnDemand">Because the other side demanded it.</param>
/// <param name="LinkedReturn">Against something in return.</param>
public sealed record Concession(Side By, Worth Worth, bool OnDemand, bool LinkedReturn) : Fact
{
    public override string Kind => "concession";

    public override ImmutableArray<Worth> Worths => [Worth];

    public override Side? Favours(Side enteredBy, Fact? about) => By;

    internal static Concession Read(Body body) => new(
        body.Side("by"), body.Worth("worth"), body.Truth("on_demand"), body.Truth("linked_return"));
}
