using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Passion: an idea or a wish for an improvement that nobody has taken up.</summary>
public sealed class SponsorIdea : AdviceAction
{
    private const int DaysToDecide = 30;

    public override string Action => "passion";

    public override int EffortPoints => 3;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var idea in situation.Ideas.Where(idea => !idea.HasOwner).Take(1))
        {
            var pen = situation.Pen(this);
            var commitment = pen.Commit(DaysToDecide, Importance.Normal);
            yield return Suggest(pen, commitment, pen.Kept(commitment), pen.Broken(commitment)) with
            {
                About = idea.Id,
                Figures = [new("ideas", FigureKind.Number, situation.Ideas.Count(one => !one.HasOwner))],
            };
        }
    }
}
