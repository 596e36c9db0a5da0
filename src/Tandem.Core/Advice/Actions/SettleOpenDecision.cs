using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Leadership: a decision was proposed by either side, and nobody said yes or no for a month.</summary>
public sealed class SettleOpenDecision : AdviceAction
{
    public const double OpenDays = 30;

    private const int DaysToSettle = 14;

    public override string Action => "leadership";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, sight, said) in situation.Standing<Decision>())
        {
            var asked = (said.DecidedBy ?? matter.Side).Other;
            var days = Days.Between(matter.Recorded, situation.At);
            if (!said.IsProposed || sight.Consent is not null || !said.Affects.Contains(asked) || days <= OpenDays)
            {
                continue;
            }

            var pen = situation.Pen(this, matter.Id.Value);
            var commitment = pen.Commit(DaysToSettle, Importance.Normal);
            yield return Suggest(pen, commitment, pen.Kept(commitment, pen.Agree(asked, matter.Id)), pen.Broken(commitment)) with
            {
                Entries = [matter.Id],
                Figures = [new("days_open", FigureKind.Days, days)],
            };
        }
    }
}
