using Shouldly;
using Tandem.Core.Advice;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Advice;

/// <summary>When advice is given, and in which order.</summary>
public sealed class AdviceRules
{
    private const double Close = 1e-9;

    private static readonly Quarter Spring = new(8105);
    private static readonly Interval Low = new(0.1, 0.49);
    private static readonly Interval Wide = new(0.1, 0.5);

    private static readonly AdviceScores Even = new() { TheirTrust = 0.4, Loyalty = 0.8, Equity = 0.8 };

    [Fact]
    public void Without_a_known_score_there_is_no_objective_and_no_gain()
    {
        Objective.Of(new()).ShouldBeNull();
        ExpectedGain.Of(new(), Even, Even, 0.5).ShouldBeNull();
        RankedAdvice.Of(new(), [Act("a", Even)]).ShouldBeEmpty();
    }

    [Fact]
    public void A_weight_of_nothing_takes_its_score_out()
    {
        var scores = new AdviceScores { TheirTrust = 0.25, Loyalty = 1 };

        Objective.Of(scores, new() { Loyalty = 0 }).ShouldBeNear(0.25, Close);
        Objective.Of(scores, new() { Loyalty = 3 }).ShouldBeNear(Math.Pow(0.25, 0.25), Close);
        Objective.Of(new() { Loyalty = 1 }, new() { Loyalty = 0 }).ShouldBeNull();
    }

    [Fact]
    public void The_objective_lies_between_the_least_and_the_largest_score() => Law.Holds((dice, size) =>
    {
        var scores = new AdviceScores
        {
            TheirTrust = 0.02 + (0.98 * dice.Unit()),
            Autonomy = dice.Chance(0.5) ? null : 0.02 + (0.98 * dice.Unit()),
            Equity = 0.02 + (0.98 * dice.Unit()),
        };

        double[] known = [.. new[] { scores.TheirTrust, scores.Autonomy, scores.Equity }.OfType<double>()];
        Objective.Of(scores)!.Value.ShouldBeInRange(known.Min() - Close, known.Max() + Close);
    });

    [Fact]
    public void Of_equal_gains_the_action_for_the_weakest_score_comes_first_and_then_the_catalogue()
    {
        var ranking = RankedAdvice.Of(Even,
        [
            Act("loyalty", Even with { Loyalty = 1 }),
            Act("equity", Even with { Equity = 1 }),
            Act("trust", Even with { TheirTrust = 0.5 }),
            Act("nothing", Even),
            Act("nothing again", Even),
        ]);

        ranking.Take(3).Select(advice => advice.GainPerEffort).Distinct().Count().ShouldBe(1, "or this shows nothing");
        ranking.Select(advice => advice.Prospect.Action).ShouldBe(["trust", "loyalty", "equity", "nothing", "nothing again"]);
    }

    [Fact]
    public void Effort_divides_the_gain() => RankedAdvice.Of(Even,
        [Act("large", Even with { TheirTrust = 0.5 }, effort: 3), Act("small", Even with { TheirTrust = 0.44 })])
        .Select(advice => advice.Prospect.Action).ShouldBe(["small", "large"]);

    [Theory]
    [InlineData(null, null)]
    [InlineData(0.0, 1.0)]
    [InlineData(0.05, 0.9)]
    [InlineData(-0.05, 0.9)]
    [InlineData(-0.7, 0.0)]
    public void Equity_falls_to_nothing_half_a_share_apart(double? delta, double? equity) =>
        AdviceScores.EquityOf(delta).ShouldBeNear(equity, Close);

    [Theory]
    [InlineData(126, 100, Place.Invest)]
    [InlineData(125, 100, Place.Even)]
    [InlineData(80, 100, Place.Even)]
    [InlineData(79, 100, Place.Wrong)]
    public void The_bounds_of_a_place(double appreciated, double effort, Place word) => PlaceIndex.Of(
        [("here", effort, appreciated), ("elsewhere", 1000 - effort, 1000 - appreciated)])[0].Word.ShouldBe(word);

    [Fact]
    public void Where_nothing_is_appreciated_no_place_is_better() =>
        PlaceIndex.Of([("north", 1, 0), ("south", 2, 0)]).ShouldAllBe(place => place.Index == null && place.Word == null);

    [Theory]
    [InlineData(0.2, 1, 0.2, 0.61, true)]
    [InlineData(0.21, 1, 0.2, 0.61, false)]
    [InlineData(0.2, 1, 0.21, 0.61, false)]
    [InlineData(0.2, 1, 0.2, 0.6, false)]  // exactly the band is in the band
    [InlineData(0.2, 1, 0.2, 0.2, false)]  // the other side gives more: it may ask
    [InlineData(0.2, 2, 0.2, 0.61, false)] // a quarter lies between
    [InlineData(0.2, 0, 0.2, 0.61, false)]
    public void Rebalancing_is_due_after_two_quarters_in_a_row(
        double inBandBefore, int later, double inBand, double ourShare, bool isDue) => Rebalance.IsDue(
            new(Spring, inBandBefore, 0.5), new(new(Spring.Index + later), inBand, ourShare)).ShouldBe(isDue);

    [Fact]
    public void Nothing_is_due_where_nothing_was_put_in() =>
        Rebalance.IsDue(new(Spring, 0, null), new(Spring.Next, 0, null)).ShouldBeFalse();

    [Theory]
    [InlineData(90, 10, 50)]
    [InlineData(60, 40, 0)]
    [InlineData(40, 60, 0)]
    public void What_is_asked_for_makes_our_share_six_tenths(double ours, double theirs, double ask)
    {
        Rebalance.AskFor(ours, theirs).ShouldBe(ask, Close);
        (ask == 0 || Math.Abs((ours / (ours + theirs + ask)) - Rebalance.TargetShare) < Close).ShouldBeTrue();
    }

    [Fact]
    public void Leaving_is_offered_after_two_asks_in_vain_to_whoever_gives_most_and_trusts_least()
    {
        PastAsk[] asks = [new(180, AskResult.Declined), new(0, AskResult.Unanswered)];

        Disengagement.IsOffered(asks, 0.71, Low, null).ShouldBeTrue();
        Disengagement.IsOffered(asks, 0.71, Wide, Low).ShouldBeTrue();
        Disengagement.IsOffered(asks, 0.71, Wide, Wide).ShouldBeFalse();
        Disengagement.IsOffered(asks, 0.71, null, null).ShouldBeFalse();
        Disengagement.IsOffered(asks, 0.7, Low, Low).ShouldBeFalse();
        Disengagement.IsOffered(asks, null, Low, Low).ShouldBeFalse();
    }

    [Theory]
    [InlineData(180.1, AskResult.Declined)]
    [InlineData(-1, AskResult.Declined)]
    [InlineData(10, AskResult.Open)]
    [InlineData(10, AskResult.Accepted)]
    public void An_ask_that_is_old_open_or_accepted_does_not_count_as_in_vain(double ageDays, AskResult result) =>
        Disengagement.IsOffered([new(1, AskResult.Declined), new(ageDays, result)], 0.9, Low, Low).ShouldBeFalse();

    [Fact]
    public void An_action_without_effort_or_with_an_impossible_probability_is_thrown_out()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Act("a", Even, effort: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Prospect("a", Even, Even, 1.1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Prospect("a", Even, Even, double.NaN, 1));
    }

    private static Prospect Act(string action, AdviceScores success, double effort = 1) => new(action, success, Even, 1, effort);
}
