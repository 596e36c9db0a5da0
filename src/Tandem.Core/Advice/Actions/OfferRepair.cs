using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>
/// Accountability: what we broke or caused, and neither side has entered a repair of. A promise that stayed silent for a month
/// after its day is a broken one.
/// </summary>
public sealed class OfferRepair : AdviceAction
{
    public override string Action => "accountability";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, posting) in situation.Chronicle.Posted<TrustPosting>().ToArray())
        {
            if (posting.Truster != situation.Them || posting.Grade.Weight == 0 || !IsBroken(posting.At(situation.At))
                || matter.Words.Any(w => w.Statement.Fact is Repair && w.IsVisible(situation.At) && !w.At(situation.At).IsWithdrawn))
            {
                continue;
            }

            var pen = situation.Pen(this, matter.Id.Value);
            var repair = pen.Ours("repair", new() { ["of"] = matter.Id.Value });
            yield return Suggest(pen, repair, new([repair, pen.Confirmed(repair)]), Outlook.Unchanged) with
            {
                Entries = [matter.Id],
                Figures = [new("days", FigureKind.Days, Days.Between(posting.Grade.At, situation.At))],
            };
        }
    }

    private static bool IsBroken(Grade grade) => grade.Kind is GradeKind.Broken or GradeKind.Incident
        || (grade.Kind == GradeKind.OpenOverdue && grade.Value == 0);
}
