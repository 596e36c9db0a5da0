using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Whether each side's share of the rewards is its share of the inputs. Adams 1965; measures.md 6.</summary>
/// <param name="FairShareOfA">A's share of the inputs; <c>null</c> without any.</param>
/// <param name="FairRewardOfA">What A would get by it, in the yardstick's unit.</param>
/// <param name="SettlementFromAToB">
/// What A would pay B to make it so; below zero B pays A. Defined for a shared loss as well.
/// </param>
/// <param name="Delta">
/// A's share of the rewards less its share of the inputs, -1 to 1; <c>null</c> unless there is a joint reward.
/// </param>
/// <param name="LogAdamsRatio">The log of A's reward per input over B's; only where all four are above zero.</param>
public sealed record EquityDelta(
    double? FairShareOfA, double? FairRewardOfA, double? SettlementFromAToB, double? Delta, double? LogAdamsRatio)
{
    /// <summary>Share points.</summary>
    public const double FairWithin = 0.05;

    /// <summary>Share points.</summary>
    public const double WatchWithin = 0.10;

    /// <summary>A share of 55 % less one of 50 % is five points, whatever doubles make of it.</summary>
    private const double Rounding = 1e-12;

    public EquityBand? Band => Delta is not { } delta ? null
        : Math.Abs(delta) <= FairWithin + Rounding ? EquityBand.Fair
        : Math.Abs(delta) <= WatchWithin + Rounding ? EquityBand.Watch
        : EquityBand.Inequitable;

    /// <param name="inputs">
    /// Contributions, investments and risk borne by each side, weighed as agreed; at least 0.
    /// </param>
    /// <param name="rewards">What each side got, in the same unit; a loss is below zero.</param>
    public static EquityDelta Of(Sides<double> inputs, Sides<double> rewards)
    {
        var (input, reward) = (inputs.A + inputs.B, rewards.A + rewards.B);
        if (input <= 0)
        {
            return new(null, null, null, null, null);
        }

        var share = inputs.A / input;
        var isAllPositive = inputs is { A: > 0, B: > 0 } && rewards is { A: > 0, B: > 0 };
        return new(
            share, reward * share, rewards.A - (reward * share), reward > 0 ? (rewards.A / reward) - share : null,
            isAllPositive ? Math.Log(rewards.A) - Math.Log(inputs.A) - (Math.Log(rewards.B) - Math.Log(inputs.B)) : null);
    }
}
