using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A promise: by whom, until when, how much it matters.</summary>
/// <param name="Replaces">The commitment that it was renegotiated from.</param>
public sealed record Commitment(Side By, DateTimeOffset Due, Importance Importance, Worth? Worth, EntryId? Replaces) : Fact
{
    public override string Kind => "commitment";

    public override ImmutableArray<EntryId> References => Replaces is { } old ? [old] : [];

    public override ImmutableArray<Worth> Worths => Worth is { } worth ? [worth] : [];

    public override Side? Favours(Side enteredBy, Fact? about) => By.Other;

    internal static Commitment Read(Body body) => new(
        body.Side("by"), body.Moment("due"), body.Word<Importance>("importance"), body.OptionalWorth("worth"),
        body.OptionalReference("replaces"));
}
