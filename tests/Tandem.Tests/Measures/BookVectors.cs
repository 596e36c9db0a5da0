using System.Text.Json;
using Shouldly;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/trust.json, autonomy.json and value.json, put into the books item by item.</summary>
public sealed class BookVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;
    private const double HalfLifeDays = 365;

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonElement Trust = Repository.Vectors("trust.json");
    private static readonly JsonElement Autonomy = Repository.Vectors("autonomy.json");
    private static readonly JsonElement Value = Repository.Vectors("value.json");

    public static TheoryData<string> TrustCases => NamesOf(Trust);

    public static TheoryData<string> AutonomyCases => NamesOf(Autonomy);

    public static TheoryData<string> ValueCases => NamesOf(Value);

    [Theory]
    [MemberData(nameof(TrustCases))]
    public void Worked_example_of_trust(string name)
    {
        var (example, kappa) = (Case(Trust, name), Case(Trust, name).GetProperty("params").Number("kappa"));
        var book = new TrustBook(new(Now.AddDays(-500), HalfLifeDays));
        TrustPosting[] postings = [.. example.GetProperty("entries").EnumerateArray().Where(e => e.Number("age_days") >= 0).Select(entry =>
        {
            var grade = new Grade(GradeKind.Kept, entry.Number("g"), WeightOf(entry), Now.AddDays(-entry.Number("age_days")));
            return new TrustPosting(Side.A, Enum.Parse<Importance>(entry.Word("importance"), ignoreCase: true), grade, grade);
        })];
        foreach (var posting in postings)
        {
            book.Enter(posting, 1);
        }

        var trust = BetaEvidence.Of(book.At(Now), kappa);

        ShouldBe(trust, example.GetProperty("expected"));
        var weights = postings.Select(p => book.WeightOf(p, p.Grade, Now)).ToArray();
        weights.Zip(postings, (weight, p) => trust.ContributionOf(weight, p.Grade.Value, kappa))
            .ShouldBe(example.GetProperty("expected").GetProperty("contributions").EnumerateArray().Select(c => c.GetDouble()), Close);
        weights.Zip(postings, (weight, p) => trust.LeaveOneOut(weight, p.Grade.Value, kappa))
            .ShouldBe(example.GetProperty("expected").GetProperty("leave_one_out").EnumerateArray().Select(c => c.GetDouble()), Close);
    }

    [Fact]
    public void Grades_of_promises()
    {
        foreach (var example in Trust.GetProperty("grades").EnumerateArray())
        {
            GradeOf(example).ShouldBe(example.Number("g"), Close, example.ToString());
        }
    }

    [Fact]
    public void How_many_kept_promises_mend_a_breach()
    {
        foreach (var example in Trust.GetProperty("recovery").EnumerateArray())
        {
            new BetaEvidence(example.Number("r"), example.Number("s"), 0).KeptNeededFor(example.Number("target"), example.Number("w"))
                .ShouldBe((int)example.Number("kept_needed"), example.ToString());
        }
    }

    [Fact]
    public void At_the_ratio_of_the_asymmetry_kept_promises_and_one_breach_cancel()
    {
        foreach (var example in Trust.GetProperty("asymmetry").GetProperty("examples").EnumerateArray())
        {
            var (level, kappa) = (example.Number("E"), example.Number("kappa"));
            var before = new BetaEvidence((level * 20) - 1, ((1 - level) * 20) - 1, 0);

            before.With(example.Number("kept_per_breach"), 1, kappa).With(1, 0, kappa).Mean.ShouldBe(level, Close);
        }
    }

    [Fact]
    public void Intervals_and_probabilities_of_the_beta()
    {
        foreach (var example in Trust.GetProperty("interval_only").EnumerateArray())
        {
            var (alpha, beta) = (example.Number("alpha"), example.Number("beta"));
            BetaInterval.Of(alpha, beta).Low.ShouldBe(example.Number("lo"), CloseQuantile);
            BetaInterval.Of(alpha, beta).High.ShouldBe(example.Number("hi"), CloseQuantile);
            BetaInterval.Within(alpha, beta, 0.4, 0.6).ShouldBe(example.Number("cdf_0.4_0.6"), Close);
        }
    }

    [Theory]
    [MemberData(nameof(AutonomyCases))]
    public void Worked_example_of_autonomy(string name)
    {
        var example = Case(Autonomy, name);
        var book = new AutonomyBook(new(Now.AddDays(-500), HalfLifeDays));
        foreach (var entry in example.GetProperty("entries").EnumerateArray().Where(e => e.Number("age_days") >= 0))
        {
            book.Enter(new(
                Side.A, Enum.Parse<Participation>(entry.Word("level"), ignoreCase: true),
                Enum.Parse<Importance>(entry.Word("importance"), ignoreCase: true), WeightOf(entry), Now.AddDays(-entry.Number("age_days"))), 1);
        }

        ShouldBe(BetaEvidence.Of(book.At(Now), 1), example.GetProperty("expected"));
    }

    [Fact]
    public void Concessions_and_risks_that_were_moved()
    {
        var expected = Autonomy.GetProperty("concessions").GetProperty("expected");
        var pans = new PanBook(new(Now.AddDays(-500), HalfLifeDays));
        foreach (var entry in Autonomy.GetProperty("concessions").GetProperty("entries").EnumerateArray())
        {
            pans.EnterOne(SideOf(entry.Word("side")), entry.Number("amount"), WeightOf(entry), Now.AddDays(-entry.Number("age_days")), 1);
        }

        var shifts = new ShiftBook();
        foreach (var entry in Autonomy.GetProperty("risk_shift").GetProperty("entries").EnumerateArray())
        {
            shifts.Enter(new(SideOf(entry.Word("from")), SideOf(entry.Word("to")), entry.Number("expected_loss"), 1, entry.GetProperty("consented").GetBoolean()), 1);
        }

        var share = BalanceShare.Of(pans.At(Now));
        var shifted = new RiskShiftReading(shifts.Known, shifts.UnconsentedOnto, []);

        share.ShareOfA!.Value.ShouldBe(expected.Number("share_A"), Close);
        share.EffectiveCount.ShouldBe(expected.Number("n_eff"), Close);
        share.InBand.ShouldBe(expected.Number("p_in_band"), CloseQuantile);
        share.Interval.Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        shifted.UnconsentedShare!.Value.ShouldBe(Autonomy.GetProperty("risk_shift").GetProperty("expected").Number("unconsented_share"), Close);
        (shifted.UnconsentedOnto.A - shifted.UnconsentedOnto.B)
            .ShouldBe(Autonomy.GetProperty("risk_shift").GetProperty("expected").Number("net_unconsented_onto_A"), Close);
    }

    [Theory]
    [MemberData(nameof(ValueCases))]
    public void Worked_example_of_value(string name)
    {
        var example = Case(Value, name);
        var expected = example.GetProperty("expected");
        var book = new ValueBook(new(Now.AddDays(-900), HalfLifeDays));
        foreach (var benefit in example.GetProperty("benefits").EnumerateArray())
        {
            var (start, due) = (Now.AddDays(-benefit.Number("start_age")), Now.AddDays(-benefit.Number("due_age")));
            book.Enter(new(
                Side.A, benefit.Number("expected"), start, due, benefit.Number("realised"), 0, WeightOf(benefit), Now >= start, Now >= due), 1);
        }

        var reading = new ValueReading(Side.A, book.At(Now), null, []);

        reading.Ratio.ShouldBeNear(expected.Maybe("ratio"), Close);
        reading.Score.ShouldBeNear(expected.Maybe("score"), Close);
        if (expected.TryGetProperty("n_eff", out var count))
        {
            reading.Sums.Expected.ShouldBe(expected.Number("expected_to_date"), Close);
            reading.Sums.Realised.ShouldBe(expected.Number("realised"), Close);
            reading.EffectiveCount.ShouldBe(count.GetDouble(), Close);
            reading.Interval!.Value.Low.ShouldBe(expected.Number("lo"), CloseQuantile);
            reading.Interval!.Value.High.ShouldBe(expected.Number("hi"), CloseQuantile);
        }
    }

    private static double GradeOf(JsonElement example)
    {
        var late = example.Number("days_late");
        return example.Word("kind") switch
        {
            "kept" => 1,
            "late" => Grade.Late(late),
            "partial" => example.Number("fraction"),
            "renegotiated" => Grade.InTimeRenegotiated,
            "repaired" => new Grade(GradeKind.Broken, 0, 1, Now).Lifted(Grade.AfterRepair).Value,
            "forgiven" => new Grade(GradeKind.Broken, 0, 1, Now).Lifted(Grade.AfterForgiveness).Value,
            "open_overdue" => OverdueGrade(late),
            _ => 0,
        };
    }

    /// <summary>A real commitment that many days past its due date, read by the chronicle.</summary>
    private static double OverdueGrade(double late)
    {
        var line = new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "c", ["kind"] = "commitment", ["side"] = "A", ["by"] = "a", ["occurred"] = "2026-01-01", ["recorded"] = "2026-01-01",
            ["body"] = new System.Text.Json.Nodes.JsonObject { ["by"] = "B", ["due"] = Instant.Write(Now.AddDays(-late)), ["importance"] = "normal" },
        };
        var course = Course.Of(SomeLedger.Replayed([line]), Now);
        return TrustReading.Of(course.Chronicle, Side.A).Items.Single().Grade.Value;
    }

    private static void ShouldBe(BetaEvidence evidence, JsonElement expected)
    {
        evidence.Good.ShouldBe(expected.Number("r"), Close);
        evidence.Lost.ShouldBe(expected.Number("s"), Close);
        evidence.Alpha.ShouldBe(expected.Number("alpha"), Close);
        evidence.Beta.ShouldBe(expected.Number("beta"), Close);
        evidence.Information.ShouldBe(expected.Number("nu"), Close);
        evidence.Mean.ShouldBe(expected.Number("mean"), Close);
        evidence.Interval.Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        evidence.Interval.High.ShouldBe(expected.Number("hi"), CloseQuantile);
        evidence.Opinion.Belief.ShouldBe(expected.GetProperty("opinion").Number("b"), Close);
        evidence.Opinion.Disbelief.ShouldBe(expected.GetProperty("opinion").Number("d"), Close);
        evidence.Opinion.Uncertainty.ShouldBe(expected.GetProperty("opinion").Number("u"), Close);
    }

    private static TheoryData<string> NamesOf(JsonElement vectors) =>
        [.. vectors.GetProperty("cases").EnumerateArray().Select(example => example.Word("name"))];

    private static JsonElement Case(JsonElement vectors, string name) =>
        vectors.GetProperty("cases").EnumerateArray().Single(e => e.Word("name") == name);

    private static double WeightOf(JsonElement entry) => entry.Word("attest") switch { "acknowledged" => 1, "claimed" => 0.5, _ => 0 };

    private static Side SideOf(string side) => side == "A" ? Side.A : Side.B;
}
