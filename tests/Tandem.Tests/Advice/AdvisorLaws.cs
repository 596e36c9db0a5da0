using System.Text.Json.Nodes;
using Shouldly;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Advice;

/// <summary>What holds for all advice: it says what would really happen, the same to both sides, and leaves no trace.</summary>
public sealed class AdvisorLaws
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-6;
    private const int Cases = 12;

    private const string Depot = """
        {"class":"depot","decided_by":"A","affects":["A","B"],"participation":{"A":"consulted","B":"informed"},"importance":"major",
        "circumstances":{"days":0.1},"outcome":"yes","chosen":"ours","status":"proposed","options":[
        {"name":"ours","cost":{"A":{"amount":"10","currency":"SEK"},"B":{"amount":"60","currency":"SEK"}}},
        {"name":"joint","cost":{"A":{"amount":"25","currency":"SEK"},"B":{"amount":"30","currency":"SEK"}}}]}
        """;

    [Theory]
    [MemberData(nameof(Tales))]
    public void What_is_said_to_come_of_it_comes_of_it_when_the_entries_are_really_made(string name, Side us)
    {
        var situation = SituationOf(name, us);
        var counsel = Advisor.Advise(situation);

        ShouldBeAsRead(situation.Scores.All, ScoresOf(TaleOf(name).Accepted(), us), [], "as it is");
        foreach (var one in counsel.Recommendations)
        {
            var grown = TaleOf(name).Adds(one.Suggestion.Success.Entries.Select(entry => AdviceJson.LineOf(entry, "somebody")), Now);
            var changed = one.Effects.ToDictionary(effect => effect.Measure, effect => effect.After);
            var said = AdviceScores.Codes.Zip(situation.Scores.All, (code, before) => changed.TryGetValue(code, out var after) ? after : before);
            ShouldBeAsRead([.. said], ScoresOf(grown.Accepted(), us), one.Suggestion.Success.Then is null ? [] : ["consistency"], one.Suggestion.Action);
            _ = TaleOf(name).Adds(one.Suggestion.Failure.Entries.Select(entry => AdviceJson.LineOf(entry, "somebody")), Now).Accepted();
            _ = TaleOf(name).Adds([AdviceJson.LineOf(one.Suggestion.Draft, "somebody")], Now).Accepted();
        }
    }

    [Fact]
    public void Every_action_that_the_ledger_and_own_drafts_can_call_for_is_among_the_tales() =>
        Tales.SelectMany(tale => Advisor.Advise(SituationOf(tale.Data.Item1, tale.Data.Item2)).Recommendations)
            .Select(one => one.Suggestion.Action).Distinct()
            .ShouldBe(ActionCatalogue.All.Select(one => one.Action).Except(["time spent", "community", "follow-up", "passion"]), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Tales))]
    public void Each_side_gets_the_advice_that_the_other_would_get_in_its_place(string name, Side us)
    {
        var (said, mirrored) = (AdviceOf(SituationOf(name, us)), AdviceOf(SituationOf(name, us.Other, swapped: true)));

        Differences(Tale.Swap(said), mirrored, "").Take(10).ShouldBeEmpty();
    }

    [Fact]
    public void A_ledger_cut_anywhere_is_advised_on_alike_from_both_sides_and_keeps_no_trace() => Law.Holds((dice, _) =>
    {
        var whole = Tale.OfFile(Repository.PathOf("samples", "ledger.ndjson"));
        var cut = new Tale();
        foreach (var line in whole.Lines.Take(dice.Between(10, whole.Lines.Count)))
        {
            cut.Add(line);
        }

        var us = dice.Chance(0.5) ? Side.A : Side.B;
        var at = cut.Accepted().Accepted[^1].Recorded;
        var course = Course.Of(cut.Accepted().Accepted, at);
        var situation = new Situation(course, us, Hours(at));
        var before = MeasuresOf(course, at);

        var advice = AdviceOf(situation);

        MeasuresOf(course, at).ShouldBe(before);
        Differences(Tale.Swap(advice), AdviceOf(cut.Swapped().Seen(us.Other, Instant.Write(at))), "").Take(10).ShouldBeEmpty();
    }, Cases);

    [Theory]
    [MemberData(nameof(Tales))]
    public void Advice_changes_no_digit_of_the_shared_reading(string name, Side us)
    {
        var course = Course.Of(TaleOf(name).Accepted().Accepted, Now);
        var before = MeasuresOf(course, Now);

        _ = Advisor.Advise(new(course, us, Hours(Now)) { Drafts = DraftsOf(name, us) });

        MeasuresOf(course, Now).ShouldBe(before);
    }

    [Theory]
    [InlineData(8, 0, false)]
    [InlineData(0, 8, true)]
    public void Whoever_broke_most_promises_is_not_told_to_make_another(int kept, int broken, bool isRisky)
    {
        var tale = new Tale().GivesTenTimes(44, 56);
        for (var at = 0; at < kept + broken; at++)
        {
            tale = tale.Promises("A", $"p{at}", "2026-05-02", "2026-05-20")
                .Says("B", $"r{at}", "resolution", "2026-05-02", $$"""{"commitment":"p{{at}}","outcome":"{{(at < kept ? "kept" : "broken")}}"}""");
        }

        var counsel = Advisor.Advise(tale.Seen(Side.A, Instant.Write(Now)));

        counsel.Recommendations.Single(one => one.Suggestion.Action == "kindness").IsRisky.ShouldBe(isRisky);
        counsel.Recommendations.Select(one => one.Gain / one.Suggestion.EffortPoints).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void What_becomes_known_for_the_first_time_is_no_loss()
    {
        var tale = new Tale().GivesTenTimes(44, 56); // nobody promised anything: a kept promise makes trust .6, below the balance

        var kindness = Advisor.Advise(tale.Seen()).Recommendations.Single(one => one.Suggestion.Action == "kindness");

        kindness.Effects.ShouldContain(effect => effect.Measure == "their_trust" && effect.Before == null && effect.After > 0.5);
        kindness.IsRisky.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(3, 0, 0.8)]
    [InlineData(0, 3, 0.2)]
    [InlineData(1, 2, 0.4)]
    public void How_likely_an_ask_is_comes_from_those_that_got_a_yes_or_a_no(int yes, int no, double probability)
    {
        var tale = new Tale().Says("A", "open", "request", "2026-05-01", """{"from":"A"}""")
            .Says("A", "told", "request", "2026-05-01", """{"from":"A"}""")
            .Says("B", "told-answer", "response", "2026-05-02", """{"request":"told","answer":"answered"}""");
        for (var at = 0; at < yes + no; at++)
        {
            tale = tale.Says("A", $"q{at}", "request", "2026-05-02", """{"from":"A"}""")
                .Says("B", $"a{at}", "response", "2026-05-02", $$"""{"request":"q{{at}}","answer":"{{(at < yes ? "accepted" : "declined")}}"}""");
        }

        tale.Seen().AcceptanceRate.ShouldBe(probability, Close);
        tale.Seen(Side.B).AcceptanceRate.ShouldBe(0.5);
    }

    public static TheoryData<string, Side> Tales { get; } = new()
    {
        { "sample", Side.A }, { "sample", Side.B }, { "everything", Side.A }, { "everything", Side.B }, { "drafts", Side.A }, { "drafts", Side.B },
    };

    private static DateTimeOffset Now { get; } = Tale.At("2026-08-28T12:00:00Z");

    private static Situation SituationOf(string name, Side us, bool swapped = false)
    {
        var tale = swapped ? TaleOf(name).Swapped() : TaleOf(name);
        var drafts = DraftsOf(name, swapped ? us.Other : us);
        return new(Course.Of(tale.Accepted().Accepted, Now), us, Hours(Now))
        {
            Drafts = swapped ? [.. drafts.Select(Swapped)] : drafts,
        };
    }

    private static Statement Swapped(Statement draft) =>
        Line.Read(System.Text.Encoding.UTF8.GetBytes(Recorded(Tale.Swap(AdviceJson.LineOf(draft, "somebody"))!))).Statement!;

    private static string Recorded(JsonNode line)
    {
        line["recorded"] = line["occurred"]!.DeepClone();
        return line.ToJsonString();
    }

    private static Tale TaleOf(string name) => name switch
    {
        "everything" => Everything(),
        "drafts" => new Tale().GivesTenTimes(50, 50)
            .Says("B", "before", "decision", "2026-06-01", """{"class":"depot","decided_by":"B","affects":["A"],"participation":{"A":"agreed"},"importance":"normal","circumstances":{"days":0.1},"outcome":"no"}"""),
        _ => Tale.OfFile(Repository.PathOf("samples", "ledger.ndjson")),
    };

    private static System.Collections.Immutable.ImmutableArray<Statement> DraftsOf(string name, Side us) => name == "drafts" && us == Side.A
        ?
        [
            Tale.Draft("A", "depot", "decision", Depot),
            Tale.Draft("A", "flood", "risk", """{"bearer":"A","probability":0.2,"impact":{"amount":"400","currency":"SEK"}}"""),
        ]
        : [];

    /// <summary>A calls for most actions, B for those that only the side on the other end of it can take.</summary>
    private static Tale Everything() => new Tale()
        .GivesTenTimes(30, 70, "2026-05-01")
        .Promises("A", "late", "2026-05-02", "2026-05-10")
        .Says("B", "amount", "risk", "2026-05-03", """{"bearer":"B","probability":0.5,"impact":{"amount":"900","currency":"SEK"}}""")
        .Says("A", "saving", "benefit", "2026-05-04", """{"receiver":"B","expected":{"amount":"1000","currency":"SEK"},"start":"2026-05-05","due":"2026-07-05"}""")
        .Says("B", "saving-agreed", "confirmation", "2026-05-05", """{"of":"saving"}""")
        .Says("B", "saving-came", "realisation", "2026-06-05", """{"benefit":"saving","receiver":"B","worth":{"amount":"100","currency":"SEK"}}""")
        .Says("A", "depot", "decision", "2026-06-06", Depot)
        .Says("B", "credit-one", "decision", "2026-06-07", """{"class":"credit","decided_by":"B","affects":[],"participation":{},"importance":"normal","circumstances":{"days":0.1},"outcome":"yes"}""")
        .Says("A", "credit-two", "decision", "2026-06-08", """{"class":"credit","decided_by":"A","affects":[],"participation":{},"importance":"normal","circumstances":{"days":0.15},"outcome":"no"}""")
        .Says("A", "outage", "incident", "2026-06-10", """{"caused_by":"B","severity":"major"}""")
        .Says("B", "amends", "repair", "2026-06-12", """{"of":"outage"}""")
        .Promises("B", "file", "2026-06-13", "2026-09-30")
        .Says("B", "moved", "resolution", "2026-06-14", """{"commitment":"file","outcome":"renegotiated"}""")
        .Says("A", "hoped", "benefit", "2026-06-14", """{"receiver":"B","expected":{"amount":"500","currency":"SEK"},"start":"2026-06-15","due":"2026-07-15"}""")
        .Promises("A", "soon", "2026-06-15", "2026-09-01")
        .Says("A", "asked", "request", "2026-08-03T09:00:00Z", """{"from":"A"}""")
        .Says("B", "answered", "response", "2026-08-03T12:00:00Z", """{"request":"asked","answer":"answered"}""")
        .Says("B", "question", "request", "2026-08-04", """{"from":"B"}""");

    private static JsonObject AdviceOf(Situation situation) => AdviceJson.Of(Advisor.Advise(situation), "somebody");

    private static Sides<Core.Evidence.WorkingTime> Hours(DateTimeOffset at) =>
        LedgerFile.WorkingTimes(HoursFile.Default, at);

    private static string MeasuresOf(Course course, DateTimeOffset at) =>
        MeasuresJson.Of(SharedReading.Of(course, Hours(at)), 0, []).ToJsonString();

    /// <summary>The scores by their definitions, from the shared reading.</summary>
    private static double?[] ScoresOf(LedgerFile ledger, Side us)
    {
        var reading = ledger.ReadAt(Now, HoursFile.Default);
        var (trust, autonomy, waiting) = (reading.Trust[us.Other].Trust, reading.Autonomy[us.Other].Score, reading.Waiting[us].Curve);
        return
        [
            trust.IsKnown ? trust.Mean : null, Course.Of(ledger.Accepted, Now).Inputs().Value[us.Other], reading.Balance.Share.Reciprocity,
            waiting.Enough ? 1 - (waiting.RestrictedMean / 40) : null, autonomy.IsKnown ? autonomy.Mean : null, reading.Consistency.All.C,
            reading.Loyalty[us].Index.Value, reading.Equity.Year.Delta is { } delta ? 1 - Math.Min(1, 2 * Math.Abs(delta)) : null,
        ];
    }

    private static void ShouldBeAsRead(IReadOnlyList<double?> said, double?[] read, string[] but, string what)
    {
        foreach (var (at, code) in AdviceScores.Codes.Index().Where(score => !but.Contains(score.Item)))
        {
            said[at].HasValue.ShouldBe(read[at].HasValue, $"{what}: {code}");
            (said[at] ?? 0).ShouldBe(read[at] ?? 0, Close, $"{what}: {code}");
        }
    }

    private static IEnumerable<string> Differences(JsonNode? expected, JsonNode? found, string path) => (expected, found) switch
    {
        (JsonObject e, JsonObject f) => e.Select(m => m.Key).Union(f.Select(m => m.Key))
            .SelectMany(key => Differences(e[key], f[key], $"{path}/{key}")),
        (JsonArray e, JsonArray f) when e.Count == f.Count => e.Zip(f)
            .SelectMany((pair, at) => Differences(pair.First, pair.Second, $"{path}/{at}")),
        (JsonValue e, JsonValue f) when e.GetValueKind() == System.Text.Json.JsonValueKind.Number && f.GetValueKind() == e.GetValueKind() =>
            Math.Abs(NumberOf(e) - NumberOf(f)) <= CloseQuantile * Math.Max(1, Math.Abs(NumberOf(e)))
                ? [] : [$"{path}: {e} and {f}"],
        _ => expected?.ToJsonString() == found?.ToJsonString() ? [] : [$"{path}: {expected?.ToJsonString()} and {found?.ToJsonString()}"],
    };

    private static double NumberOf(JsonValue number) => double.Parse(number.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
}
