using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Measures;

/// <summary>What holds of every reading of every ledger.</summary>
public sealed class CourseLaws
{
    /// <summary>Of 1e-9: one part in a million million.</summary>
    private const double Tight = 1e-3;

    [Fact]
    public void A_course_that_lived_through_it_reads_as_one_that_is_made_anew() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var course = new Course();
        foreach (var statement in ledger.Accepted)
        {
            course.Add(statement);
            if (dice.Chance(0.3))
            {
                course.AdvanceTo(statement.Recorded.AddSeconds(dice.Below(30)));
            }
        }

        course.AdvanceTo(ledger.Later);

        ShouldRead(Json(course), Json(Course.Of(ledger.Accepted, ledger.Later)));
    }, cases: 120);

    [Fact]
    public void Swapping_the_sides_swaps_every_figure_and_changes_nothing_else() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var swapped = SomeLedger.Replayed(ledger.Lines.Select(SomeLedger.Swapped));
        swapped.Length.ShouldBe(ledger.Accepted.Count);

        var (here, there) = (Read(ledger.Accepted, ledger.Later), Read(swapped, ledger.Later));

        Figures(there, Side.B).ShouldBe(Figures(here, Side.A), 1e-9);
        Figures(there, Side.A).ShouldBe(Figures(here, Side.B), 1e-9);
        there.Checkpoints.Select(c => c.Label).ShouldBe(here.Checkpoints.Select(c => c.Label));
        there.EvidenceGrade.ShouldBe(here.EvidenceGrade);
        there.Claimed.ShouldBe(here.Claimed);
    }, cases: 120);

    [Fact]
    public void What_is_imagined_leaves_nothing_behind() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size + 1);
        var half = ledger.Accepted.Count / 2;
        var at = half == 0 ? ledger.Later : ledger.Accepted[half - 1].Recorded;
        var course = Course.Of(ledger.Accepted.Take(half), at);
        var before = Json(course);

        _ = course.Chronicle.Imagine(ledger.Accepted.Skip(half), chronicle => chronicle.Matters.Count);

        ShouldRead(Json(course), before);
        course.AdvanceTo(at.AddDays(200));
        ShouldRead(Json(course), Json(Course.Of(ledger.Accepted.Take(half), at.AddDays(200))));
    }, cases: 120);

    [Fact]
    public void What_is_imagined_is_what_would_be() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size + 1);
        var half = ledger.Accepted.Count / 2;
        var at = ledger.Later;
        ImmutableArray<Statement> drafts = [.. ledger.Accepted.Skip(half).Select(s => s with { Recorded = at })];
        var course = Course.Of(ledger.Accepted.Take(half), at);
        var really = Course.Of([.. ledger.Accepted.Take(half), .. drafts], at);

        var imagined = course.Chronicle.Imagine(drafts, _ => Figures(SharedReading.Of(course, Hours(at)), Side.A));

        imagined.ShouldBe(Figures(SharedReading.Of(really, Hours(at)), Side.A), 1e-9);
    }, cases: 120);

    [Fact]
    public void An_erased_text_changes_no_figure() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var without = SomeLedger.Replayed(ledger.Lines.Where(line => line["kind"]!.GetValue<string>() != "redaction"));

        Figures(Read(without, ledger.Later), Side.A).ShouldBe(Figures(Read(ledger.Accepted, ledger.Later), Side.A), 1e-12);
    }, cases: 60);

    [Fact]
    public void What_one_side_knows_from_its_own_mail_changes_nothing_that_both_share() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var file = new LedgerFile([.. ledger.Accepted], []);
        ImmutableArray<ReplyTime> own = [new(dice.Below(60), dice.Chance(0.5)), new(dice.Below(60), true)];
        var shared = MeasuresJson.Of(file.ReadAt(ledger.Later, HoursFile.Default), 0, []).ToJsonString();

        var onlyUs = MeasuresJson.Of(file.ReadAt(ledger.Later, HoursFile.Default, new(own, own)), 0, []);

        MeasuresJson.Of(file.ReadAt(ledger.Later, HoursFile.Default), 0, []).ToJsonString().ShouldBe(shared);
        foreach (var name in new[] { "responsiveness", "waiting_share_A" })
        {
            onlyUs[name] = JsonNode.Parse(shared)![name]?.DeepClone();
        }

        onlyUs.ToJsonString().ShouldBe(shared);
    }, cases: 40);

    [Fact]
    public void Contributions_add_up_to_the_figure() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var reading = Read(ledger.Accepted, ledger.Later);
        foreach (var measure in Enum.GetValues<MeasureCode>())
        {
            foreach (var side in new[] { Side.A, Side.B })
            {
                var figure = Readings.Of(reading, measure, side);
                if (figure is { Value: { } value, IsAdditive: true })
                {
                    figure.Because.Sum(reason => reason.Contribution).ShouldBe(value - figure.Neutral, 1e-9, $"{measure} of {side}");
                }
            }
        }
    }, cases: 120);

    [Fact]
    public void Without_an_entry_that_is_named_the_figure_is_another_one_and_without_any_other_the_same() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, Math.Min(size, 20));
        var at = ledger.Later;
        var reading = Read(ledger.Accepted, at);
        var named = reading.Trust.A.Items.Concat(reading.Trust.B.Items).ToArray();
        foreach (var item in named.Where(item => item.Weight > 1e-6 && Math.Abs(item.Contribution) > 1e-9).Take(3))
        {
            var less = Read(Without(ledger, item.Id), at);
            (less.Trust.A.Trust.Mean, less.Trust.B.Trust.Mean).ShouldNotBe((reading.Trust.A.Trust.Mean, reading.Trust.B.Trust.Mean));
        }

        var others = ledger.Accepted.Where(s => s.Fact is Contribution or Request or Transaction or Concession).Select(s => s.Id).Take(3);
        foreach (var other in others)
        {
            var less = Read(Without(ledger, other), at);
            less.Trust.A.Trust.Mean.ShouldBe(reading.Trust.A.Trust.Mean, 1e-12);
            less.Trust.B.Trust.Mean.ShouldBe(reading.Trust.B.Trust.Mean, 1e-12);
        }
    }, cases: 60);

    [Fact]
    public void A_kept_promise_never_lowers_trust_and_a_broken_one_never_raises_it() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var course = Course.Of(ledger.Accepted, ledger.Later);
        var before = TrustReading.Of(course.Chronicle, Side.A).Trust.Mean;

        course.Chronicle.Imagine(Promise("kept", course.Chronicle.At), c => TrustReading.Of(c, Side.A).Trust.Mean).ShouldBeGreaterThanOrEqualTo(before);
        course.Chronicle.Imagine(Promise("broken", course.Chronicle.At), c => TrustReading.Of(c, Side.A).Trust.Mean).ShouldBeLessThanOrEqualTo(before);
    }, cases: 120);

    [Fact]
    public void The_order_of_entries_that_say_nothing_of_each_other_does_not_matter() => Law.Holds((dice, size) =>
    {
        var ledger = SomeLedger.Of(dice, size);
        var at = ledger.Later;
        var alone = ledger.Lines.Where(line => line["kind"]!.GetValue<string>() is "contribution" or "commitment" or "incident" or "transaction" or "benefit")
            .Select(line => (JsonObject)line.DeepClone()).ToArray();
        foreach (var line in alone)
        {
            line["recorded"] = Instant.Write(Instant.Cut(at.AddDays(-1)));
        }

        var one = SomeLedger.Replayed(alone.Where(line => !line.ToJsonString().Contains("SEK", StringComparison.Ordinal)));
        var other = SomeLedger.Replayed(dice.Shuffled(alone).Where(line => !line.ToJsonString().Contains("SEK", StringComparison.Ordinal)));

        Figures(Read(other, at), Side.A).ShouldBe(Figures(Read(one, at), Side.A), 1e-9);
    }, cases: 120);

    private static ImmutableArray<Statement> Without(SomeLedger ledger, EntryId id)
    {
        var gone = new HashSet<string> { id.ToString() };
        return SomeLedger.Replayed(ledger.Lines.Where(line =>
        {
            var isGone = gone.Contains(line["id"]!.GetValue<string>())
                || line["body"]!.AsObject().Any(member => member.Value is JsonValue word && word.TryGetValue(out string? name) && gone.Contains(name!));
            if (isGone)
            {
                _ = gone.Add(line["id"]!.GetValue<string>());
            }

            return !isGone;
        }));
    }

    private static Statement[] Promise(string outcome, DateTimeOffset at)
    {
        var day = Instant.Write(Instant.Cut(at));
        return
        [
            .. SomeLedger.Replayed(
            [
                Line("promise", "commitment", "A", new() { ["by"] = "B", ["due"] = day, ["importance"] = "normal" }),
                Line("said", "resolution", "A", new() { ["commitment"] = "promise", ["outcome"] = outcome }),
                Line("yes", "confirmation", "B", new() { ["of"] = "promise" }),
                Line("yes-too", "confirmation", "B", new() { ["of"] = "said" }),
            ]),
        ];

        JsonObject Line(string id, string kind, string side, JsonObject body) => new()
        {
            ["id"] = id,
            ["kind"] = kind,
            ["side"] = side,
            ["by"] = "x",
            ["occurred"] = day,
            ["recorded"] = day,
            ["body"] = body,
        };
    }

    private static SharedReading Read(IEnumerable<Statement> statements, DateTimeOffset at) => SharedReading.Of(Course.Of(statements, at), Hours(at));

    private static Sides<WorkingTime> Hours(DateTimeOffset at) => LedgerFile.WorkingTimes(HoursFile.Default, at);

    private static string Json(Course course) =>
        MeasuresJson.Of(SharedReading.Of(course, Hours(course.Chronicle.At)), 0, []).ToJsonString();

    private static void ShouldRead(string found, string expected)
    {
        var (there, here) = (JsonDocument.Parse(found).RootElement, JsonDocument.Parse(expected).RootElement);
        Difference.Between(here, there, loosened: Tight).Take(10).ShouldBeEmpty();
        Displayed(there).ShouldBe(Displayed(here));
    }

    /// <summary>Every number as a person sees it.</summary>
    private static string Displayed(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble().ToString("0.00", CultureInfo.InvariantCulture),
        JsonValueKind.Object => string.Join(',', element.EnumerateObject().Select(m => $"{m.Name}:{Displayed(m.Value)}")),
        JsonValueKind.Array => string.Join(',', element.EnumerateArray().Select(Displayed)),
        _ => element.ToString(),
    };

    /// <summary>The figures of a side and those it has a share in, all seen from that side.</summary>
    private static double[] Figures(SharedReading r, Side side)
    {
        double?[] figures =
        [
            r.Trust[side].Trust.Mean, r.Trust[side].Trust.Interval.Low, r.Trust[side].KeptRate.Mean, r.Trust[side].Acknowledged,
            r.Trust[side].IfUpheld.Mean, r.Trust[side].Claimed.Information,
            Share(r.Balance.Share.ShareOfA), r.Balance.Share.EffectiveCount, r.Balance.Share.InBand, Share(r.BalanceIfUpheld.ShareOfA),
            r.Autonomy[side].Score.Mean, Share(r.Concessions.Share.ShareOfA), r.RiskShift.UnconsentedOnto[side],
            r.Consistency.All.C, r.Consistency.Cross.C,
            r.Loyalty[side].Index.Value, side == Side.A ? r.Equity.Year.Delta : -r.Equity.Year.Delta, r.Equity.Rewards[side], r.Equity.Inputs[side],
            side == Side.A ? r.Equity.Drift.Up : r.Equity.Drift.Down, r.Value[side].Ratio, r.Value[side].Perceived, r.Value[side].Gap,
            r.Waiting[side].Curve.RestrictedMean, Share(r.WaitingShare.ShareOfA),
            r.Obligations[side].Sum(o => o.Obligation.Worth * o.Obligation.Weight),
            r.Perception.Bias[side], r.Perception.Overclaim,
        ];
        return [.. figures.Select(figure => figure ?? -1)];

        double? Share(double? ofA) => side == Side.A ? ofA : 1 - ofA;
    }
}
