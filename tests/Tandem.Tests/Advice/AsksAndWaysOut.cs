using Shouldly;
using Tandem.Core.Advice;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Advice;

/// <summary>The ask to rebalance, the way out, and where effort is appreciated.</summary>
public sealed class AsksAndWaysOut
{
    private const string July = "2026-07-15T00:00:00Z";

    [Fact]
    public void After_two_quarters_of_giving_too_much_an_ask_is_due_with_its_size()
    {
        var tale = new Tale().GivesTenTimes(90, 10, "2026-02-01");

        var ask = RebalanceAsk.Of(tale.Seen(Side.A, July)).ShouldNotBeNull();

        ask.Last.Quarter.ToString().ShouldBe("2026-Q2");
        ask.Before.Quarter.ToString().ShouldBe("2026-Q1");
        var totals = BalanceReading.ShareOf(tale.Seen(Side.A, July).Chronicle).Totals;
        ask.Size.ShouldBe((totals.A / 0.6) - totals.A - totals.B, 1e-9);
        ask.Effects.Single(effect => effect.Measure == "our_share").After!.Value.ShouldBe(0.6, 1e-4);
        ((Core.Facts.Request)ask.Draft.Fact).From.ShouldBe(Side.A);
        RebalanceAsk.Of(tale.Seen(Side.B, July)).ShouldBeNull("whoever gives less asks nothing");
        RebalanceAsk.Of(tale.Adds([AdviceJson.LineOf(ask.Draft, "somebody")], Tale.At(July)).Seen(Side.A, July)).ShouldBeNull("it was asked");
    }

    [Fact]
    public void One_quarter_is_not_two()
    {
        RebalanceAsk.Of(new Tale().GivesTenTimes(90, 10, "2026-04-01").Seen(Side.A, July)).ShouldBeNull();
        RebalanceAsk.Of(new Tale().GivesTenTimes(90, 10, "2026-03-31").Seen(Side.A, July)).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_recorded_later_does_not_change_how_a_quarter_ended()
    {
        var tale = new Tale().GivesTenTimes(50, 50, "2026-02-01");
        for (var at = 0; at < 10; at++)
        {
            tale.Add($$"""{"id":"back{{at}}","kind":"contribution","side":"B","by":"b","occurred":"2026-02-01","recorded":"2026-07-02","body":{"giver":"A","category":"time","worth":{"amount":"900","currency":"SEK"} } }""");
        }

        RebalanceAsk.Of(tale.Seen(Side.A, July)).ShouldBeNull();
    }

    [Fact]
    public void A_way_out_is_offered_to_the_side_that_gave_asked_in_vain_and_was_let_down()
    {
        var tale = new Tale().GivesTenTimes(90, 10, "2026-02-01");
        for (var at = 0; at < 12; at++)
        {
            tale = tale.Promises("B", $"p{at}", "2026-02-02", "2026-03-01")
                .Says("B", $"r{at}", "resolution", "2026-02-02", $$"""{"commitment":"p{{at}}","outcome":"broken"}""");
        }

        DisengagementOffer.Of(tale.Seen(Side.A, July)).ShouldBeNull();
        tale = tale.Says("A", "one", "request", "2026-04-01", """{"from":"A","due":"2026-04-15"}""")
            .Says("A", "two", "request", "2026-05-01", """{"from":"A"}""");
        DisengagementOffer.Of(tale.Seen(Side.A, July)).ShouldBeNull("the second has no day on which it is late");
        tale = tale.Says("B", "no", "response", "2026-05-02", """{"request":"two","answer":"declined"}""");

        var offer = DisengagementOffer.Of(tale.Seen(Side.A, July)).ShouldNotBeNull();

        offer.AsksInVain.ShouldBe(2);
        offer.Trust!.Value.High.ShouldBeLessThan(0.5);
        DisengagementOffer.Options.Length.ShouldBe(4);
        DisengagementOffer.Of(tale.Seen(Side.B, July)).ShouldBeNull();
        DisengagementOffer.Of(tale.Seen(Side.A, "2026-11-15")).ShouldBeNull("the asks are old");
    }

    [Fact]
    public void A_place_is_where_more_comes_of_an_hour_of_ours()
    {
        var places = Portfolio.Of([("good", Giving(100, 100)), ("poor", Giving(100, 25)), ("unknown", new Tale().Gives("A", "x", 100).Seen())]);

        // appreciated: 1 and .25 of as much effort, so 1 / .625 and .25 / .625
        places[0].Index!.Value.ShouldBe(1.6, 1e-9);
        places[1].Index!.Value.ShouldBe(0.4, 1e-9);
        places[2].Index.ShouldBeNull();
        places.Select(place => place.Word).ShouldBe([Place.Invest, Place.Wrong, null]);
    }

    [Fact]
    public void Effort_is_counted_in_hours_whatever_the_currency_and_in_meetings_without_a_ledger()
    {
        Portfolio.EffortOf(new Tale().Gives("A", "x", 500, Tale.Now).Seen()).ShouldBe(5, 1e-9);
        var now = Tale.At(Tale.Now);
        Portfolio.EffortOf(new Situation(Course.Of([], now), Side.A, HoursFile.Default.Select(hours => hours.Between(now, now)))
        {
            Meetings = [new("m", Tale.At("2026-05-01"), true, 6), new("n", Tale.At("2026-05-02"), true, 2)],
        }).ShouldBe(8);
    }

    private static Situation Giving(double effort, double came) => new Tale()
        .Gives("A", "x", effort, "2026-01-01")
        .Says("B", "saving", "benefit", "2026-01-01", """{"receiver":"B","expected":{"amount":"100","currency":"SEK"},"start":"2026-01-01","due":"2026-05-01"}""")
        .Says("A", "agreed", "confirmation", "2026-01-02", """{"of":"saving"}""")
        .Says("B", "came", "realisation", "2026-04-01", FormattableString.Invariant($$"""{"benefit":"saving","receiver":"B","worth":{"amount":"{{came}}","currency":"SEK"} }"""))
        .Seen();
}
