using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Depth;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Report;

/// <summary>What the report says, the same on paper and on the page.</summary>
internal static class ReportWords
{
    public static string Title(Reader reader, ReportView view) => reader.Say("report.title", view.Head.OurName, view.Head.TheirName);

    /// <summary>Every figure both ways; where one belongs to both, seen from each side.</summary>
    public static IEnumerable<(string Name, string Ours, string Theirs)> Figures(Reader reader, FigureWords words, ReportView view)
    {
        foreach (var measure in Enum.GetValues<MeasureCode>().Where(measure => measure is not (MeasureCode.Balance or MeasureCode.Perception)))
        {
            var isMirrored = Readings.IsDirected(measure) || measure is MeasureCode.WaitingShare or MeasureCode.Equity;
            yield return (words.Name(measure), Said(measure, view.Head.Us), isMirrored ? Said(measure, view.Head.Them) : "");
        }

        string Said(MeasureCode measure, Side side)
        {
            var reading = FromOurSide.Of(Readings.Of(view.Reading, measure, side), side);
            return !reading.IsEnough ? reader["unknown.short"]
                : reading.Interval is { } interval ? $"{words.Figure(measure, reading.Value!.Value)} ({words.Range(measure, interval)})"
                : words.Figure(measure, reading.Value!.Value);
        }
    }

    /// <summary>As whoever entered it named it.</summary>
    public static string Day(Reader reader, ReportView view, ReportDue due) => reader.Day(
        view.Head.Relationship.DayOf(due.Due, view.Titles.GetValueOrDefault(due.Id)?.Side ?? view.Head.Us));

    public static string Named(Reader reader, ReportView view, EntryId id) =>
        view.Titles.TryGetValue(id, out var title) ? EntryLink.Of(reader, title) : id.ToString();

    /// <summary>What the record is, so that the paper can be held against it.</summary>
    public static string Foot(Reader reader, ReportView view) => view.Checkpoint is { } checkpoint
        ? reader.Say("report.foot", reader.Whole(checkpoint.Size), checkpoint.Root.ToString())
        : reader["report.foot-none"];
}
