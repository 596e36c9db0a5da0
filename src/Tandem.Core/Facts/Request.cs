using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>One side asks the other for an answer: a wait begins.</summary>
/// <param name="From">The side that asks.</param>
public sealed record Request(Side From, DateTimeOffset? Due) : Fact
{
    public override string Kind => "request";

    internal static Request Read(Body body) => new(body.Side("from"), body.OptionalMoment("due"));
}
