using System.Collections.Immutable;
using Tandem.Core.Advice;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace.Portfolios;

/// <summary>Reads a folded ledger into the one line that the portfolio shows of it.</summary>
internal static class LineOfRelationship
{
    private const int WeeksShown = 26;

    public static RelationshipLine Of(Relationship relationship, Side us, ReadLedger read, long size, DateOnly today)
    {
        var (course, them) = (read.Course, us.Other);
        var figures = Displayed.Of(course, read.Hours).Figures;
        var agenda = Agenda.Of(read);
        var balance = Figure(figures, MeasureCode.Balance, null);
        var situation = new Situation(course, us, read.Hours, read.OwnWaits);
        var effort = Core.Advice.Portfolio.EffortOf(situation);
        return new(
            relationship.Id, relationship.Sides[them].Name, us, relationship.IsShared, course.Label, course.Since,
            balance is { } share ? OursOf(share.Value!.Value, us) : null, balance?.Interval is { } interval ? OursOf(interval, us) : null,
            (Known(figures, MeasureCode.Trust, us), Known(figures, MeasureCode.Trust, them)),
            (Known(figures, MeasureCode.Value, us), Known(figures, MeasureCode.Value, them)),
            WeeksOf(course, us), (agenda.Commitments[us].Length, agenda.Commitments[them].Length),
            (agenda.Requests[us], agenda.Claims[us], agenda.Decisions[us], agenda.Signatures[us]),
            DueOf(relationship, agenda, us), DueOf(relationship, agenda, them),
            Advisor.Advise(situation).Recommendations is [var first, ..] ? first.Suggestion.Action : null,
            EvidenceOf(course), effort, effort * (situation.Scores.TheirValue ?? 0), size,
            today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
    }

    private static DisplayedFigure? Figure(ImmutableArray<DisplayedFigure> figures, MeasureCode measure, Side? side) =>
        figures.FirstOrDefault(figure => figure.Measure == measure && figure.Side == side) is { IsEnough: true } found ? found : null;

    private static Estimate? Known(ImmutableArray<DisplayedFigure> figures, MeasureCode measure, Side side) =>
        Figure(figures, measure, side) is { Value: { } value } known ? new(value, known.Interval) : null;

    private static double OursOf(double shareOfA, Side us) => us == Side.A ? shareOfA : 1 - shareOfA;

    private static Interval OursOf(Interval ofA, Side us) => us == Side.A ? ofA : new(1 - ofA.High, 1 - ofA.Low);

    private static ImmutableArray<int> WeeksOf(Course course, Side us) =>
    [
        .. course.Checkpoints.TakeLast(WeeksShown).Where(week => week.Inputs.ShareOfA is not null)
            .Select(week => (int)Math.Round(OursOf(week.Inputs.ShareOfA!.Value, us) * 100)),
    ];

    private static DateOnly? DueOf(Relationship relationship, Agenda agenda, Side side) => agenda.Commitments[side] is [var first, ..]
        ? relationship.DayOf(first.Said.Due, first.EnteredBy)
        : null;

    private static EvidenceGrade EvidenceOf(Course course)
    {
        var inputs = course.Inputs();
        return EvidenceGrades.Of(inputs.Information, inputs.Value, inputs.ShareInformation);
    }
}
