using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Reliability: our commitments that are due within a week, and those past due that are only late yet. The promise is made
/// already, so that not keeping it is no risk of taking the advice.
/// </summary>
public sealed class CloseDueCommitment : AdviceAction
{
    public const double WithinDays = 7;

    public override string Action => "reliability";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, sight, said) in situation.Standing<Commitment>())
        {
            var left = Days.Between(situation.At, said.Due);
            if (said.By != situation.Us || sight.Weight == 0 || left is > WithinDays or < -Grade.OverdueDays
                || situation.GradeOf(matter) is not (null or { Kind: GradeKind.OpenOverdue }))
            {
                continue;
            }

            var pen = situation.Pen(this, matter.Id.Value);
            var kept = pen.Resolve(matter.Id, Outcome.Kept);
            yield return Suggest(pen, kept, new([kept, pen.Confirmed(kept)]), Outlook.Unchanged) with
            {
                Entries = [matter.Id],
                Reason = left < 0 ? "reliability-late" : Action,
                Figures = [new("days_left", FigureKind.Days, left)],
            };
        }
    }
}
