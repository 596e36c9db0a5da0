using Tandem.Core.Facts;
using Tandem.Core.Relationship;

namespace Tandem.Core.Advice.Actions;

/// <summary>Forgiveness: they offered to repair what they broke, and we have not answered.</summary>
public sealed class AcceptRepair : AdviceAction
{
    public override string Action => "forgiveness";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, sight, said) in situation.Standing<Repair>())
        {
            if (matter.Side != situation.Them || sight.Attestation != Attestation.Claimed
                || situation.Chronicle.Find(said.Of) is not { Alive: not null } wrong || Fault.Of(wrong.Statement.Fact) != situation.Them)
            {
                continue;
            }

            var pen = situation.Pen(this, matter.Id.Value);
            var yes = pen.Confirmed(matter.Statement);
            yield return Suggest(pen, yes, new([yes]), Outlook.Unchanged) with
            {
                Entries = [matter.Id, wrong.Id],
                Figures = [new("days", FigureKind.Days, Vocabulary.Days.Between(matter.Recorded, situation.At))],
                Gauges = [Gauge.OurTrust(situation.Us)],
            };
        }
    }
}
