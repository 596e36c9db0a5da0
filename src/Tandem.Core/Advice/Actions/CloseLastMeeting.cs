using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice.Actions;

/// <summary>Follow-up: five working days after the last meeting, nobody has written down what came of it.</summary>
public sealed class CloseLastMeeting : AdviceAction
{
    /// <summary>Five working days of eight hours, in our own working time.</summary>
    public const double WorkingHours = 40;

    private const int DaysToClose = 3;

    public override string Action => "follow-up";

    public override int EffortPoints => 1;

    public override IEnumerable<Suggestion> For(Situation situation)
    {
        var left = situation.Meetings
            .Where(m => !m.HasOutcome && m.At <= situation.At)
            .Select(m => (Meeting: m, Hours: situation.Hours[situation.Us].HoursBetween(m.At, situation.At)))
            .Where(m => m.Hours > WorkingHours)
            .OrderByDescending(m => m.Meeting.At).ThenBy(m => m.Meeting.Id, StringComparer.Ordinal);
        foreach (var (meeting, _) in left.Take(1))
        {
            var pen = situation.Pen(this);
            var commitment = pen.Commit(DaysToClose, Importance.Minor);
            yield return Suggest(pen, commitment, pen.Kept(commitment), pen.Broken(commitment)) with
            {
                About = meeting.Id,
                Figures = [new("days", FigureKind.Days, Days.Between(meeting.At, situation.At))],
            };
        }
    }
}
