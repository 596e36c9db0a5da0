using Tandem.Core.Map;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Community: all ties of a side hang on fewer than two people; those on either side who know fewest should meet.</summary>
public sealed class IntroducePeople : AdviceAction
{
    public const double Fewer = EffectiveNumber.FewerThan;

    private const double Rounding = 1e-12;
    private const int DaysToIntroduce = 14;

    public override string Action => "community";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        if (situation.Map is not { } map || map is { Ours.Length: <= 1, Theirs.Length: <= 1 }
            || (map.OfOurs, map.OfTheirs) is not ({ Count: > 0 } ours, { Count: > 0 } theirs)
            || Math.Min(ours.Count, theirs.Count) >= Fewer - Rounding)
        {
            yield break;
        }

        var pen = situation.Pen(this);
        var commitment = pen.Commit(DaysToIntroduce, Importance.Minor);
        var one = map.Ours.OrderBy(map.WeightOfOurs).ThenBy(person => person, StringComparer.Ordinal).First();
        var other = map.Theirs.Select(s => s.Person).OrderBy(map.WeightOfTheirs).ThenBy(person => person, StringComparer.Ordinal).First();
        yield return Suggest(pen, commitment, pen.Kept(commitment), pen.Broken(commitment)) with
        {
            About = $"{one}, {other}",
            Figures = [new("our_ties", FigureKind.Number, ours.Count), new("their_ties", FigureKind.Number, theirs.Count)],
            OnTheMap = map.EffectsOf(new Interaction.Call([one, other], 0)),
        };
    }
}
