using Shouldly;

namespace Tandem.Tests;

public sealed class LawTests
{
    [Fact]
    public void Small_cases_come_first_and_the_largest_comes_last()
    {
        var sizes = new List<int>();

        Law.Holds((_, size) => sizes.Add(size));

        sizes[0].ShouldBe(0);
        sizes.ShouldBe(sizes.Order());
        sizes[^1].ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_broken_law_says_its_seed_and_the_seed_breaks_it_again()
    {
        var failed = Should.Throw<LawBrokenException>(() =>
            Law.Holds((dice, size) => size < 20 || dice.Below(10) != 3));

        var (seed, size) = failed.Message.Split('=')[1].Split(':') is [var s, var n]
            ? (ulong.Parse(s, null), int.Parse(n, null)) : default;
        size.ShouldBeGreaterThanOrEqualTo(20);
        new Dice(seed).Below(10).ShouldBe(3);
    }

    [Fact]
    public void Dice_roll_what_their_authors_say()
    {
        var dice = new Dice(0); // the state after splitmix64 from 0; first outputs of the authors' reference program in C

        dice.Next().ShouldBe(0x99ec5f36cb75f2b4UL);
        dice.Next().ShouldBe(0xbf6e1f784956452aUL);
    }

    [Fact]
    public void A_shuffle_loses_nothing() => Law.Holds((dice, size) =>
        dice.Shuffled(Enumerable.Range(0, size)).Order().SequenceEqual(Enumerable.Range(0, size)));
}
