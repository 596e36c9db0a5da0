using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Kindness: we give less than they do; something unasked, and nothing wanted for it.</summary>
public sealed class GiveUnasked : AdviceAction
{
    public const double ShareBelow = 0.45;

    private const double Rounding = 1e-12;
    private const int DaysToGive = 14;

    public override string Action => "kindness";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        var share = BalanceReading.ShareOf(situation.Chronicle);
        if (share.ShareOf(situation.Us) is not { } ours || ours >= ShareBelow - Rounding || share.EffectiveCount < BalanceReading.EnoughToAssert)
        {
            yield break;
        }

        var pen = situation.Pen(this);
        var worth = BalanceShare.NeededFromB(share.Totals[situation.Them], share.Totals[situation.Us], 1 - ShareBelow);
        var commitment = pen.Commit(DaysToGive, Importance.Normal, worth);
        var contribution = pen.Give(situation.Us, worth);
        yield return Suggest(pen, commitment, pen.Kept(commitment, contribution, pen.Confirmed(contribution)), pen.Broken(commitment)) with
        {
            Figures = [new("our_share", FigureKind.Share, ours), new("missing", FigureKind.Worth, worth)],
            Gauges = [Gauge.OurShare(situation.Us)],
        };
    }
}
