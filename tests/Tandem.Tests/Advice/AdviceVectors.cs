using System.Text.Json;
using Shouldly;
using Tandem.Core.Advice;

namespace Tandem.Tests.Advice;

/// <summary>The worked examples of vectors/advice.json.</summary>
public sealed class AdviceVectors
{
    private const double Close = 1e-9;

    private static readonly JsonElement Vectors = Repository.Vectors("advice.json");
    private static readonly AdviceScores Present = ScoresOf(Vectors.GetProperty("scores"));

    [Fact]
    public void The_objective_of_the_present_scores() =>
        Objective.Of(Present).ShouldBeNear(Vectors.Number("objective"), Close);

    [Fact]
    public void The_floor_is_the_agreed_one() => Objective.Floor.ShouldBe(Vectors.Number("floor"));

    [Fact]
    public void A_score_that_nobody_knows_is_left_out_of_the_objective()
    {
        var example = Vectors.GetProperty("objective_missing");
        var scores = example.GetProperty("scores");

        Objective.Of(new() { TheirTrust = scores.Maybe("a"), TheirValue = scores.Maybe("b"), Loyalty = scores.Maybe("c") })
            .ShouldBeNear(example.Number("J"), Close);
    }

    [Fact]
    public void A_score_of_nothing_counts_as_the_floor()
    {
        var example = Vectors.GetProperty("objective_zero");
        var scores = example.GetProperty("scores");

        Objective.Of(new() { Autonomy = scores.Maybe("a"), Equity = scores.Maybe("b") }).ShouldBeNear(example.Number("J"), Close);
    }

    [Fact]
    public void The_gain_of_each_action()
    {
        foreach (var example in Vectors.GetProperty("ranking").EnumerateArray())
        {
            var prospect = ProspectOf(example);

            ExpectedGain.Of(Present, prospect.Success, prospect.Failure, prospect.Probability)
                .ShouldBeNear(example.Number("expected_gain"), Close);
        }
    }

    [Fact]
    public void The_actions_in_their_order()
    {
        var expected = Vectors.GetProperty("ranking").EnumerateArray().ToList();

        var ranking = RankedAdvice.Of(Present, expected.AsEnumerable().Reverse().Select(ProspectOf));

        ranking.Select(advice => advice.Prospect.Action).ShouldBe(expected.Select(example => example.Word("action")));
        ranking.Select(advice => advice.GainPerEffort).ShouldBe(expected.Select(example => example.Number("gain_per_effort")), Close);
    }

    [Fact]
    public void The_place_of_each_relationship()
    {
        var expected = Vectors.GetProperty("portfolio").EnumerateArray().ToList();

        var places = PlaceIndex.Of([.. expected.Select(r => (r.Word("name"), r.Number("effort"), r.Number("appreciated")))]);

        places.Select(place => place.Name).ShouldBe(expected.Select(r => r.Word("name")));
        places.Select(place => place.Word).ShouldBe([Place.Invest, Place.Wrong, Place.Wrong, null]);
        foreach (var (place, example) in places.Zip(expected))
        {
            place.Index.ShouldBeNear(example.Maybe("place_index"), Close);
        }
    }

    private static Prospect ProspectOf(JsonElement example) => new(
        example.Word("action"),
        ScoresOf(example.GetProperty("scores_if_success")),
        ScoresOf(example.GetProperty("scores_if_failure")),
        example.Number("p"),
        example.Number("effort"));

    private static AdviceScores ScoresOf(JsonElement scores) => new()
    {
        TheirTrust = scores.Maybe("their_trust"),
        TheirValue = scores.Maybe("their_value"),
        Reciprocity = scores.Maybe("reciprocity"),
        Responsiveness = scores.Maybe("responsiveness"),
        Autonomy = scores.Maybe("autonomy"),
        Consistency = scores.Maybe("consistency"),
        Loyalty = scores.Maybe("loyalty"),
        Equity = scores.Maybe("equity"),
    };
}
