using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Service: an agreed benefit of theirs of which less came than should have come by now.</summary>
public sealed class DeliverBenefit : AdviceAction
{
    public const double Behind = 0.8;

    private const int DaysToDeliver = 28;

    public override string Action => "service";

    public override int EffortPoints => 4;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        foreach (var (matter, benefit) in situation.Chronicle.Posted<ValuePosting>().ToArray())
        {
            var expected = benefit.Expected * benefit.Elapsed(situation.At);
            if (benefit.Receiver != situation.Them || benefit.Weight < 1 || expected <= 0 || benefit.Realised / expected >= Behind)
            {
                continue;
            }

            var (pen, missing) = (situation.Pen(this, matter.Id.Value), expected - benefit.Realised);
            var commitment = pen.Commit(DaysToDeliver, Importance.Normal, missing);
            var realisation = pen.Theirs("realisation", new()
            {
                ["benefit"] = matter.Id.Value,
                ["receiver"] = Pen.Word(situation.Them),
                ["worth"] = pen.Worth(missing),
            });
            yield return Suggest(pen, commitment, pen.Kept(commitment, realisation), pen.Broken(commitment)) with
            {
                Entries = [matter.Id],
                Figures = [new("ratio", FigureKind.Share, benefit.Realised / expected), new("missing", FigureKind.Worth, missing)],
            };
        }
    }
}
