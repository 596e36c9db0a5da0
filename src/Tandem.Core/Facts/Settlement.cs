using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A payment that evens out a period; in force when both sides have confirmed it.</summary>
public sealed record Settlement(string Period, Side From, Side To, Worth Worth) : Fact
{
    public override string Kind => "settlement";

    public override ImmutableArray<Worth> Worths => [Worth];

    internal static Settlement Read(Body body)
    {
        var settlement = new Settlement(body.Code("period"), body.Side("from"), body.Side("to"), body.Worth("worth"));
        body.Require(settlement.From != settlement.To, "to");
        return settlement;
    }
}
