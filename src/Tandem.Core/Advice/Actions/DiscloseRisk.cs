using Tandem.Core.Facts;

namespace Tandem.Core.Advice.Actions;

/// <summary>Vulnerability: a risk that we know of and have not told them.</summary>
public sealed class DiscloseRisk : AdviceAction
{
    public override string Action => "vulnerability";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var draft in situation.Drafts)
        {
            if (draft.Fact is not Risk risk)
            {
                continue;
            }

            var pen = situation.Pen(this, draft.Id.Value);
            yield return Suggest(pen, draft, new([draft, pen.Confirmed(draft)]), Outlook.Unchanged) with
            {
                Entries = [draft.Id],
                Figures = [new("probability", FigureKind.Share, risk.Probability),
                    new("impact", FigureKind.Worth, situation.Chronicle.Measure(risk.Impact))],
                Gauges = [Gauge.OurShare(situation.Us), Gauge.TheirRiskShare(situation.Us)],
            };
        }
    }
}
