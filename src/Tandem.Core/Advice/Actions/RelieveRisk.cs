using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;

namespace Tandem.Core.Advice.Actions;

/// <summary>Compassion: they bear most of the risk; we bear a part of the largest one with them, as a risk of ours that answers it.</summary>
public sealed class RelieveRisk : AdviceAction
{
    public const double ShareAbove = 0.6;

    private const double Rounding = 1e-12;

    public override string Action => "compassion";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        var risks = Gauge.RisksOf(situation.Chronicle);
        if (risks.ShareOf(situation.Them) is not { } theirs || theirs <= ShareAbove + Rounding || LargestOf(situation) is not { } largest)
        {
            yield break;
        }

        var pen = situation.Pen(this, largest.Matter.Id.Value);
        var needed = BalanceShare.NeededFromB(risks.Totals[situation.Them], risks.Totals[situation.Us], ShareAbove);
        var risk = pen.Ours("risk", new()
        {
            ["bearer"] = Pen.Word(situation.Us),
            ["probability"] = largest.Said.Probability,
            ["impact"] = pen.Worth(needed / largest.Said.Probability),
            ["matches"] = largest.Matter.Id.Value,
        });
        yield return Suggest(pen, risk, new([risk, pen.Confirmed(risk)]), Outlook.Unchanged) with
        {
            Entries = [largest.Matter.Id],
            Figures = [new("their_risk_share", FigureKind.Share, theirs), new("part", FigureKind.Worth, needed)],
            Gauges = [Gauge.TheirRiskShare(situation.Us)],
        };
    }

    /// <summary>One that none answers yet before one that has an answer.</summary>
    private static (Matter Matter, Risk Said)? LargestOf(Situation situation)
    {
        var open = situation.Chronicle.Books.Risks.Open.Select(r => r.Risk).ToHashSet();
        var theirs = situation.Standing<Risk>()
            .Where(r => r.Said.Bearer == situation.Them && r.Said.Probability > 0 && r.Sight.Weight > 0)
            .OrderByDescending(r => open.Contains(r.Matter))
            .ThenByDescending(r => r.Said.Probability * situation.Chronicle.Measure(r.Said.Impact))
            .ToArray();
        return theirs is [var largest, ..] ? (largest.Matter, largest.Said) : null;
    }
}
