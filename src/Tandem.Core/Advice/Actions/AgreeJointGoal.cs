using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Purpose: a side for which no benefit was ever written down. The draft expects as much as that side put in, for want of
/// anything better; the two will know more.
/// </summary>
public sealed class AgreeJointGoal : AdviceAction
{
    private const int DaysToGain = 365;
    private const int DaysToAnswer = 14;

    public override string Action => "purpose";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        if (situation.Chronicle.Matters.Count == 0)
        {
            yield break;
        }

        var benefits = situation.Standing<Benefit>().Where(b => b.Sight.Weight > 0).Select(b => b.Said.Receiver).ToHashSet();
        foreach (var receiver in ((Side[])[situation.Them, situation.Us]).Where(side => !benefits.Contains(side)))
        {
            yield return For(situation, receiver);
        }
    }

    private Suggestion For(Situation situation, Side receiver)
    {
        var pen = situation.Pen(this, receiver == situation.Us ? "ours" : "theirs");
        var (own, others) = (TotalOf(receiver), TotalOf(receiver.Other));
        var worth = own > 0 ? own : others;
        if (worth <= 0)
        {
            return Suggest(pen, pen.Ask(DaysToAnswer), Outlook.Unchanged, Outlook.Unchanged) with { IsAsk = true, Concerning = receiver };
        }

        var benefit = pen.Ours("benefit", new()
        {
            ["receiver"] = Pen.Word(receiver),
            ["expected"] = pen.Worth(worth),
            ["start"] = Instant.Write(Instant.Cut(situation.At)),
            ["due"] = pen.Due(DaysToGain),
        });
        return Suggest(pen, benefit, new([benefit, pen.Confirmed(benefit)]), Outlook.Unchanged) with
        {
            IsAsk = true,
            Concerning = receiver,
            Gauges = [Gauge.Expected(situation.Us, receiver)],
        };

        double TotalOf(Side side) => BalanceReading.ShareOf(situation.Chronicle).Totals[side];
    }
}
