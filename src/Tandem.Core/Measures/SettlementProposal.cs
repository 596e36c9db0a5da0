using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What one side would pay the other so that the rewards of a period follow its inputs. Settlements that both signed for the
/// same period are counted already, whenever they were paid. measures.md 6; both sides sign it or it says nothing.
/// </summary>
/// <param name="Inputs">Weighed as the charter agrees.</param>
/// <param name="From">Who would pay; <c>null</c> when nothing is to be settled.</param>
/// <param name="Worth">In the yardstick's currency, to the cent.</param>
public sealed record SettlementProposal(
    DateTimeOffset Since, DateTimeOffset Until, Sides<double> Inputs, Sides<double> Rewards, EquityDelta Equity, Side? From, decimal Worth)
{
    private const int Cents = 2;

    /// <param name="period">What settlements call it, as <c>2026-Q2</c>.</param>
    /// <param name="until">The end of the period, not in it.</param>
    public static SettlementProposal Of(Chronicle chronicle, string period, DateTimeOffset since, DateTimeOffset until)
    {
        var (contribution, investment, risk) = chronicle.Parameters.EquityWeights;
        var (inputs, rewards) = (new double[2], new double[2]);
        foreach (var (_, posting) in chronicle.Posted<EquityPosting>()
            .Where(p => p.Posting.Quarter is not null && p.Matter.Occurred >= since && p.Matter.Occurred < until))
        {
            var side = (int)posting.Side;
            inputs[side] += posting.Part switch
            {
                EquityPart.Contribution => contribution * posting.Weighed,
                EquityPart.Investment => investment * posting.Weighed,
                EquityPart.Risk => risk * posting.Weighed,
                _ => 0,
            };
            rewards[side] += posting.Part == EquityPart.Reward ? posting.Weighed : 0;
        }

        foreach (var (_, paid) in chronicle.Books.Settlements.Values.Where(s => s.What.Period == period))
        {
            rewards[(int)paid.From] -= paid.Worth;
            rewards[(int)paid.From.Other] += paid.Worth;
        }

        var (put, got) = (new Sides<double>(inputs[0], inputs[1]), new Sides<double>(rewards[0], rewards[1]));
        var equity = EquityDelta.Of(put, got);
        var fromA = decimal.Round((decimal)Math.Clamp(equity.SettlementFromAToB ?? 0, -1e15, 1e15), Cents, MidpointRounding.ToEven);
        return new(since, until, put, got, equity, fromA == 0 ? null : fromA > 0 ? Side.A : Side.B, Math.Abs(fromA));
    }
}
