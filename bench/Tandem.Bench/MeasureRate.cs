using System.Diagnostics;
using System.Globalization;
using Tandem.Core.Measures;

namespace Tandem.Bench;

/// <summary>
/// A ledger of some size read from its first entry on, one more entry, and what is shown after it. bench/measures.sh:
/// <c>measures ENTRIES ROUNDS</c>.
/// </summary>
internal static class MeasureRate
{
    private const int More = 2000;

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
                Say($"rebuild\t{entries}\t{rebuilt.TotalMilliseconds:R}\t{(Busy - busy).TotalMilliseconds:R}\t{(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:R}");
            }

            foreach (var statement in statements[entries..])
            {
                start = Stopwatch.GetTimestamp();
                course.Add(statement);
                course.AdvanceTo(statement.Recorded);
                var added = Stopwatch.GetElapsedTime(start);
                if (round > 0)
                {
                    Say($"one more\t{entries}\t{added.TotalMicroseconds:R}");
                }
            }
        }
    }

    /// <summary>The processor time of all threads: what the work takes when others use the machine, too.</summary>
    private static TimeSpan Busy => Environment.CpuUsage.TotalTime;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
