using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Adaptability: they asked for new terms before their commitment is due, and we have not answered.</summary>
public sealed class AcceptRenegotiation : AdviceAction
{
    public override string Action => "adaptability";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, sight, said) in situation.Standing<Resolution>())
        {
            if (said.Outcome != Outcome.Renegotiated || matter.Side != situation.Them || sight.Attestation != Attestation.Claimed
                || situation.Chronicle.Find(said.Commitment) is not { Alive: not null } promise
                || promise.At(situation.At).Said is not Commitment commitment || commitment.By != situation.Them
                || situation.At > commitment.Due || situation.GradeOf(promise) is not null)
            {
                continue;
            }

            var pen = situation.Pen(this, matter.Id.Value);
            var yes = pen.Confirmed(matter.Statement);
            yield return Suggest(pen, yes, new([yes]), Outlook.Unchanged) with
            {
                Entries = [matter.Id, promise.Id],
                Figures = [new("days_left", FigureKind.Days, Days.Between(situation.At, commitment.Due))],
                Gauges = [Gauge.OurTrust(situation.Us)],
            };
        }
    }
}
