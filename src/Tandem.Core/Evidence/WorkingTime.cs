namespace Tandem.Core.Evidence;

/// <summary>
/// The working time of one side, as disjoint intervals in UTC, handed in by the shell (which knows the time zones).
/// Outside the intervals no time passes.
/// </summary>
public sealed class WorkingTime
{
    private readonly long[] starts;
    private readonly long[] ends;
    private readonly double[] before; // hours worked before each start

    /// <param name="intervals">Seconds since 1970, sorted, disjoint, each end after its start.</param>
    public WorkingTime(IReadOnlyList<(long Start, long End)> intervals)
    {
        (starts, ends, before) = (new long[intervals.Count], new long[intervals.Count], new double[intervals.Count]);
        var seconds = 0L;
        for (var at = 0; at < intervals.Count; at++)
        {
            (starts[at], ends[at]) = intervals[at];
            if (ends[at] <= starts[at] || (at > 0 && starts[at] < ends[at - 1]))
            {
                throw new ArgumentException($"Interval {at} is empty or overlaps the one before it.", nameof(intervals));
            }

            before[at] = seconds / 3600.0;
            seconds += ends[at] - starts[at];
        }
    }

    /// <summary>Working hours from one instant to another; 0 if the second is not later. Logarithmic in the number of intervals.</summary>
    public double HoursBetween(long start, long end) => end <= start ? 0 : HoursUntil(end) - HoursUntil(start);

    /// <summary>The same to a millionth of a second, as entries say it.</summary>
    public double HoursBetween(DateTimeOffset start, DateTimeOffset end) =>
        end <= start ? 0 : HoursUntil(Seconds(end)) - HoursUntil(Seconds(start));

    private double HoursUntil(double instant)
    {
        var at = Array.BinarySearch(starts, (long)Math.Floor(instant));
        at = at < 0 ? ~at - 1 : at;
        return at < 0 ? 0 : before[at] + ((Math.Min(instant, ends[at]) - starts[at]) / 3600.0);
    }

    private static double Seconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (double)TimeSpan.TicksPerSecond;
}
