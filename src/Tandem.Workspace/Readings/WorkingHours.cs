using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tandem.Core.Evidence;

namespace Tandem.Workspace.Readings;

/// <summary>
/// When a side works: a time zone, the days of the week with their hours, holidays, and recorded absences. The shell
/// turns it into intervals in UTC, day by day in local time, so that clock changes fall where they belong.
/// </summary>
public sealed record WorkingHours(
    TimeZoneInfo Zone, ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To,
    ImmutableHashSet<DateOnly> Holidays, ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Away)
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Monday to Friday, 09-17, UTC: what holds until a side says otherwise.</summary>
    public static WorkingHours Default { get; } = new(
        TimeZoneInfo.Utc,
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        new(9, 0), new(17, 0), [], []);

    /// <summary>Reads <c>09-17</c>, <c>08:30-17:00</c> or <c>mon-sat 08-18</c> over the days and hours given so far.</summary>
    public static bool TryParse(string text, WorkingHours otherwise, [NotNullWhen(true)] out WorkingHours? hours)
    {
        hours = null;
        var words = text.Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || words[^1].Split('-') is not [var from, var to] || !TryTime(from, out var start)
            || !TryTime(to, out var end) || end <= start)
        {
            return false;
        }

        var days = otherwise.Days;
        if (words.Length == 2 && !TryDays(words[0], out days))
        {
            return false;
        }

        hours = otherwise with { Days = days, From = start, To = end };
        return true;
    }

    /// <summary>The days and hours as <see cref="TryParse"/> reads them, as in <c>mon-fri 09:00-17:00</c>.</summary>
    public string Write() => string.Create(
        CultureInfo.InvariantCulture, $"{DayNames[(int)Days[0]]}-{DayNames[(int)Days[^1]]} {From:HH\\:mm}-{To:HH\\:mm}");

    /// <summary>The working time between two instants, both given in UTC.</summary>
    public WorkingTime Between(DateTimeOffset first, DateTimeOffset last)
    {
        var intervals = new List<(long Start, long End)>();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(first, Zone).DateTime).AddDays(-1);
        var lastDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(last, Zone).DateTime).AddDays(1);
        for (; day <= lastDay; day = day.AddDays(1))
        {
            if (Days.Contains(day.DayOfWeek) && !Holidays.Contains(day))
            {
                AddWithoutAbsences(intervals, Instant(day, From), Instant(day, To));
            }
        }

        return new(intervals);
    }

    /// <summary>The day of an instant by this clock. Midnight in UTC is how a bare day was written, unless work begins or ends there then.</summary>
    public DateOnly DayOf(DateTimeOffset instant)
    {
        var there = TimeZoneInfo.ConvertTime(instant, Zone);
        var hour = TimeOnly.FromDateTime(there.DateTime);
        var isBare = instant.UtcDateTime.TimeOfDay == TimeSpan.Zero && hour != From && hour != To;
        return DateOnly.FromDateTime(isBare ? instant.UtcDateTime : there.DateTime);
    }

    /// <summary>Whether it says the same; records compare their lists by reference.</summary>
    public bool IsSame(WorkingHours other) => Zone.Id == other.Zone.Id && From == other.From && To == other.To
        && Days.SequenceEqual(other.Days) && Holidays.SetEquals(other.Holidays) && Away.SequenceEqual(other.Away);

    /// <summary>As in <c>Europe/Stockholm, Mon-Fri 09:00-17:00</c>; day names in the given culture.</summary>
    public string Describe(CultureInfo culture)
    {
        var names = culture.DateTimeFormat.AbbreviatedDayNames;
        var days = Days.Length > 1
            ? $"{names[(int)Days[0]]}-{names[(int)Days[^1]]}"
            : names[(int)Days[0]];
        return string.Create(CultureInfo.InvariantCulture, $"{Zone.Id}, {days} {From:HH\\:mm}-{To:HH\\:mm}");
    }

    /// <summary>An hour that the clock skips in spring counts from the moment after the gap.</summary>
    private long Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        while (Zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }

    private void AddWithoutAbsences(List<(long Start, long End)> intervals, long start, long end)
    {
        foreach (var (from, to) in Away.OrderBy(absence => absence.From))
        {
            var (gone, back) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
            if (gone >= end || back <= start)
            {
                continue;
            }

            if (gone > start)
            {
                intervals.Add((start, gone));
            }

            start = Math.Max(start, back);
        }

        if (start < end)
        {
            intervals.Add((start, end));
        }
    }

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["%H", "HH", "H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool TryDays(string text, out ImmutableArray<DayOfWeek> days)
    {
        days = [];
        var ends = text.Split('-').Select(name => Array.IndexOf(DayNames, name)).ToArray();
        if (ends.Length is 0 or > 2 || ends.Contains(-1))
        {
            return false;
        }

        var count = ((ends[^1] - ends[0] + 7) % 7) + 1;
        days = [.. Enumerable.Range(0, count).Select(offset => (DayOfWeek)((ends[0] + offset) % 7))];
        return true;
    }
}
