using System.Globalization;

namespace Tandem.Core.Vocabulary;

/// <summary>
/// Instants as entries write them: RFC 3339 in UTC, to a millionth of a second; a bare date is its midnight. Read
/// strictly, because the canonical form is hashed.
/// </summary>
public static class Instant
{
    private const int DateChars = 10;
    private const int SecondChars = 19;
    private const int FractionDigits = 6;

    /// <summary>The smallest difference between two instants of entries.</summary>
    public static TimeSpan Smallest { get; } = TimeSpan.FromMicroseconds(1);

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length < DateChars
            || !DateOnly.TryParseExact(text[..DateChars], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return false;
        }

        instant = new(day.Year, day.Month, day.Day, 0, 0, 0, TimeSpan.Zero);
        return text.Length == DateChars || TryAddTime(text, ref instant);
    }

    /// <summary>The one way to write an instant: no fraction when it is zero, no zeros at its end, <c>Z</c>.</summary>
    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(
            instant.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'",
            CultureInfo.InvariantCulture);

    /// <summary>Cut to the millionth of a second that an entry can say.</summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private static bool TryAddTime(ReadOnlySpan<char> text, ref DateTimeOffset instant)
    {
        var zone = text.EndsWith("Z", StringComparison.Ordinal) ? 1 : text.EndsWith("+00:00", StringComparison.Ordinal) ? 6 : 0;
        if (zone == 0 || text.Length - zone < SecondChars || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[11..13], 23, out var hour) || !TryNumber(text[14..16], 59, out var minute)
            || !TryNumber(text[17..19], 59, out var second) || !TryFraction(text[SecondChars..^zone], out var microseconds))
        {
            return false;
        }

        instant = instant.AddTicks(
            ((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond + (microseconds * TimeSpan.TicksPerMicrosecond));
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length is < 2 or > FractionDigits + 1 || !TryNumber(text[1..], int.MaxValue, out microseconds))
        {
            return false;
        }

        for (var digits = text.Length - 1; digits < FractionDigits; digits++)
        {
            microseconds *= 10;
        }

        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
