using System.Collections.Immutable;
using System.Text.Json;
using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>The worked examples of vectors/loyalty.json, and what holds for every choice.</summary>
public sealed class LoyaltyVectors
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly JsonElement Vectors = Repository.Vectors("loyalty.json");

    public static TheoryData<string> Names =>
        [.. Vectors.GetProperty("decisions").EnumerateArray().Select(example => example.Word("name"))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Worked_example_of_a_choice(string name)
    {
        var example = Vectors.GetProperty("decisions").EnumerateArray().Single(e => e.Word("name") == name);
        var expected = example.GetProperty("expected");
        ImmutableArray<PricedOption> options = [.. example.GetProperty("options").EnumerateObject()
            .Select(option => new PricedOption(option.Name, new(Cost(option.Value[0]), Cost(option.Value[1]))))];

        var regret = OptionRegret.Of(options, example.Word("chosen"), Enum.Parse<Side>(example.Word("chooser")));

        regret.IsEvaluable.ShouldBe(expected.GetProperty("evaluable").GetBoolean());
        if (regret.IsEvaluable)
        {
            Compare(regret, expected);
        }
    }

    [Fact]
    public void Worked_example_of_the_index()
    {
        var example = Vectors.GetProperty("index");
        var expected = example.GetProperty("expected");

        var index = LoyaltyIndex.Of([.. example.GetProperty("rows_(regret,spread,age,attest)").EnumerateArray()
            .Select(ItemOf)]);

        index.Value.ShouldBeNear(expected.Maybe("L"), Close);
        index.EffectiveCount.ShouldBe(expected.Number("n_eff"), Close);
        index.Interval.ShouldNotBeNull().Low.ShouldBe(expected.Number("lo"), CloseQuantile);
        index.Interval.Value.High.ShouldBe(expected.Number("hi"), CloseQuantile);
        index.Contributions.OfType<double>()
            .ShouldBe(expected.GetProperty("contributions").EnumerateArray().Select(c => c.GetDouble()), Close);
        index.Contributions[3].ShouldBeNull();
    }

    [Fact]
    public void Without_a_choice_there_is_no_index()
    {
        LoyaltyIndex.Of([]).Value.ShouldBeNear(Vectors.GetProperty("index_empty").Maybe("L"), Close);
        LoyaltyIndex.Of([]).Interval.ShouldBeNull();
        LoyaltyIndex.Of([new(0, 0, 0, 1), new(1, 2, 0, 0)]).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unheard of")]
    [InlineData("unpriced")]
    public void What_was_not_priced_cannot_be_judged(string? chosen) =>
        OptionRegret.Of([new("x", new(1, 2)), new("y", new(3, 4)), new("unpriced", new(1, null))], chosen, Side.A)
            .IsEvaluable.ShouldBeFalse();

    [Fact]
    public void A_tie_that_only_rounding_breaks_is_a_tie()
    {
        var regret = OptionRegret.Of([new("x", new(0.1, 0.2)), new("y", new(0.3, 0))], "x", Side.A);

        regret.Regret.ShouldBe(0);
        regret.Spread.ShouldBe(0);
        regret.Best.ShouldBe("x");
        regret.SidePayment.ShouldBeNull();
    }

    [Fact]
    public void Swapping_the_sides_mirrors_a_choice() => Law.Holds((dice, size) =>
    {
        var options = SomeOptions(dice, size);
        var chosen = $"o{dice.Below(size + 2)}";

        var regret = OptionRegret.Of(options, chosen, Side.A);
        var mirrored = OptionRegret.Of([.. options.Select(o => o with { Cost = o.Cost.Swapped })], chosen, Side.B);

        mirrored.Regret.ShouldBe(regret.Regret);
        mirrored.IsSelfServing.ShouldBe(regret.IsSelfServing);
        mirrored.IsSacrifice.ShouldBe(regret.IsSacrifice);
        mirrored.SidePayment?.Split.ShouldBe(-regret.SidePayment!.Value.Split);
        mirrored.SidePayment?.Least.ShouldBe(-regret.SidePayment!.Value.Most);
    });

    [Fact]
    public void With_the_side_payment_the_best_option_is_no_worse_for_either() => Law.Holds((dice, size) =>
    {
        var options = SomeOptions(dice, size);
        var regret = OptionRegret.Of(options, options[0].Name, Side.A);

        if (regret.SidePayment is { } payment)
        {
            var best = options.Single(option => option.Name == regret.Best).Cost;
            (best.A - payment.Split)!.Value.ShouldBeLessThanOrEqualTo(options[0].Cost.A!.Value);
            (best.B + payment.Split)!.Value.ShouldBeLessThanOrEqualTo(options[0].Cost.B!.Value);
            payment.Split.ShouldBeInRange(payment.Least, payment.Most);
        }
    });

    [Fact]
    public void The_parts_of_an_index_add_up_to_it() => Law.Holds((dice, size) =>
    {
        var index = LoyaltyIndex.Of([.. Enumerable.Range(0, size + 1).Select(_ => SomeItem(dice))]);

        (index.Value ?? 1).ShouldBe(1 + index.Contributions.Sum(part => part ?? 0), Close);
        (index.Value ?? 1).ShouldBeInRange(0, 1);
    }, cases: 100);

    private static void Compare(OptionRegret regret, JsonElement expected)
    {
        regret.Totals.OrderBy(total => total.Key, StringComparer.Ordinal).Select(total => (total.Key, total.Value))
            .ShouldBe(expected.GetProperty("total").EnumerateObject()
                .Select(total => (total.Name, total.Value.GetDouble())));
        regret.LeastTotal.ShouldBeNear(expected.Maybe("least_total"), Close);
        regret.Regret.ShouldBeNear(expected.Maybe("regret"), Close);
        regret.Spread.ShouldBeNear(expected.Maybe("spread"), Close);
        regret.IsSelfServing.ShouldBe(expected.GetProperty("self_serving").GetBoolean());
        regret.IsSacrifice.ShouldBe(expected.GetProperty("sacrifice").GetBoolean());
        regret.Best.ShouldBe(expected.Word("best"));
        SidePayment? payment = expected.TryGetProperty("side_payment_B_to_A", out var due)
            ? new(due.Number("min"), due.Number("max"), due.Number("split")) : null;
        regret.SidePayment.ShouldBe(payment);
    }

    private static double? Cost(JsonElement cost) => cost.ValueKind == JsonValueKind.Number ? cost.GetDouble() : null;

    private static LoyaltyItem ItemOf(JsonElement row) => new(
        row[0].GetDouble(), row[1].GetDouble(), row[2].GetDouble(),
        row[3].GetString() switch { "acknowledged" => 1, "claimed" => 0.5, _ => 0 });

    private static ImmutableArray<PricedOption> SomeOptions(Dice dice, int size) =>
        [.. Enumerable.Range(0, 2 + (size / 10)).Select(at =>
            new PricedOption($"o{at}", new(dice.Between(-20, 20), dice.Between(-20, 20))))];

    private static LoyaltyItem SomeItem(Dice dice)
    {
        var spread = dice.Below(100);
        return new(spread * dice.Unit(), spread, dice.Below(1000), dice.Pick([1, 0.5, 0]));
    }
}
