namespace Tandem.Samples;

internal enum Zone
{
    London,
    Central,
}

/// <summary>Working days and clocks of the two zones, by the European rule for summer time, without a time zone
/// database.</summary>
internal static class WorkCalendar
{
    public static readonly TimeSpan DayBegins = new(8, 20, 0);
    public static readonly TimeSpan DayEnds = new(17, 10, 0);

    private static readonly HashSet<(int Month, int Day)> EveryYear =
        [(1, 1), (1, 6), (5, 1), (6, 6), (7, 14), (8, 15), (11, 11), (12, 24), (12, 25), (12, 26), (12, 31)];

    private static readonly HashSet<DateOnly> Easter =
        [new(2025, 4, 18), new(2025, 4, 21), new(2026, 4, 3), new(2026, 4, 6)];

    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !EveryYear.Contains((day.Month, day.Day))
            && !Easter.Contains(day);

    public static DateTimeOffset At(Zone zone, DateTime local)
    {
        var standard = StandardOffset(zone);
        var offset = IsSummer(local - standard) ? standard + TimeSpan.FromHours(1) : standard;
        return new(local, offset);
    }

    public static DateTimeOffset In(Zone zone, DateTimeOffset instant)
    {
        var standard = StandardOffset(zone);
        return instant.ToOffset(IsSummer(instant.UtcDateTime) ? standard + TimeSpan.FromHours(1) : standard);
    }

    /// <summary>The instant after so many of a person's working hours.</summary>
    public static DateTimeOffset Later(Person person, DateTimeOffset instant, double hours)
    {
        var local = In(person.Zone, instant).DateTime;
        var left = TimeSpan.FromSeconds((long)(hours * 3600));
        while (true)
        {
            var (opens, closes) = (local.Date + DayBegins, local.Date + DayEnds);
            local = local < opens ? opens : local;
            if (person.Works(DateOnly.FromDateTime(local)) && local < closes)
            {
                if (local + left < closes)
                {
                    return At(person.Zone, local + left);
                }

                left -= closes - local;
            }

            local = local.Date.AddDays(1);
        }
    }

    /// <summary>Monday's week number after ISO 8601.</summary>
    public static int WeekOf(DateOnly day)
    {
        var thursday = day.AddDays(3 - (((int)day.DayOfWeek + 6) % 7));
        return ((thursday.DayOfYear - 1) / 7) + 1;
    }

    private static TimeSpan StandardOffset(Zone zone) => TimeSpan.FromHours(zone == Zone.London ? 0 : 1);

    private static bool IsSummer(DateTime utc) =>
        utc >= LastSunday(utc.Year, 3).AddHours(1) && utc < LastSunday(utc.Year, 10).AddHours(1);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 0, 0, 0, DateTimeKind.Unspecified);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
