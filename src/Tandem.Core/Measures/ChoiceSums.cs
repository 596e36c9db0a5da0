using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>The choices of one side as sums that fade together. A test holds it against <see cref="LoyaltyIndex"/>.</summary>
internal sealed class ChoiceSums(Fading fading)
{
    private Sum regrets;
    private Sum spreads;
    private Sum squares;
    private Sum evidence;

    public void Enter(DecisionPosting choice, Side chooser, int sign)
    {
        if (OptionRegret.Of(choice.Options, choice.Decision.Chosen, chooser) is not { Spread: > 0 and var spread, Regret: { } regret })
        {
            return;
        }

        var weight = choice.Weight * fading.AsOfAnchor(choice.At);
        regrets.Enter(weight * regret, sign);
        spreads.Enter(weight * spread, sign);
        squares.Enter(weight * spread * (weight * spread), sign);
        evidence.Enter(weight, sign);
    }

    public (double? Index, double EffectiveCount) At(DateTimeOffset now)
    {
        var factor = fading.Now(now);
        var spread = spreads.Value * factor;
        return spread <= 0 ? (null, 0)
            : (1 - (regrets.Value / spreads.Value), BalanceShare.Kish(spread, squares.Value * factor * factor, evidence.Value * factor));
    }
}
