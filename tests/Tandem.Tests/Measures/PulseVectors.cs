using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/pulse.json and vectors/perception.json.</summary>
public sealed class PulseVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly JsonElement Vectors = Repository.Vectors("pulse.json");

    [Fact]
    public void What_both_believe_to_give_beside_the_ledger()
    {
        foreach (var example in Repository.Vectors("perception.json").GetProperty("cases").EnumerateArray())
        {
            var perception = Perception.Of(example.Maybe("A_own"), example.Maybe("B_own"),
                example.Maybe("ledger_share_A"));

            perception.Overclaim.ShouldBeNear(example.Maybe("overclaim"), 1e-12);
            perception.Bias.A.ShouldBeNear(example.Maybe("bias_A"), 1e-12);
            perception.Bias.B.ShouldBeNear(example.Maybe("bias_B"), 1e-12);
            perception.NormalisedShareOfA.ShouldBeNear(example.Maybe("normalised_A"), 1e-12);
        }

        Perception.Of(0, 0, 0.5).NormalisedShareOfA.ShouldBeNull();
    }

    [Fact]
    public void A_score_goes_from_0_to_1()
    {
        PulseStatistics.ScalePoints.ShouldBe(Vectors.GetProperty("scale").GetInt32());
        ((double[])[1, 2, 3, 4, 5]).Select(answer => PulseStatistics.Score(answer)).ShouldBe([0, 0.25, 0.5, 0.75, 1]);
        PulseStatistics.Score(2, isReversed: true).ShouldBe(0.75);
    }

    [Fact]
    public void What_was_not_answered_does_not_count()
    {
        PulseStatistics.Mean([0.5, null, 1]).ShouldBe(0.75);
        PulseStatistics.Mean([null, null]).ShouldBeNull();
        PulseStatistics.Mean([]).ShouldBeNull();
    }

    [Fact]
    public void Worked_examples_of_reliability()
    {
        foreach (var example in Vectors.GetProperty("alpha").EnumerateArray())
        {
            PulseStatistics.CronbachAlpha(RowsOf(example)).ShouldBeNear(example.Maybe("alpha"), Close);
            if (RowsOf(example)[0].Length == 2)
            {
                PulseStatistics.SpearmanBrown(RowsOf(example)).ShouldBeNear(
                    example.TryGetProperty("spearman_brown", out _) ? example.Maybe("spearman_brown") : null, Close);
            }
        }

        PulseStatistics.CronbachAlpha([]).ShouldBeNull();
        PulseStatistics.CronbachAlpha([[1], [2]]).ShouldBeNull();
        PulseStatistics.SpearmanBrown([]).ShouldBeNull();
    }

    [Fact]
    public void Worked_examples_of_agreement()
    {
        foreach (var example in Vectors.GetProperty("rwg").EnumerateArray())
        {
            PulseStatistics.Agreement(NumbersOf(example.GetProperty("x"))).ShouldBeNear(example.Maybe("rwg"), Close);
        }

        foreach (var example in Vectors.GetProperty("rwg_j").EnumerateArray())
        {
            PulseStatistics.AgreementOnItems(RowsOf(example)).ShouldBeNear(example.Maybe("rwg_j"), Close);
        }

        PulseStatistics.Agreement([3]).ShouldBeNull();
        PulseStatistics.AgreementOnItems([[1, 5], [5, 1]]).ShouldBe(0);
        PulseStatistics.AgreementOnItems([[1, 5]]).ShouldBeNull();
    }

    [Fact]
    public void Worked_example_of_the_gap()
    {
        var example = Vectors.GetProperty("gap");
        var expected = example.GetProperty("expected");

        var gap = PulseStatistics.Gap(NumbersOf(example.GetProperty("A_rates_B")),
            NumbersOf(example.GetProperty("B_rates_itself")))
            .ShouldNotBeNull();

        gap.Gap.ShouldBe(expected.Number("gap"), Close);
        gap.DegreesOfFreedom.ShouldBeNear(expected.Maybe("df"), Close);
        gap.Interval.ShouldNotBeNull().Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        gap.Interval.Value.High.ShouldBe(expected.Number("hi"), CloseQuantile);
    }

    [Fact]
    public void A_gap_without_variance_is_no_certainty()
    {
        PulseStatistics.Gap([0.5, 0.5], [1, 1]).ShouldBe(new(-0.5, null, null));
        PulseStatistics.Gap([0.5], [0.75, 1]).ShouldNotBeNull().Interval.ShouldBeNull();
        PulseStatistics.Gap([], [0.75, 1]).ShouldBeNull();
        PulseStatistics.Gap([0.5, 0.5], [0.75, 1]).ShouldNotBeNull().DegreesOfFreedom.ShouldBe(1);
    }

    [Fact]
    public void Worked_examples_of_Students_quantile()
    {
        foreach (var example in Vectors.GetProperty("t_quantile").EnumerateArray())
        {
            PulseStatistics.StudentQuantile(example.Number("p"), example.Number("nu"))
                .ShouldBe(example.Number("t"), Vectors.Number("t_tolerance"));
        }
    }

    [Fact]
    public void Nobody_is_found_out_by_counting()
    {
        var example = Vectors.GetProperty("anonymity");
        var subgroup = example.GetProperty("subgroup_rule");

        Anonymity.LeastRespondents.ShouldBe(example.GetProperty("k").GetInt32());
        foreach (var given in example.GetProperty("cases").EnumerateArray())
        {
            Anonymity.MayShow(given.GetProperty("n").GetInt32()).ShouldBe(given.GetProperty("show").GetBoolean());
        }

        Anonymity.MayShowSubgroup(
            subgroup.GetProperty("total").GetInt32(), subgroup.GetProperty("subgroup").GetInt32())
            .ShouldBe(subgroup.GetProperty("show_subgroup").GetBoolean());
        Anonymity.MayShowSubgroup(8, 4).ShouldBeTrue();
        Anonymity.MayShowSubgroup(8, 3).ShouldBeFalse();
    }

    [Fact]
    public void A_workspace_can_only_ask_for_more_respondents()
    {
        Anonymity.MayShow(4, minimum: 5).ShouldBeFalse();
        Anonymity.MayShow(3, minimum: 2).ShouldBeFalse();
        Anonymity.MayShowFreeText(7).ShouldBeFalse();
        Anonymity.MayShowFreeText(8).ShouldBeTrue();
        Anonymity.MayShowFreeText(4, minimum: 4).ShouldBeFalse();
    }

    private static double[] NumbersOf(JsonElement numbers) =>
        [.. numbers.EnumerateArray().Select(number => number.GetDouble())];

    private static double[][] RowsOf(JsonElement example) =>
        [.. example.GetProperty("rows").EnumerateArray().Select(NumbersOf)];
}
