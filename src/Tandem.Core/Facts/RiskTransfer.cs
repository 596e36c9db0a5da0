using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A risk moved from one side to the other.</summary>
/// <param name="Known">Whether it was known when it was moved.</param>
/// <param name="Consented">Whether the side that bears it now agreed.</param>
public sealed record RiskTransfer(Side From, Side To, Worth Worth, bool Known, bool Consented) : Fact
{
    public override string Kind => "risk_transfer";

    public override ImmutableArray<Worth> Worths => [Worth];

    public override Side? Favours(Side enteredBy, Fact? about) => Consented ? From : To;

    internal static RiskTransfer Read(Body body)
    {
        var transfer = new RiskTransfer(
            body.Side("from"), body.Side("to"), body.Worth("worth"), body.Truth("known"), body.Truth("consented"));
        body.Require(transfer.From != transfer.To, "to");
        return transfer;
    }
}
