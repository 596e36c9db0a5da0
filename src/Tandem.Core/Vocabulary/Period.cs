using System.Globalization;

namespace Tandem.Core.Vocabulary;

/// <summary>A calendar period in UTC: a quarter as <c>2026-Q2</c>, a half-year as <c>2026-H1</c>, a month as <c>2026-05</c>, or a year.</summary>
/// <param name="Until">Its end, not in it.</param>
public readonly record struct Period(DateTimeOffset Since, DateTimeOffset Until)
{
    private const int FirstYear = 1970;
    private const int LastYear = 9998;

    public bool Contains(Period other) => Since <= other.Since && other.Until <= Until;

    public bool Contains(DateTimeOffset instant) => Since <= instant && instant < Until;

    public bool Overlaps(Period other) => Since < other.Until && other.Since < Until;

    public static bool TryParse(string text, out Period period)
    {
        period = default;
        return TryPart(text, "-Q", 4, ref period) || TryPart(text, "-H", 2, ref period) || TryPart(text, "-", 12, ref period)
            || TryPart(text + "-1", "-", 1, ref period);
    }

    /// <summary>The numbered part of a year that is divided into so many.</summary>
    private static bool TryPart(string text, string mark, int parts, ref Period period)
    {
        if (text.Split(mark) is not [var ofYear, var part] || !TryNumber(ofYear, FirstYear, LastYear, out var year)
            || !TryNumber(part, 1, parts, out var number))
        {
            return false;
        }

        var months = 12 / parts;
        var since = new DateTimeOffset(year, ((number - 1) * months) + 1, 1, 0, 0, 0, TimeSpan.Zero);
        period = new(since, since.AddMonths(months));
        return true;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
