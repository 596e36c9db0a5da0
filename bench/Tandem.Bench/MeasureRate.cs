using System.Diagnostics;
using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Bench;

/// <summary>
/// A ledger of some size read from its first entry on, one more entry, and what is shown after it. bench/measures.sh:
/// <c>measures ENTRIES ROUNDS</c>.
/// </summary>
internal static class MeasureRate
{
    private const int More = 2000;

    private static readonly Sides<WorkingTime> Hours = Sides.Of(_ => new WorkingTime([.. WorkingDays()]));

    public static void Run(int entries, int rounds)
    {
        var statements = FiveYears.Of(entries, More);
        var ledger = statements[..entries];
        var at = ledger[^1].Recorded;
        for (var round = 0; round <= rounds; round++)
        {
            GC.Collect();
            var (start, busy, paused) = (Stopwatch.GetTimestamp(), Busy, GC.GetTotalPauseDuration());
            var course = Course.Of(ledger, at);
            var rebuilt = Stopwatch.GetElapsedTime(start);
            if (round > 0)
            {
                Say($"rebuild\t{entries}\t{rebuilt.TotalMilliseconds:R}");
                Say($"rebuild, processor time\t{entries}\t{(Busy - busy).TotalMilliseconds:R}");
                Say($"rebuild, of it memory taken back\t{entries}\t{(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:R}");
            }

            var isFirst = true;
            foreach (var statement in statements[entries..])
            {
                start = Stopwatch.GetTimestamp();
                course.Add(statement);
                course.AdvanceTo(statement.Recorded);
                var added = Stopwatch.GetElapsedTime(start);
                start = Stopwatch.GetTimestamp();
                _ = Displayed.Of(course, Hours);
                var shown = Stopwatch.GetElapsedTime(start);
                if (round > 0)
                {
                    Say($"{(isFirst ? "first shown" : "shown")}\t{entries}\t{shown.TotalMicroseconds:R}");
                    Say($"one more\t{entries}\t{added.TotalMicroseconds:R}");
                }

                isFirst = false;
            }
        }
    }

    /// <summary>Nine to five from Monday to Friday.</summary>
    private static IEnumerable<(long Start, long End)> WorkingDays()
    {
        for (var day = FiveYears.Start.Date; day < FiveYears.End.AddYears(10); day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                var start = new DateTimeOffset(day, TimeSpan.Zero).AddHours(9).ToUnixTimeSeconds();
                yield return (start, start + (8 * 3600));
            }
        }
    }

    /// <summary>The processor time of all threads: what the work takes when others use the machine, too.</summary>
    private static TimeSpan Busy => Environment.CpuUsage.TotalTime;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
