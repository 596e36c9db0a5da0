using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/equity.json, and what holds for every split.</summary>
public sealed class EquityVectors
{
    private const double Close = 1e-9;

    private static readonly JsonElement Vectors = Repository.Vectors("equity.json");

    public static TheoryData<string> Names =>
        [.. Vectors.GetProperty("cases").EnumerateArray().Select(example => example.Word("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_equity(string name)
    {
        var example = Vectors.GetProperty("cases").EnumerateArray().Single(e => e.Word("name") == name);
        var expected = example.GetProperty("expected");
        var inputs = new Sides<double>(Weighed(example, "inA"), Weighed(example, "inB"));

        var equity = EquityDelta.Of(inputs, new(example.Number("rewA"), example.Number("rewB")));

        inputs.ShouldBe(new(expected.Number("input_A"), expected.Number("input_B")));
        equity.FairShareOfA.ShouldBeNear(IfSaid(expected, "fair_share_A"), Close);
        equity.FairRewardOfA.ShouldBeNear(IfSaid(expected, "fair_reward_A"), Close);
        equity.SettlementFromAToB.ShouldBeNear(IfSaid(expected, "settlement_A_to_B"), Close);
        equity.Delta.ShouldBeNear(expected.Maybe("delta"), Close);
        equity.LogAdamsRatio.ShouldBeNear(IfSaid(expected, "adams_log"), Close);
    }

    [Theory]
    [InlineData(55, EquityBand.Fair)]
    [InlineData(45, EquityBand.Fair)]
    [InlineData(55.1, EquityBand.Watch)]
    [InlineData(60, EquityBand.Watch)]
    [InlineData(39.9, EquityBand.Inequitable)]
    public void The_bands_include_their_edges(double rewardOfA, EquityBand band) =>
        EquityDelta.Of(new(50, 50), new(rewardOfA, 100 - rewardOfA)).Band.ShouldBe(band);

    [Fact]
    public void Without_a_joint_reward_there_is_no_band() =>
        EquityDelta.Of(new(50, 50), new(-1, 1)).Band.ShouldBeNull();

    [Fact]
    public void Swapping_the_sides_mirrors_equity() => Law.Holds((dice, _) =>
    {
        var inputs = new Sides<double>(dice.Below(100), dice.Below(100));
        var rewards = new Sides<double>(dice.Between(-50, 100), dice.Between(-50, 100));

        var (equity, mirrored) = (EquityDelta.Of(inputs, rewards), EquityDelta.Of(inputs.Swapped, rewards.Swapped));

        mirrored.Delta.ShouldBeNear(-equity.Delta, Close);
        mirrored.SettlementFromAToB.ShouldBeNear(-equity.SettlementFromAToB, Close);
        mirrored.LogAdamsRatio.ShouldBeNear(-equity.LogAdamsRatio, Close);
    });

    [Fact]
    public void After_the_settlement_it_is_fair() => Law.Holds((dice, size) =>
    {
        var inputs = new Sides<double>(1 + dice.Below(size + 1), dice.Below(size + 1));
        var rewards = new Sides<double>(1 + dice.Below(size + 1), dice.Below(size + 1));
        var paid = EquityDelta.Of(inputs, rewards).SettlementFromAToB!.Value;

        EquityDelta.Of(inputs, new(rewards.A - paid, rewards.B + paid)).Delta.ShouldBeNear(0, Close);
    });

    [Fact]
    public void Worked_example_of_the_drift()
    {
        var example = Vectors.GetProperty("cusum");
        var drift = default(Cusum);

        Cusum.Slack.ShouldBe(example.Number("k"));
        Cusum.Limit.ShouldBe(example.Number("h"));
        foreach (var (delta, expected) in example.GetProperty("deltas").EnumerateArray()
            .Zip(example.GetProperty("expected").EnumerateArray()))
        {
            drift = drift.Step(delta.ValueKind == JsonValueKind.Number ? delta.GetDouble() : null);

            drift.Up.ShouldBe(expected.Number("up"), Close);
            drift.Down.ShouldBe(expected.Number("down"), Close);
            drift.Alarm.ShouldBe(AlarmOf(expected.GetProperty("alarm")));
        }
    }

    [Theory]
    [InlineData(0.2, 0.15, Side.A)]
    [InlineData(0.15, 0.2, Side.B)]
    [InlineData(0.2, 0.2, null)]
    [InlineData(0.1, 0.05, null)]
    public void The_larger_sum_over_the_limit_names_the_alarm(double up, double down, Side? favoured) =>
        new Cusum(up, down).Alarm.ShouldBe(favoured);

    [Fact]
    public void Gain_and_pain_are_shared_band_by_band()
    {
        var example = Vectors.GetProperty("gain_pain");
        ImmutableArray<GainPainBand> bands = [.. example.GetProperty("bands_(from,to,supplier_share)").EnumerateArray()
            .Select(band => new GainPainBand(band[0].GetDouble(), band[1].GetDouble(), band[2].GetDouble()))];

        foreach (var given in example.GetProperty("cases").EnumerateArray())
        {
            GainPainShare.Of(bands, given.Number("target"), given.Number("actual"))
                .ShouldBe(given.Number("supplier_gain"), Close);
        }
    }

    [Fact]
    public void Worked_examples_of_what_each_party_adds()
    {
        var two = Vectors.GetProperty("shapley_two");
        var three = Vectors.GetProperty("shapley_three");
        string[] groups = ["", "A", "B", "AB", "C", "AC", "BC", "ABC"];

        Shapley.Of(2, group => group == 0 ? 0 : two.GetProperty("v").Number("v" + groups[group]))
            .ShouldBe(Parts(two), Close);
        Shapley.Of(3, group => three.GetProperty("v").Number(groups[group])).ShouldBe(Parts(three), Close);
    }

    [Fact]
    public void What_the_parties_add_is_what_all_achieve() => Law.Holds((dice, size) =>
    {
        var parties = size % (Shapley.MaxParties + 1);
        double[] worths = [0, .. Enumerable.Range(1, (1 << parties) - 1).Select(_ => (double)dice.Below(100))];

        Shapley.Of(parties, group => worths[group]).Sum().ShouldBe(worths[^1], Close);
    }, cases: 100);

    [Fact]
    public void More_parties_than_can_be_counted_out_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Shapley.Of(Shapley.MaxParties + 1, _ => 0));

    [Fact]
    public void Worked_examples_of_a_split_by_power()
    {
        foreach (var given in Vectors.GetProperty("nash_tu").EnumerateArray())
        {
            var split = NashSplit.Of(new(given.Number("dA"), given.Number("dB")), given.Number("V"),
                given.Number("power_A"));

            (split?.A).ShouldBeNear(given.Maybe("xA"), Close);
            (split?.B).ShouldBeNear(given.Number("V") - given.Maybe("xA"), Close);
        }
    }

    [Fact]
    public void With_equal_power_two_sides_split_as_Shapley_says() => Law.Holds((dice, size) =>
    {
        var alone = new Sides<double>(dice.Below(size + 1), dice.Below(size + 1));
        var together = alone.A + alone.B + dice.Below(100);

        var shapley = Shapley.Of(2, group => group switch { 0 => 0, 1 => alone.A, 2 => alone.B, _ => together });

        var split = NashSplit.Of(alone, together).ShouldNotBeNull();
        shapley.ShouldBe([split.A, split.B], Close);
    });

    [Fact]
    public void Where_no_money_changes_hands_the_largest_product_of_gains_is_best()
    {
        ImmutableArray<PricedOption> options =
            [new("all for A", new(0, 10)), new("even", new(4, 4)), new("cheap for B", new(7, 0)),
                new("unpriced", new(0, null))];

        NashProduct.Best(options, new(10, 10))?.Name.ShouldBe("even"); // 0 and 36 and 30
        NashProduct.Best(options, new(3, 3)).ShouldBeNull();
        NashProduct.Best([new("x", new(10, 9)), new("y", new(10, 5))], new(10, 10))?.Name.ShouldBe("y");
    }

    private static double Weighed(JsonElement example, string inputs) =>
        example.GetProperty(inputs).EnumerateArray().Zip(example.GetProperty("weights").EnumerateArray())
            .Sum(pair => pair.First.GetDouble() * pair.Second.GetDouble());

    private static double? IfSaid(JsonElement expected, string name) =>
        expected.TryGetProperty(name, out _) ? expected.Maybe(name) : null;

    private static Side? AlarmOf(JsonElement alarm) =>
        alarm.GetString() switch { "A_favoured" => Side.A, "B_favoured" => Side.B, _ => null };

    private static IEnumerable<double> Parts(JsonElement example) =>
        example.GetProperty("phi").EnumerateObject().Select(part => part.Value.GetDouble());
}
