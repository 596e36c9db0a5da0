using Tandem.Core.Measures;
using Tandem.Core.Relationship;

namespace Tandem.Core.Advice.Actions;

/// <summary>Communication: the oldest request that they made and we left open, once it is older than their own median.</summary>
public sealed class ReplyToOldestRequest : AdviceAction
{
    public override string Action => "communication";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        var (chronicle, hours) = (situation.Chronicle, situation.Hours);
        var open = chronicle.Books.Waits.Values
            .Where(w => w.What.OwedBy == situation.Us && w.What.State == WaitState.Open).OrderBy(w => w.What.Opened).Select(w => w.Matter);
        if (open.FirstOrDefault() is not { } oldest
            || WaitingReading.Of(chronicle, situation.Them, hours[situation.Them], situation.OwnWaits[situation.Them]).Curve.Median is not { } median
            || hours[situation.Us].HoursBetween(oldest.Occurred, situation.At) is var age && age <= median)
        {
            yield break;
        }

        var pen = situation.Pen(this, oldest.Id.Value);
        var response = pen.Ours("response", new() { ["request"] = oldest.Id.Value, ["answer"] = "answered" });
        yield return Suggest(pen, response, new([response]), Outlook.Unchanged) with
        {
            Entries = [oldest.Id],
            Figures = [new("age", FigureKind.Hours, age), new("their_median", FigureKind.Hours, median)],
        };
    }
}
