using System.Text;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures;

/// <summary>What is shown without its rows, held against the whole reading of the same instant.</summary>
public sealed class DisplayedLaws
{
    private const double Close = 1e-9;
    private const int DaysAfter = 400;

    public static TheoryData<string> Ledgers => Deeds.LedgerVectors.Ledgers;

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void After_every_entry_the_figures_shown_are_those_of_the_reading(string name)
    {
        var ledger = LedgerFile.Read(File.ReadLines(Repository.PathOf("vectors", "ledgers", name + ".ndjson")).Select(Utf8));
        var hours = HoursFile.Read(Repository.Vectors($"ledgers/{name}.expected.json").GetProperty("hours"));
        var course = new Course();

        foreach (var statement in ledger.Accepted)
        {
            course.Add(statement);
            course.AdvanceTo(statement.Recorded);
            ShouldShowTheSame(course, hours);
        }

        course.AdvanceTo(course.Chronicle.At.AddDays(DaysAfter));
        ShouldShowTheSame(course, hours);
    }

    private static void ShouldShowTheSame(Course course, Sides<WorkingHours> hours)
    {
        var times = LedgerFile.WorkingTimes(hours, course.Chronicle.At);
        var (shown, reading) = (Displayed.Of(course, times), SharedReading.Of(course, times));
        var where = Instant.Write(shown.At);

        shown.Standing.ShouldBe(reading.Standing);
        shown.EvidenceGrade.ShouldBe(reading.EvidenceGrade);
        shown.InBand.ShouldBeNear(reading.Balance.Share.ShareOfA is null ? null : reading.Balance.Share.InBand, Close);
        shown.Figures.Length.ShouldBe(Enum.GetValues<MeasureCode>().Sum(measure => Readings.IsDirected(measure) ? 2 : 1));
        foreach (var figure in shown.Figures)
        {
            var whole = Readings.Of(reading, figure.Measure, figure.Side ?? Side.A);
            figure.Side.ShouldBe(whole.Side);
            Near(figure.Value, whole.Value, $"{figure.Measure} {figure.Side} at {where}");
            Near(figure.Interval?.Low, whole.Interval?.Low, $"low of {figure.Measure} {figure.Side} at {where}");
            Near(figure.Interval?.High, whole.Interval?.High, $"high of {figure.Measure} {figure.Side} at {where}");
            Near(figure.Evidence, whole.Evidence, $"evidence of {figure.Measure} {figure.Side} at {where}");
            figure.EnoughEvidence.ShouldBe(whole.EnoughEvidence);
            Near(figure.IfUpheld, whole.IfUpheld, $"{figure.Measure} {figure.Side} if upheld at {where}");
        }

        foreach (var (category, share, interval) in shown.Categories.Where(c => reading.Categories.ContainsKey(c.Category)))
        {
            Near(share, reading.Categories[category].Share.ShareOfA, $"{category} at {where}");
            Near(interval.Low, reading.Categories[category].Share.Interval.Low, $"low of {category} at {where}");
        }
    }

    private static void Near(double? found, double? expected, string what)
    {
        var isNear = found is { } f && expected is { } e ? Math.Abs(f - e) <= Close * Math.Max(1, Math.Abs(e)) : found is null && expected is null;
        isNear.ShouldBeTrue($"{what}: {expected:R} expected, {found:R} found");
    }

    private static ReadOnlyMemory<byte> Utf8(string line) => Encoding.UTF8.GetBytes(line);
}
