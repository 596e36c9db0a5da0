using Shouldly;
using Tandem.Core.Measures;

namespace Tandem.Tests.Measures;

public sealed class KaplanMeierLaws
{
    [Fact]
    public void The_mean_without_one_wait_is_the_mean_of_the_others() =>
        Law.Holds((dice, size) =>
        {
            var times = KaplanMeier.Sorted(Enumerable.Range(0, size + 1).Select(_ => new ReplyTime(dice.Below(60), dice.Chance(0.7))));
            var without = dice.Below(times.Length);

            var expected = KaplanMeier.Of(times.Where((_, at) => at != without)).RestrictedMean;
            var mean = KaplanMeier.MeanWithout(times, without);

            (mean is null).ShouldBe(expected is null);
            (mean ?? 0).ShouldBe(expected ?? 0, 1e-9);
        });

    /// <summary>Half of an even number is half, whatever the running product makes of it.</summary>
    [Fact]
    public void The_median_of_any_even_number_of_answers_is_the_lower_of_the_middle_two()
    {
        for (var count = 2; count < 400; count += 2)
        {
            KaplanMeier.Of(Enumerable.Range(1, count).Select(hour => new ReplyTime(hour, true))).Median.ShouldBe(count / 2);
        }
    }
}
