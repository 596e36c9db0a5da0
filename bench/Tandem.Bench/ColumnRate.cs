using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tandem.Core.Measures;

namespace Tandem.Bench;

/// <summary>
/// The decayed sums of a portfolio, beside reading the same columns and doing nothing with them. bench/columns.sh has other
/// programs do the same on the same files: <c>columns write FOLDER ENTRIES RELATIONSHIPS</c>, then
/// <c>columns sum FOLDER RELATIONSHIPS REPETITIONS</c>.
/// </summary>
internal static class ColumnRate
{
    private const double Now = 3650;
    private const double HalfLife = 365;
    private const ulong Seed = 42;

    /// <summary>In no order, so that every row goes to another sum: the worst case.</summary>
    public static void Write(string folder, int entries, int relationships)
    {
        var (relationship, side) = (new int[entries], new byte[entries]);
        var (amount, days) = (new double[entries], new double[entries]);
        var dice = new Dice(Seed);
        for (var at = 0; at < entries; at++)
        {
            relationship[at] = (int)(dice.Next() % (ulong)relationships);
            side[at] = (byte)(dice.Next() >> 63);
            amount[at] = dice.Next() % 1_000_000 / 100.0;
            days[at] = dice.Next() % (ulong)(Now * 86400) / 86400.0;
        }

        _ = Directory.CreateDirectory(folder);
        WriteColumn<int>(folder, "relationship.i32", relationship);
        WriteColumn<byte>(folder, "side.u8", side);
        WriteColumn<double>(folder, "amount.f64", amount);
        WriteColumn<double>(folder, "days.f64", days);
    }

    public static void Sum(string folder, int relationships, int repetitions)
    {
        var (relationship, side) = (ReadColumn<int>(folder, "relationship.i32"), ReadColumn<byte>(folder, "side.u8"));
        var (amount, days) = (ReadColumn<double>(folder, "amount.f64"), ReadColumn<double>(folder, "days.f64"));
        var columns = new DecayedColumns(relationships, relationship, side, amount, days);
        var threads = Environment.ProcessorCount;
        Time($"Tandem, {threads} threads", repetitions, () => columns.SumsAt(Now, HalfLife, threads, InParallel));
        Time("Tandem, 1 thread", repetitions, () => columns.SumsAt(Now, HalfLife));
        Time($"read only, {threads} threads", repetitions, () => ReadAll(relationship, side, amount, days, threads));
        Time("read only, 1 thread", repetitions, () => ReadAll(relationship, side, amount, days, 1));
        Time("Tandem, checking the columns once", repetitions, () => new DecayedColumns(relationships, relationship, side, amount, days));
        var sums = columns.SumsAt(Now, HalfLife);
        Say($"=\tTandem\t{sums.Sum():R}\t{sums.Select((sum, key) => sum * (key % 1009)).Sum():R}");
    }

    private static void InParallel(int parts, Action<int> part) => Parallel.For(0, parts, part);

    /// <summary>Every byte once, each thread its share of each column: what the machine's memory allows.</summary>
    private static ulong[] ReadAll(int[] relationship, byte[] side, double[] amount, double[] days, int threads)
    {
        var seen = new ulong[threads];
        InParallel(threads, part => seen[part] = Mixed<int>(relationship, part, threads) ^ Mixed<byte>(side, part, threads)
            ^ Mixed<double>(amount, part, threads) ^ Mixed<double>(days, part, threads));
        return seen;
    }

    private static ulong Mixed<T>(T[] column, int part, int parts)
        where T : struct
    {
        var all = MemoryMarshal.Cast<T, Vector512<ulong>>(column);
        var (first, end) = ((int)((long)all.Length * part / parts), (int)((long)all.Length * (part + 1) / parts));
        var (one, other) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var own = all[first..end];
        for (var at = 0; at + 1 < own.Length; at += 2)
        {
            one ^= own[at];
            other ^= own[at + 1];
        }

        return Vector512.Sum(one ^ other);
    }

    private static void Time(string what, int repetitions, Func<object> work)
    {
        for (var at = 0; at <= repetitions; at++)
        {
            var start = Stopwatch.GetTimestamp();
            GC.KeepAlive(work());
            if (at > 0)
            {
                Say($"{what}\t{Stopwatch.GetElapsedTime(start).TotalMilliseconds:R}");
            }
        }
    }

    private static void WriteColumn<T>(string folder, string name, ReadOnlySpan<T> column)
        where T : struct => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(column));

    private static T[] ReadColumn<T>(string folder, string name)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
