using Tandem.Core.Map;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Time spent: somebody on their side who matters, and whom nobody of ours knows well.</summary>
public sealed class MeetLeastCovered : AdviceAction
{
    public const double TieBelow = 0.25;
    public const double WeightFrom = 2;

    private const int DaysToMeet = 14;

    public override string Action => "time spent";

    public override int EffortPoints => 2;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        if (situation.Map is not { Ours.IsEmpty: false } map
            || Coverage.Of(map.Masses, map.Ours, map.Theirs.Where(s => s.Importance >= WeightFrom)).LeastCovered is not { } person
            || map.Coverage.BestTo(person) is var tie && tie >= TieBelow)
        {
            yield break;
        }

        var pen = situation.Pen(this);
        var commitment = pen.Commit(DaysToMeet, Importance.Normal);
        var nearest = map.Ours.OrderByDescending(one => map.Masses.Between(one, person.Person).Mass)
            .ThenBy(one => one, StringComparer.Ordinal).First();
        yield return Suggest(pen, commitment, pen.Kept(commitment), pen.Broken(commitment)) with
        {
            About = person.Person,
            Figures = [new("tie", FigureKind.Share, tie), new("weight", FigureKind.Number, person.Importance)],
            OnTheMap = map.EffectsOf(new Interaction.Meeting([nearest, person.Person], 0)),
        };
    }
}
