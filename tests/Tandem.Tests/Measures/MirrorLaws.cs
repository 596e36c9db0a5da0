using Shouldly;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>Swapping the two sides swaps every figure and changes nothing else.</summary>
public sealed class MirrorLaws
{
    private const double Close = 1e-9;

    [Fact]
    public void The_waiting_share_of_one_side_is_what_the_other_leaves() => Law.Holds((dice, size) =>
    {
        var (a, b) = (SomeCurve(dice, size), SomeCurve(dice, size));

        var (share, mirrored) = (WaitingShare.Of(a, b), WaitingShare.Of(b, a));

        mirrored.ShareOfA.ShouldBeNear(1 - share.ShareOfA, Close);
        (mirrored.Interval?.Low).ShouldBeNear(1 - share.Interval?.High, Close);
        (mirrored.Interval?.High).ShouldBeNear(1 - share.Interval?.Low, Close);
        mirrored.Enough.ShouldBe(share.Enough);
    });

    [Fact]
    public void Who_starts_is_mirrored_with_its_interval() => Law.Holds((dice, size) =>
    {
        var (a, b) = (dice.Below(size + 1), dice.Below(size + 1));

        var (share, mirrored) = (Initiation.Of(a, b), Initiation.Of(b, a));

        mirrored.Began.ShouldBe(share.Began.Swapped);
        mirrored.ShareOfA.ShouldBeNear(1 - share.ShareOfA, Close);
        mirrored.Interval.Low.ShouldBe(1 - share.Interval.High, 1e-7);
        mirrored.Interval.High.ShouldBe(1 - share.Interval.Low, 1e-7);
    });

    [Fact]
    public void The_balance_is_mirrored_with_its_parts() => Law.Holds((dice, size) =>
    {
        BalanceItem[] items = [.. Enumerable.Range(0, size).Select(_ => SomeItem(dice))];

        var balance = BalanceShare.Of(items);
        var mirrored = BalanceShare.Of([.. items.Select(item => item with { Side = item.Side.Other })]);

        mirrored.Totals.ShouldBe(balance.Totals.Swapped);
        mirrored.ShareOfA.ShouldBeNear(1 - balance.ShareOfA, Close);
        mirrored.Reciprocity.ShouldBeNear(balance.Reciprocity, Close);
        mirrored.EffectiveCount.ShouldBe(balance.EffectiveCount, Close);
        mirrored.Contributions.ShouldBe(balance.Contributions.Select(part => -part), Close);
    }, cases: 100);

    [Fact]
    public void The_parts_of_a_balance_add_up_to_it() => Law.Holds((dice, size) =>
    {
        var balance = BalanceShare.Of([.. Enumerable.Range(0, size).Select(_ => SomeItem(dice))]);

        (balance.ShareOfA ?? 0.5).ShouldBe(0.5 + balance.Contributions.Sum(), Close);
    }, cases: 100);

    [Fact]
    public void A_curve_does_not_depend_on_the_order_of_its_waits() => Law.Holds((dice, size) =>
    {
        var times = SomeTimes(dice, size);

        var (curve, shuffled) = (KaplanMeier.Of(times), KaplanMeier.Of(dice.Shuffled(times)));

        shuffled.Steps.ShouldBe(curve.Steps);
        shuffled.RestrictedMean.ShouldBe(curve.RestrictedMean);
        shuffled.StandardError.ShouldBe(curve.StandardError);
    });

    [Fact]
    public void A_curve_falls_and_its_mean_stays_within_the_horizon() => Law.Holds((dice, size) =>
    {
        var curve = SomeCurve(dice, size);

        curve.Steps.Select(step => step.StillWaiting)
            .ShouldBe(curve.Steps.Select(step => step.StillWaiting).OrderDescending());
        (curve.RestrictedMean ?? 0).ShouldBeInRange(0, KaplanMeier.HorizonHours + Close);
        (curve.IgnoredRate ?? 0).ShouldBeInRange(0, 1);
    });

    [Fact]
    public void Where_every_wait_was_answered_the_mean_is_the_plain_one() => Law.Holds((dice, size) =>
    {
        ReplyTime[] times = [.. SomeTimes(dice, size + 1).Select(time => time with { IsAnswered = true })];

        var mean = times.Average(time => Math.Min(time.Hours, KaplanMeier.HorizonHours));

        KaplanMeier.Of(times).RestrictedMean.ShouldBeNear(mean, Close);
    });

    [Fact]
    public void Silence_counts_at_least_as_much_as_an_answer_at_the_same_time() => Law.Holds((dice, size) =>
    {
        var times = SomeTimes(dice, size + 1);
        var at = dice.Below(times.Length);
        ReplyTime[] silent = [.. times];
        silent[at] = silent[at] with { IsAnswered = false };

        var (mean, longer) = (KaplanMeier.Of(times).RestrictedMean!.Value,
            KaplanMeier.Of(silent).RestrictedMean!.Value);

        longer.ShouldBeGreaterThanOrEqualTo(mean - Close);
    });

    private static KaplanMeier SomeCurve(Dice dice, int size) => KaplanMeier.Of(SomeTimes(dice, size));

    /// <summary>Quarters of hours, so that ties are common.</summary>
    private static ReplyTime[] SomeTimes(Dice dice, int size) =>
        [.. Enumerable.Range(0, size).Select(_ => new ReplyTime(dice.Below(240) / 4.0, dice.Chance(0.7)))];

    private static BalanceItem SomeItem(Dice dice) =>
        new(dice.Pick([Side.A, Side.B]), dice.Below(10_000), dice.Below(1000), dice.Pick([1, 0.5, 0]));
}
