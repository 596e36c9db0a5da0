using System.Globalization;
using Shouldly;
using Tandem.Core.Advice;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Map;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Advice;

/// <summary>When each action is worth doing: on both sides of its threshold, and never without its evidence.</summary>
public sealed class ActionTriggers
{
    private const string Options = """[{"name":"ours","cost":{"A":{"amount":"10","currency":"SEK"},"B":{"amount":"60","currency":"SEK"}}},{"name":"joint","cost":{"A":{"amount":"25","currency":"SEK"},"B":{"amount":"30","currency":"SEK"}}}]""";

    [Theory]
    [InlineData("2026-05-29T16:00:00Z", false)] // an hour on Friday, three on Monday: their own median
    [InlineData("2026-05-29T15:59:00Z", true)]
    public void Communication_once_a_request_is_older_than_their_own_median(string asked, bool fires)
    {
        var tale = new Tale()
            .Says("A", "ours", "request", "2026-05-25T09:00:00Z", """{"from":"A"}""")
            .Says("B", "answer", "response", "2026-05-25T13:00:00Z", """{"request":"ours","answer":"answered"}""")
            .Says("B", "theirs", "request", asked, """{"from":"B"}""");

        Fires(tale, "communication", "theirs").ShouldBe(fires);
        Fires(tale, "communication", Side.B).ShouldBeFalse();
    }

    [Fact]
    public void Communication_says_nothing_while_they_never_answered_anything() =>
        Fires(new Tale().Says("B", "theirs", "request", "2026-03-02", """{"from":"B"}"""), "communication").ShouldBeFalse();

    [Theory]
    [InlineData("2026-06-08T12:00:00Z", true)]
    [InlineData("2026-06-08T12:00:01Z", false)]
    [InlineData("2026-05-02T12:00:00Z", true)] // late, and not broken yet
    [InlineData("2026-05-02T11:59:59Z", false)]
    public void Reliability_in_the_week_before_a_commitment_is_due_and_while_it_is_late(string due, bool fires)
    {
        var tale = new Tale().Promises("A", "pilot", "2026-03-02", due);

        Fires(tale, "reliability", "pilot").ShouldBe(fires);
        Fires(tale, "reliability", Side.B).ShouldBeFalse();
        Fires(tale.Says("A", "kept", "resolution", "2026-05-20", """{"commitment":"pilot","outcome":"kept"}"""), "reliability").ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.29", true)]
    [InlineData("0.31", false)]
    public void Consistency_when_a_draft_has_a_precedent(string days, bool fires)
    {
        var tale = new Tale().Says("B", "before", "decision", "2026-04-01", Decision("B", "0.1", "yes"));
        var draft = Tale.Draft("A", "draft", "decision", Decision("A", days, "no"));

        var said = Tale.Of(Drafting(tale, draft), "consistency");

        said.Count.ShouldBe(fires ? 1 : 0);
        said.ShouldAllBe(one => ((Core.Facts.Decision)one.Draft.Fact).Outcome.Equals(new Core.Facts.Circumstance.Word("yes")));
        Fires(tale, "consistency").ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.2", "no", true)]
    [InlineData("0.25", "no", false)]
    [InlineData("0.2", "yes", false)]
    public void Consistency_when_like_cases_were_decided_otherwise(string days, string outcome, bool fires)
    {
        var tale = new Tale()
            .Says("A", "first", "decision", "2026-04-01", Decision("A", "0.1", "yes"))
            .Says("A", "second", "decision", "2026-04-02", Decision("A", days, outcome));

        Fires(tale, "consistency", "second").ShouldBe(fires);
        Fires(tale, "consistency", Side.B).ShouldBeFalse();
    }

    [Theory]
    [InlineData(61, 39, true)]
    [InlineData(60, 40, false)]
    [InlineData(40, 60, false)]
    [InlineData(39, 61, true)]
    public void Collaboration_when_the_balance_is_outside_the_band(double a, double b, bool fires)
    {
        Fires(new Tale().GivesTenTimes(a, b), "collaboration").ShouldBe(fires);
        Fires(new Tale().GivesTenTimes(a, b), "collaboration", Side.B).ShouldBe(fires);
    }

    [Fact]
    public void One_entry_is_no_share() => (Fires(new Tale().Gives("B", "one", 100), "collaboration"),
        Fires(new Tale().Gives("B", "one", 100), "kindness")).ShouldBe((false, false));

    [Theory]
    [InlineData("2026-06-01T12:00:00Z", true)]
    [InlineData("2026-06-01T11:59:59Z", false)] // after the day no yes counts
    public void Adaptability_while_a_yes_to_new_terms_still_counts(string due, bool fires)
    {
        var tale = new Tale().Promises("B", "file", "2026-05-01", due)
            .Says("B", "moved", "resolution", "2026-05-20", """{"commitment":"file","outcome":"renegotiated"}""");

        Fires(tale, "adaptability", "moved").ShouldBe(fires);
        Fires(tale, "adaptability", Side.B).ShouldBeFalse();
        Fires(tale.Copy().Says("A", "yes", "confirmation", "2026-05-21", """{"of":"moved"}"""), "adaptability").ShouldBeFalse();
        Fires(tale.Copy().Says("A", "no", "dispute", "2026-05-21", """{"of":"moved"}"""), "adaptability").ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-05-02T12:00:00Z", false)]
    [InlineData("2026-05-02T11:59:59Z", true)]
    public void Leadership_when_a_decision_is_open_for_more_than_thirty_days(string proposed, bool fires)
    {
        var tale = new Tale().Says("B", "terms", "decision", proposed, Proposed("B", "A", "consulted"));

        Fires(tale, "leadership", "terms").ShouldBe(fires);
        Fires(tale, "leadership", Side.B).ShouldBe(fires);
        Fires(tale.Says("A", "word", "consent", "2026-05-20", """{"decision":"terms","agreed":false}"""), "leadership").ShouldBeFalse();
    }

    [Theory]
    [InlineData("79", true)]
    [InlineData("80", false)]
    public void Service_when_less_than_four_fifths_came(string came, bool fires)
    {
        var tale = new Tale()
            .Says("A", "saving", "benefit", "2026-01-01", """{"receiver":"B","expected":{"amount":"100","currency":"SEK"},"start":"2026-01-01","due":"2026-05-01"}""")
            .Says("B", "came", "realisation", "2026-04-01", $$"""{"benefit":"saving","receiver":"B","worth":{"amount":"{{came}}","currency":"SEK"} }""");

        Fires(tale, "service").ShouldBeFalse("nobody agreed to it yet");
        tale = tale.Says("B", "agreed", "confirmation", "2026-04-02", """{"of":"saving"}""");
        Fires(tale, "service", "saving").ShouldBe(fires);
        Fires(tale, "service", Side.B).ShouldBeFalse();
    }

    [Theory]
    [InlineData(44, 56, true)]
    [InlineData(45, 55, false)]
    [InlineData(56, 44, false)]
    public void Kindness_below_forty_five_percent(double a, double b, bool fires) =>
        Fires(new Tale().GivesTenTimes(a, b), "kindness").ShouldBe(fires);

    [Theory]
    [InlineData(2.0, 0, true)]
    [InlineData(1.9, 0, false)]
    [InlineData(2.0, 1, false)] // a meeting today makes the tie .34
    public void Time_spent_with_whom_nobody_knows(double weight, int meetings, bool fires)
    {
        var map = new MapEvidence(["anna"], [new("berit", weight)], [.. Enumerable.Repeat(Met("anna", "berit"), meetings)]);

        var said = Tale.Of(With(map), "time spent");

        said.Count.ShouldBe(fires ? 1 : 0);
        said.ShouldAllBe(one => one.About == "berit" && one.OnTheMap.Single(e => e.Measure == "coverage").After > 0.3);
    }

    [Fact]
    public void Community_when_all_ties_hang_on_one()
    {
        var single = new MapEvidence(["anna", "axel"], [new("berit", 1), new("bo", 1)], [Met("anna", "berit")]);

        Tale.Of(With(single), "community").Single().About.ShouldBe("axel, bo");
        Tale.Of(With(single.With(Met("axel", "bo"))), "community").ShouldBeEmpty();
        Tale.Of(With(new(["anna"], [new("berit", 1)], [Met("anna", "berit")])), "community").ShouldBeEmpty("there is nobody to introduce");
        Tale.Of(With(new(single.Ours, single.Theirs, [])), "community").ShouldBeEmpty("there is nobody who could");
    }

    [Theory]
    [InlineData("2026-05-25T12:00:00Z", false, false)]
    [InlineData("2026-05-25T11:59:00Z", false, true)]
    [InlineData("2026-05-04T12:00:00Z", true, false)]
    [InlineData("2026-06-02T12:00:00Z", false, false)]
    public void Follow_up_five_working_days_after_a_meeting(string at, bool hasOutcome, bool fires) =>
        (Tale.Of(new(Course.Of([], Tale.At(Tale.Now)), Side.A, Hours()) { Meetings = [new("m", Tale.At(at), hasOutcome)] }, "follow-up").Count == 1)
            .ShouldBe(fires);

    [Fact]
    public void Forgiveness_while_their_repair_waits_for_a_word()
    {
        var tale = new Tale().Says("A", "outage", "incident", "2026-05-01", """{"caused_by":"B","severity":"normal"}""");

        Fires(tale, "forgiveness").ShouldBeFalse();
        tale = tale.Says("B", "amends", "repair", "2026-05-04", """{"of":"outage"}""");
        Fires(tale, "forgiveness", "amends").ShouldBeTrue();
        Fires(tale, "forgiveness", Side.B).ShouldBeFalse();
        Fires(tale.Says("A", "yes", "confirmation", "2026-05-05", """{"of":"amends"}"""), "forgiveness").ShouldBeFalse();
    }

    [Fact]
    public void Accountability_until_a_repair_is_entered()
    {
        var tale = new Tale().Promises("A", "pilot", "2026-03-02", "2026-04-01");

        Fires(tale, "accountability", Side.A, "2026-05-01").ShouldBeFalse("it is only late");
        Fires(tale, "accountability", Side.A, "2026-05-01T00:00:01Z").ShouldBeTrue("a month of silence");
        tale = tale.Says("A", "broken", "resolution", "2026-04-02", """{"commitment":"pilot","outcome":"broken"}""")
            .Says("A", "outage", "incident", "2026-04-10", """{"caused_by":"A","severity":"minor"}""");
        Tale.Of(tale.Seen(), "accountability").SelectMany(one => one.Entries).ShouldBe([new("pilot"), new EntryId("outage")]);
        Fires(tale, "accountability", Side.B).ShouldBeFalse();
        tale = tale.Says("A", "amends", "repair", "2026-04-12", """{"of":"pilot"}""")
            .Says("B", "forgiven", "forgiveness", "2026-04-13", """{"of":"outage"}""");
        Fires(tale, "accountability").ShouldBeFalse();
    }

    [Fact]
    public void Passion_for_an_idea_that_nobody_took_up()
    {
        Tale.Of(new(Course.Of([], Tale.At(Tale.Now)), Side.A, Hours()) { Ideas = [new("owned", true), new("free", false)] }, "passion")
            .Single().About.ShouldBe("free");
        Tale.Of(new(Course.Of([], Tale.At(Tale.Now)), Side.A, Hours()) { Ideas = [new("owned", true)] }, "passion").ShouldBeEmpty();
    }

    [Fact]
    public void Vulnerability_until_a_risk_of_ours_is_shared()
    {
        const string Risk = """{"bearer":"A","probability":0.5,"impact":{"amount":"200","currency":"SEK"}}""";
        var tale = new Tale().Gives("A", "one", 100);

        Tale.Of(Drafting(tale, Tale.Draft("A", "flood", "risk", Risk)), "vulnerability").Single().Entries.ShouldBe([new EntryId("flood")]);
        Tale.Of(Drafting(tale.Says("A", "flood", "risk", "2026-05-10", Risk), Tale.Draft("A", "flood", "risk", Risk)), "vulnerability").ShouldBeEmpty();
    }

    [Fact]
    public void Purpose_for_each_side_that_expects_nothing()
    {
        var tale = new Tale().Gives("A", "one", 100);

        Tale.Of(tale.Seen(), "purpose").Select(one => one.Concerning).ShouldBe([Side.B, Side.A]);
        tale = tale.Says("A", "saving", "benefit", "2026-05-10", """{"receiver":"B","expected":{"amount":"100","currency":"SEK"},"start":"2026-06-10","due":"2026-08-01"}""");
        Tale.Of(tale.Seen(), "purpose").Select(one => one.Concerning).ShouldBe([Side.A]);
        Tale.Of(new Tale().Seen(), "purpose").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(122, true)]
    [InlineData(120, false)]
    public void Compassion_when_they_carry_more_than_six_tenths(int impact, bool fires)
    {
        var tale = new Tale()
            .Says("A", "theirs", "risk", "2026-05-01", string.Create(CultureInfo.InvariantCulture, $$"""{"bearer":"B","probability":0.5,"impact":{"amount":"{{impact}}","currency":"SEK"} }"""))
            .Says("B", "ours", "risk", "2026-05-01", string.Create(CultureInfo.InvariantCulture, $$"""{"bearer":"A","probability":0.5,"impact":{"amount":"{{200 - impact}}","currency":"SEK"} }"""));

        Fires(tale, "compassion", "theirs").ShouldBe(fires);
        Fires(tale, "compassion", Side.B).ShouldBeFalse();
    }

    [Theory]
    [InlineData("imposed", true)]
    [InlineData("informed", true)]
    [InlineData("consulted", false)]
    [InlineData("agreed", false)]
    public void Respect_where_they_have_no_more_say_than_to_be_told(string say, bool fires)
    {
        var tale = new Tale().Says("A", "prices", "decision", "2026-05-20", Proposed("A", "B", say));

        Fires(tale, "respect", "prices").ShouldBe(fires);
        Fires(tale, "respect", Side.B).ShouldBeFalse();
        Tale.Of(Drafting(new Tale(), Tale.Draft("A", "prices", "decision", Proposed("A", "B", say))), "respect").Count.ShouldBe(fires ? 1 : 0);
        Fires(tale.Says("B", "yes", "consent", "2026-05-21", """{"decision":"prices","agreed":true}"""), "respect").ShouldBeFalse();
    }

    [Fact]
    public void Selflessness_where_our_cheapest_is_not_the_cheapest_for_both()
    {
        var priced = new Tale().Gives("A", "one", 100); // before the first currency nothing has a measure
        var said = Tale.Of(Drafting(priced, Tale.Draft("A", "depot", "decision", Choice("A", "ours"))), "selflessness").Single();

        ((Core.Facts.Decision)said.Draft.Fact).Chosen.ShouldBe("joint");
        said.Figures.Select(figure => figure.Value).ShouldBe([15, 15, 30, 22.5], 1e-9);
        Tale.Of(Drafting(priced, Side.B, Tale.Draft("B", "depot", "decision", Choice("B", "joint"))), "selflessness")
            .ShouldBeEmpty("what is cheapest for B is cheapest for both");
        Fires(new Tale().Says("A", "depot", "decision", "2026-05-20", Choice("A", "ours")), "selflessness", "depot").ShouldBeTrue();
        Fires(new Tale().Says("A", "depot", "decision", "2026-05-20", Choice("A", "joint")), "selflessness").ShouldBeFalse("it is chosen already");
    }

    [Fact]
    public void What_was_taken_up_and_is_open_is_not_suggested_again()
    {
        var tale = new Tale().GivesTenTimes(44, 56);
        var taken = Tale.Of(tale.Seen(), "kindness").Single().Draft;
        var at = Tale.At(Tale.Now);

        tale = tale.Adds([AdviceJson.LineOf(taken, "somebody")], at);
        Advisor.Advise(tale.Seen()).Recommendations.ShouldNotContain(one => one.Suggestion.Action == "kindness");
        tale = tale.Says("A", "done", "resolution", "2026-06-01T12:00:00Z", $$"""{"commitment":"{{taken.Id}}","outcome":"kept"}""");
        var again = Advisor.Advise(tale.Seen()).Recommendations.Single(one => one.Suggestion.Action == "kindness");
        again.Suggestion.Draft.Id.ShouldNotBe(taken.Id);
    }

    private static bool Fires(Tale tale, string action, Side us = Side.A, string at = Tale.Now) => Tale.Of(tale.Seen(us, at), action).Count > 0;

    private static bool Fires(Tale tale, string action, string about) =>
        Tale.Of(tale.Seen(), action) is [{ Entries: [var first, ..] }] && first.Value == about;

    private static Situation Drafting(Tale tale, Statement draft) => Drafting(tale, Side.A, draft);

    private static Situation Drafting(Tale tale, Side us, Statement draft) =>
        new(Course.Of(tale.Accepted().Accepted, Tale.At(Tale.Now)), us, Hours()) { Drafts = [draft] };

    private static Situation With(MapEvidence map) => new(Course.Of([], Tale.At(Tale.Now)), Side.A, Hours()) { Map = map };

    private static Interaction.Meeting Met(params string[] people) => new([.. people], 0);

    private static Sides<WorkingTime> Hours() =>
        HoursFile.Default.Select(hours => hours.Between(Tale.At(Tale.Now).AddDays(-190), Tale.At(Tale.Now)));

    private static string Decision(string by, string days, string outcome) => $$"""
        {"class":"credit","decided_by":"{{by}}","affects":[],"participation":{},"importance":"normal","circumstances":{"days":{{days}}},"outcome":"{{outcome}}"}
        """;

    private static string Proposed(string by, string affects, string say) => $$"""
        {"class":"terms","decided_by":"{{by}}","affects":["{{affects}}"],"participation":{"{{affects}}":"{{say}}"},"importance":"normal","circumstances":{},"outcome":"yes","status":"proposed"}
        """;

    private static string Choice(string by, string chosen) => $$"""
        {"class":"depot","decided_by":"{{by}}","affects":["A","B"],"participation":{"A":"consulted","B":"consulted"},"importance":"normal","circumstances":{},"outcome":"yes","options":{{Options}},"chosen":"{{chosen}}","status":"proposed"}
        """;
}
