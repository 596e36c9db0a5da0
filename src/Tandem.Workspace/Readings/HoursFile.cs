using System.Collections.Immutable;
using System.Text.Json;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Readings;

/// <summary>
/// The working hours of both sides as a file says them: <c>{"A": {"tz": "Europe/Stockholm", "days": [0, 1, 2, 3, 4],
/// "open": "09:00", "close": "17:00"}, "B": …}</c>, where day 0 is Monday. A side left out works Monday to Friday, 09-17 UTC.
/// </summary>
public static class HoursFile
{
    private const int DaysOfWeek = 7;

    public static Sides<WorkingHours> Default { get; } = new(WorkingHours.Default, WorkingHours.Default);

    /// <exception cref="FormatException">What is wrong, as <c>A.tz</c>.</exception>
    public static Sides<WorkingHours> Read(JsonElement file) => file.ValueKind switch
    {
        JsonValueKind.Null => Default,
        JsonValueKind.Object when file.TryGetProperty("A", out _) || file.TryGetProperty("B", out _) => Sides.Of(side =>
            file.TryGetProperty(side.ToString(), out var hours) && hours.ValueKind != JsonValueKind.Null
                ? OfSide(hours, side)
                : WorkingHours.Default),
        _ => throw new FormatException("A"),
    };

    private static WorkingHours OfSide(JsonElement hours, Side side)
    {
        var (open, close) = (Time(hours, side, "open"), Time(hours, side, "close"));
        return open < close ? new(Zone(hours, side), Days(hours, side), open, close, [], []) : throw new FormatException($"{side}.close");
    }

    private static TimeZoneInfo Zone(JsonElement hours, Side side) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Word(hours, side, "tz"), out var zone) ? zone : throw new FormatException($"{side}.tz");

    private static TimeOnly Time(JsonElement hours, Side side, string name) =>
        TimeOnly.TryParse(Word(hours, side, name), System.Globalization.CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new FormatException($"{side}.{name}");

    private static string Word(JsonElement hours, Side side, string name) =>
        hours.ValueKind == JsonValueKind.Object && hours.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String
            ? word.GetString()!
            : throw new FormatException($"{side}.{name}");

    private static ImmutableArray<DayOfWeek> Days(JsonElement hours, Side side)
    {
        if (!hours.TryGetProperty("days", out var days) || days.ValueKind != JsonValueKind.Array || days.GetArrayLength() == 0)
        {
            throw new FormatException($"{side}.days");
        }

        return [.. days.EnumerateArray().Select(day => day.ValueKind == JsonValueKind.Number && day.TryGetInt32(out var number)
            && number is >= 0 and < DaysOfWeek
                ? (DayOfWeek)((number + 1) % DaysOfWeek)
                : throw new FormatException($"{side}.days"))];
    }
}
