using System.Runtime.Intrinsics;
using Shouldly;
using Tandem.Core.Measures;

namespace Tandem.Tests.Measures;

/// <summary>Sums over columns are what adding up row by row gives, however they are divided.</summary>
public sealed class DecayedColumnsLaws
{
    private const double Now = 4000;
    private const double HalfLife = 365;

    [Fact]
    public void Powers_of_two_are_within_1e_13_of_Math_Pow()
    {
        const int Points = 2_000_000;
        var worst = 0.0;
        for (var at = 0; at < 2 * Points; at += Vector512<double>.Count)
        {
            // Once over the whole range and once as densely where most ages lie.
            var least = Vector512.Create(at < Points ? -1022.0 : -20.0);
            var exponents = least * (Vector512<double>.Indices + Vector512.Create((double)(at % Points))) / Vector512.Create((double)Points);
            var powers = PowerOfTwo.Of(exponents);
            for (var lane = 0; lane < Vector512<double>.Count; lane++)
            {
                worst = Math.Max(worst, Math.Abs((powers[lane] / Math.Pow(2, exponents[lane])) - 1));
            }
        }

        worst.ShouldBeLessThanOrEqualTo(1e-13);
    }

    [Fact]
    public void Whole_half_lives_are_exact()
    {
        for (var exponent = -1022; exponent <= 1023; exponent++)
        {
            PowerOfTwo.Of(Vector512.Create((double)exponent))[0].ShouldBe(Math.ScaleB(1, exponent));
        }
    }

    [Fact]
    public void The_sums_are_those_of_adding_up_row_by_row() => Law.Holds((dice, size) =>
    {
        var (relationships, rows) = SomeRows(dice, size);

        var sums = ColumnsOf(relationships, rows).SumsAt(Now, HalfLife);

        sums.Length.ShouldBe(2 * relationships);
        foreach (var (sum, slow) in sums.Zip(SlowSums(relationships, rows)))
        {
            sum.ShouldBe(slow, 1e-9);
        }
    });

    [Fact]
    public void The_number_of_parts_and_who_runs_them_changes_no_bit() => Law.Holds((dice, size) =>
    {
        var (relationships, rows) = SomeRows(dice, size);
        var columns = ColumnsOf(relationships, rows);

        var alone = columns.SumsAt(Now, HalfLife);

        columns.SumsAt(Now, HalfLife, 1 + dice.Below(9)).ShouldBe(alone);
        columns.SumsAt(Now, HalfLife, 1 + dice.Below(9), (parts, part) => Parallel.For(0, parts, part)).ShouldBe(alone);
    });

    [Fact]
    public void A_row_weighs_the_same_wherever_it_stands() => Law.Holds((dice, size) =>
    {
        var row = new Row(0, (byte)dice.Below(2), dice.Below(10_000), dice.Unit() * Now);
        Row[] before = [.. Enumerable.Range(0, size).Select(_ => new Row(1, 0, 1, dice.Unit() * Now))];

        var sums = ColumnsOf(2, [.. before, row]).SumsAt(Now, HalfLife);

        sums[row.Side].ShouldBe(ColumnsOf(1, [row]).SumsAt(Now, HalfLife)[row.Side]);
    });

    [Fact]
    public void Many_blocks_and_a_rest_are_added_up_too()
    {
        Row[] rows = [.. Enumerable.Range(0, 20_003).Select(at => new Row(at % 3, (byte)(at % 5 % 2), at, Now))];

        ColumnsOf(3, rows).SumsAt(Now, HalfLife, parts: 2).ShouldBe(SlowSums(3, rows));
    }

    [Theory]
    [InlineData(Now + 0.001, 0)]           // later than the instant asked for
    [InlineData(Now, 8)]
    [InlineData(Now - HalfLife, 4)]
    [InlineData(Now - (1022 * HalfLife), 8 * 2.2250738585072014e-308)]
    [InlineData(Now - (1022.5 * HalfLife), 0)]
    [InlineData(1e300, 0)]
    [InlineData(-1e300, 0)]
    public void What_an_amount_of_eight_still_counts(double days, double counts) =>
        ColumnsOf(1, [new(0, 1, 8, days)]).SumsAt(Now, HalfLife).ShouldBe([0, counts]);

    [Fact]
    public void Columns_that_do_not_fit_are_thrown_out()
    {
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [0, 1], [1], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [0], [], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [0], [1], []));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [1], [0], [1], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [-1], [0], [1], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(0, [0], [0], [1], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [2], [1], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [0], [double.NaN], [1]));
        Should.Throw<ArgumentException>(() => new DecayedColumns(1, [0], [0], [1], [double.PositiveInfinity]));
        Should.Throw<ArgumentOutOfRangeException>(() => new DecayedColumns(-1, [], [], [], []));
        Should.Throw<ArgumentOutOfRangeException>(() => ColumnsOf(1, []).SumsAt(Now, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => ColumnsOf(1, []).SumsAt(double.NaN, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => ColumnsOf(1, []).SumsAt(Now, 1, parts: 0));
    }

    private static (int Relationships, Row[] Rows) SomeRows(Dice dice, int size)
    {
        var relationships = 1 + dice.Below(size + 1);
        return (relationships,
            [.. Enumerable.Range(0, size * 10).Select(_ => new Row(
                dice.Below(relationships), (byte)dice.Below(2), dice.Below(10_000) - 100, dice.Unit() * (Now + 50)))]);
    }

    private static DecayedColumns ColumnsOf(int relationships, Row[] rows) => new(relationships,
        [.. rows.Select(row => row.Relationship)], [.. rows.Select(row => row.Side)],
        [.. rows.Select(row => row.Amount)], [.. rows.Select(row => row.Days)]);

    private static double[] SlowSums(int relationships, Row[] rows)
    {
        var sums = new double[2 * relationships];
        foreach (var row in rows.Where(row => row.Days <= Now))
        {
            sums[(2 * row.Relationship) + row.Side] += row.Amount * Math.Pow(2, -(Now - row.Days) / HalfLife);
        }

        return sums;
    }

    private readonly record struct Row(int Relationship, byte Side, double Amount, double Days);
}
