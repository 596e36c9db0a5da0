using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>What a side chose to disclose of its mail: counts and waits, never a message.</summary>
public sealed record Summary(string Period, Sides<int> Messages, Sides<int> Initiated, ImmutableArray<SummaryWait> Waits) : Fact
{
    public override string Kind => "summary";

    public override Side? Favours(Side enteredBy, Fact? about) => enteredBy;

    internal static Summary Read(Body body) => new(
        body.Code("period"), body.OfBoth("messages", (counts, side) => counts.Whole(side)),
        body.OfBoth("initiated", (counts, side) => counts.Whole(side)), body.List("waits", SummaryWait.Read));
}
