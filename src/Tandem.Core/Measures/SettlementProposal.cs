using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What one side would pay the other so that the rewards of a period follow its inputs. Settlements that both signed for the
/// period or a part of it are counted already, whenever they were paid; within a longer settled period nothing is proposed.
/// measures.md 6; both sides sign it or it says nothing.
/// </summary>
/// <param name="Inputs">Weighed as the charter agrees.</param>
/// <param name="From">Who would pay; <c>null</c> when nothing is to be settled.</param>
/// <param name="Worth">In the yardstick's currency, to the cent.</param>
/// <param name="Settled">Settlements in force of a period that touches this one.</param>
public sealed record SettlementProposal(
    Period Period, ImmutableArray<(EntryId Id, SettlementPosting Paid)> Settled, Sides<double> Inputs, Sides<double> Rewards,
    EquityDelta Equity, Side? From, decimal Worth)
{
    private const int Cents = 2;

    /// <summary>What an entry can say: 15 digits before the point.</summary>
    private const double MostWorth = 1e15;

    public static SettlementProposal Of(Chronicle chronicle, Period period)
    {
        var (contribution, investment, risk) = chronicle.Parameters.EquityWeights;
        var (inputs, rewards) = (new double[2], new double[2]);
        foreach (var (_, posting) in chronicle.Posted<EquityPosting>()
            .Where(p => p.Posting.Quarter is not null && period.Contains(p.Matter.Occurred)))
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

        var settled = chronicle.Books.Settlements.Values
            .Select(s => (s.Matter.Id, Paid: s.What, Of: Period.TryParse(s.What.Period, out var of) ? of : (Period?)null))
            .Where(s => s.Of?.Overlaps(period) ?? period.Contains(s.Paid.At)).ToArray();
        foreach (var (_, paid, _) in settled.Where(s => s.Of is not { } of || period.Contains(of)))
        {
            rewards[(int)paid.From] -= paid.Worth;
            rewards[(int)paid.From.Other] += paid.Worth;
        }

        var (put, got) = (new Sides<double>(inputs[0], inputs[1]), new Sides<double>(rewards[0], rewards[1]));
        var equity = EquityDelta.Of(put, got);
        var isSettled = settled.Any(s => s.Of is { } of && of.Contains(period) && of != period);
        var owed = isSettled || Math.Abs(equity.SettlementFromAToB ?? 0) >= MostWorth ? 0 : equity.SettlementFromAToB ?? 0;
        var fromA = decimal.Round((decimal)owed, Cents, MidpointRounding.ToEven);
        return new(period, [.. settled.Select(s => (s.Id, s.Paid))], put, got, equity,
            fromA == 0 ? null : fromA > 0 ? Side.A : Side.B, Math.Abs(fromA));
    }
}
