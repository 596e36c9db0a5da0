using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tandem.Core.Measures;

/// <summary>
/// What each side put into each of many relationships, decayed: sums for a whole portfolio at once, from columns that lie
/// in memory. Entries later than the instant asked for count nothing, nor do those of more than 1022 half-lives ago.
/// </summary>
/// <remarks>
/// The amounts are weighed at the speed of memory; nearly all the time goes into adding each to one of the sums, which are
/// more than a processor's inner caches hold. So a block's sums are fetched while its amounts are weighed. A second
/// part reads all columns again and gained nothing on a busy machine, so one is the default.
/// bench/results.md has the figures.
/// </remarks>
public sealed class DecayedColumns
{
    private const int Block = 4096;
    private const int Lanes = 8;
    private const int SelectLanes = 16;
    private const int Sides = 2;
    private const double LeastExponent = -1022;

    private readonly int relationships;
    private readonly int[] relationship;
    private readonly byte[] side;
    private readonly double[] amount;
    private readonly double[] days;

    /// <summary>Columns of one length, an entry in a row; they are read again for every sum and must stay as they are.</summary>
    /// <param name="relationships">How many there are.</param>
    /// <param name="relationship">From 0.</param>
    /// <param name="side">0 for A, 1 for B.</param>
    /// <param name="amount">Already multiplied by its attestation.</param>
    /// <param name="days">The effective time, in days since any one instant.</param>
    public DecayedColumns(int relationships, int[] relationship, byte[] side, double[] amount, double[] days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(relationships);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(relationships, Array.MaxLength / Sides);
        if (side.Length != relationship.Length || amount.Length != relationship.Length || days.Length != relationship.Length)
        {
            throw new ArgumentException(
                $"Columns of different lengths: {relationship.Length}, {side.Length}, {amount.Length}, {days.Length}.");
        }

        Check(nameof(relationship), relationships == 0
            ? (relationship.Length == 0 ? -1 : 0)
            : relationship.AsSpan().IndexOfAnyExceptInRange(0, relationships - 1));
        Check(nameof(side), side.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Sides - 1)));
        Check(nameof(amount), Array.FindIndex(amount, number => !double.IsFinite(number)));
        Check(nameof(days), Array.FindIndex(days, number => !double.IsFinite(number)));
        (this.relationships, this.relationship, this.side) = (relationships, relationship, side);
        (this.amount, this.days) = (amount, days);
    }

    /// <summary>
    /// The sum of side A of a relationship at 2r, that of side B at 2r + 1. Each is added up in the order of the entries, so
    /// that the number of parts changes no bit of it.
    /// </summary>
    /// <param name="now">In days, as the columns are.</param>
    /// <param name="halfLifeDays">After which an amount counts half.</param>
    /// <param name="parts">How many parts of the relationships may be summed at the same time; each reads all columns.</param>
    /// <param name="forEach">Runs them; one after the other if left out.</param>
    public double[] SumsAt(double now, double halfLifeDays, int parts = 1, ForEachPart? forEach = null)
    {
        if (!double.IsFinite(now) || !double.IsFinite(halfLifeDays) || halfLifeDays <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(halfLifeDays), (now, halfLifeDays), "An instant and a positive half-life.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        var sums = new double[Sides * relationships];
        (forEach ?? OneAfterTheOther)(parts, part => Sum(FirstOf(part), FirstOf(part + 1), now, halfLifeDays, sums));
        return sums;

        int FirstOf(int part) => (int)((long)relationships * part / parts);
    }

    private static void Check(string column, int firstBad)
    {
        if (firstBad >= 0)
        {
            throw new ArgumentException($"Row {firstBad} of the column '{column}' is out of range.", column);
        }
    }

    private static void OneAfterTheOther(int parts, Action<int> run)
    {
        for (var part = 0; part < parts; part++)
        {
            run(part);
        }
    }

    /// <summary>Adds up the relationships from the first to the one before the end.</summary>
    private void Sum(int first, int end, double now, double halfLifeDays, double[] all)
    {
        if (first == end)
        {
            return;
        }

        var sums = all.AsSpan(Sides * first, Sides * (end - first));
        var (keys, rows, weighed) = (new int[Block + SelectLanes], new int[Block + SelectLanes], new double[Block]);
        for (var from = 0; from < relationship.Length; from += Block)
        {
            var length = Math.Min(Block, relationship.Length - from);
            var count = Select(from, length, first, end, keys, rows);
            if (count == 0)
            {
                continue;
            }

            Fetch(sums, keys.AsSpan(0, count));
            Weigh(amount.AsSpan(from, length), days.AsSpan(from, length), now, halfLifeDays, weighed);
            for (var at = 0; at < count; at++)
            {
                sums[keys[at]] += weighed[rows[at]];
            }
        }
    }

    /// <summary>Which rows of a block belong to these relationships, and to which sum; without a branch to mispredict.</summary>
    private int Select(int from, int length, int first, int end, int[] keys, int[] rows)
    {
        var ofBlock = relationship.AsSpan(from, length);
        var sides = side.AsSpan(from, length);
        var (count, row) = (0, 0);
        for (; Avx512F.IsSupported && row + SelectLanes <= length; row += SelectLanes)
        {
            count += SelectSixteen(ofBlock[row..], sides[row..], row, first, end, keys.AsSpan(count), rows.AsSpan(count));
        }

        for (; row < ofBlock.Length; row++)
        {
            unchecked
            {
                var own = ofBlock[row] - first;
                keys[count] = (Sides * own) + sides[row];
                rows[count] = row;
                count += (uint)own < (uint)(end - first) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The same for sixteen rows at once. What stands behind those selected is overwritten by the next.</summary>
    private static int SelectSixteen(ReadOnlySpan<int> relationship, ReadOnlySpan<byte> side, int row, int first, int end,
        Span<int> keys, Span<int> rows)
    {
        var own = Vector512.Create(relationship) - Vector512.Create(first);
        var isOwn = Vector512.LessThan(own.AsUInt32(), Vector512.Create((uint)(end - first))).AsInt32();
        var key = own + own + Avx512F.ConvertToVector512Int32(Vector128.Create(side));
        Avx512F.Compress(Vector512<int>.Zero, isOwn, key).CopyTo(keys);
        Avx512F.Compress(Vector512<int>.Zero, isOwn, Vector512<int>.Indices + Vector512.Create(row)).CopyTo(rows);
        return BitOperations.PopCount(isOwn.ExtractMostSignificantBits());
    }

    /// <summary>A hint to the processor: it reads and changes nothing, and where it is missing the sums are the same.</summary>
    private static unsafe void Fetch(Span<double> sums, ReadOnlySpan<int> keys)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        fixed (double* start = sums)
        {
            foreach (var key in keys)
            {
                Sse.Prefetch0(start + key);
            }
        }
    }

    private static void Weigh(ReadOnlySpan<double> amounts, ReadOnlySpan<double> days, double now, double halfLifeDays, Span<double> weighed)
    {
        var whole = amounts.Length - (amounts.Length % Lanes);
        for (var at = 0; at < whole; at += Lanes)
        {
            Weighed(Vector512.Create(amounts[at..]), Vector512.Create(days[at..]), now, halfLifeDays).CopyTo(weighed[at..]);
        }

        // The rest, filled up to a whole vector: a row weighs the same wherever it stands.
        Span<double> lastAmounts = stackalloc double[Lanes];
        Span<double> lastDays = stackalloc double[Lanes];
        lastAmounts.Clear();
        lastDays.Fill(now);
        amounts[whole..].CopyTo(lastAmounts);
        days[whole..].CopyTo(lastDays);
        Weighed(Vector512.Create<double>(lastAmounts), Vector512.Create<double>(lastDays), now, halfLifeDays).CopyTo(lastAmounts);
        lastAmounts[..(amounts.Length - whole)].CopyTo(weighed[whole..]);
    }

    private static Vector512<double> Weighed(Vector512<double> amounts, Vector512<double> days, double now, double halfLifeDays)
    {
        var exponents = (days - Vector512.Create(now)) / Vector512.Create(halfLifeDays);
        var outside = Vector512.GreaterThan(exponents, Vector512<double>.Zero)
            | Vector512.LessThan(exponents, Vector512.Create(LeastExponent));
        return Vector512.AndNot(amounts * PowerOfTwo.Of(exponents), outside);
    }
}
