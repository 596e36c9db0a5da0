using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/responsiveness.json.</summary>
public sealed class ResponsivenessVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly JsonElement Vectors = Repository.Vectors("responsiveness.json");

    public static TheoryData<string> Names =>
        [.. Vectors.GetProperty("cases").EnumerateArray().Select(example => example.Word("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_the_curve(string name)
    {
        var example = Vectors.GetProperty("cases").EnumerateArray().Single(e => e.Word("name") == name);
        var expected = example.GetProperty("expected");

        var curve = KaplanMeier.Of(TimesOf(example.GetProperty("obs")));

        curve.RestrictedMean.ShouldBeNear(expected.Maybe("rmst"), Close);
        curve.StandardError.ShouldBeNear(expected.Maybe("rmst_se"), Close);
        curve.Interval?.Low.ShouldBe(expected.Number("rmst_lo"), Close);
        curve.Interval?.High.ShouldBe(expected.Number("rmst_hi"), Close);
        curve.Median.ShouldBeNear(expected.Maybe("median"), Close);
        curve.IgnoredRate.ShouldBeNear(expected.Maybe("ignored"), Close);
        curve.Responsiveness.ShouldBeNear(expected.Maybe("responsiveness"), Close);
        curve.Enough.ShouldBe(expected.GetProperty("enough").GetBoolean());
        KaplanMeier.HorizonHours.ShouldBe(expected.Number("tau"));
        ShouldHaveSteps(curve, [.. expected.GetProperty("rows").EnumerateArray()]);
    }

    [Fact]
    public void Waiting_share_of_the_slow_and_the_quick_side()
    {
        var expected = Vectors.GetProperty("waiting");

        var share = WaitingShare.Of(waitsOfA: CurveNamed("slow side"), waitsOfB: CurveNamed("quick side"));

        CurveNamed("slow side").RestrictedMean.ShouldBeNear(expected.Maybe("rmst_A_waits_for_B"), Close);
        CurveNamed("quick side").RestrictedMean.ShouldBeNear(expected.Maybe("rmst_B_waits_for_A"), Close);
        share.ShareOfA.ShouldBeNear(expected.Maybe("waiting_share_A"), Close);
        share.Interval!.Value.Low.ShouldBeLessThan(share.ShareOfA!.Value);
        share.Interval!.Value.High.ShouldBeGreaterThan(share.ShareOfA!.Value);
    }

    [Fact]
    public void Answering_an_open_wait_now_makes_it_an_event_at_its_present_age()
    {
        var example = Vectors.GetProperty("counterfactual");
        var expected = example.GetProperty("answer_the_open_10h_request_now");
        var times = TimesOf(example.GetProperty("obs"));

        var answered = times.Select(time =>
            time is { Hours: 10, IsAnswered: false } ? time with { IsAnswered = true } : time);

        KaplanMeier.Of(times).RestrictedMean.ShouldBeNear(expected.Maybe("rmst_before"), Close);
        KaplanMeier.Of(answered).RestrictedMean.ShouldBeNear(expected.Maybe("rmst_after"), Close);
    }

    [Fact]
    public void Working_hours_of_the_side_that_owes()
    {
        foreach (var example in Vectors.GetProperty("working_hours").EnumerateArray())
        {
            var (start, end) = (DateTimeOffset.Parse(example.Word("start"), null),
                DateTimeOffset.Parse(example.Word("end"), null));
            var hours = WorkingHours.Default with
            {
                Zone = TimeZoneInfo.FindSystemTimeZoneById(example.Word("tz")),
                Holidays = [.. ListOf(example, "holidays").Select(day => DateOnly.Parse(day.GetString()!, null))],
                Away = [.. ListOf(example, "away").Select(away => (Instant(away[0]), Instant(away[1])))],
            };

            var worked = hours.Between(start, end).HoursBetween(start.ToUnixTimeSeconds(), end.ToUnixTimeSeconds());

            worked.ShouldBe(example.Number("hours"), Close, example.GetRawText());
        }
    }

    [Fact]
    public void Initiation_share_with_its_interval()
    {
        foreach (var example in Vectors.GetProperty("initiation").EnumerateArray())
        {
            var initiation = Initiation.Of(example.GetProperty("A").GetInt32(), example.GetProperty("B").GetInt32());

            initiation.ShareOfA.ShouldBeNear(example.Maybe("share_A"), Close);
            initiation.Interval.Low.ShouldBe(example.Number("lo"), CloseQuantile);
            initiation.Interval.High.ShouldBe(example.Number("hi"), CloseQuantile);
        }
    }

    private static void ShouldHaveSteps(KaplanMeier curve, JsonElement[] rows)
    {
        curve.Steps.Length.ShouldBe(rows.Length);
        foreach (var (step, row) in curve.Steps.Zip(rows))
        {
            step.Hours.ShouldBe(row.Number("t"));
            step.AtRisk.ShouldBe(row.GetProperty("n").GetInt32());
            step.Answered.ShouldBe(row.GetProperty("d").GetInt32());
            step.StillWaiting.ShouldBe(row.Number("S"), Close);
            step.StandardError.ShouldBe(row.Number("se"), Close);
            (step.Band?.Low).ShouldBeNear(row.Maybe("lo"), Close);
            (step.Band?.High).ShouldBeNear(row.Maybe("hi"), Close);
        }
    }

    private static KaplanMeier CurveNamed(string name) => KaplanMeier.Of(TimesOf(
        Vectors.GetProperty("cases").EnumerateArray().Single(example => example.Word("name") == name)
            .GetProperty("obs")));

    private static ReplyTime[] TimesOf(JsonElement observations) =>
        [.. observations.EnumerateArray().Select(pair => new ReplyTime(pair[0].GetDouble(), pair[1].GetInt32() == 1))];

    private static JsonElement[] ListOf(JsonElement example, string name) =>
        example.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private static DateTimeOffset Instant(JsonElement text) => DateTimeOffset.Parse(text.GetString()!, null);
}
