using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What a side did gain, or lose.</summary>
/// <param name="Of">The expected benefit that it adds to; its receiver is the same.</param>
public sealed record Realisation(Side Receiver, Worth Worth, EntryId? Of) : Fact
{
    public override string Kind => "realisation";

    public override ImmutableArray<EntryId> References => Of is { } benefit ? [benefit] : [];

    public override ImmutableArray<Worth> Worths => [Worth];

    public override Side? Favours(Side enteredBy, Fact? about) => Receiver.Other;

    internal static Realisation Read(Body body) => new(
        body.Side("receiver"), body.Worth("worth", mayBeNegative: true), body.OptionalReference("benefit"));
}
