using System.Buffers.Text;
using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>
/// Dates as mail has them: RFC 5322 with its obsolete zones and two-digit years, RFC 850, C's asctime, times with dots,
/// numbers glued to their zone, day and month in either order; then ISO 8601. The order of trial and the reading of
/// years and unknown zones follow Python's <c>email.utils.parsedate_tz</c>, which the reference figures were made with.
/// A date without a zone is taken as UTC.
/// </summary>
internal static class MailDate
{
    private const int MostTokens = 16;
    private const long FirstSecond = -62_135_596_800; // 0001-01-01
    private const long LastSecond = 253_402_300_799; // 9999-12-31

    private static readonly byte[][] Months =
    [
        "jan"u8.ToArray(), "feb"u8.ToArray(), "mar"u8.ToArray(), "apr"u8.ToArray(), "may"u8.ToArray(), "jun"u8.ToArray(),
        "jul"u8.ToArray(), "aug"u8.ToArray(), "sep"u8.ToArray(), "oct"u8.ToArray(), "nov"u8.ToArray(), "dec"u8.ToArray(),
        "january"u8.ToArray(), "february"u8.ToArray(), "march"u8.ToArray(), "april"u8.ToArray(), "may"u8.ToArray(), "june"u8.ToArray(),
        "july"u8.ToArray(), "august"u8.ToArray(), "september"u8.ToArray(), "october"u8.ToArray(), "november"u8.ToArray(), "december"u8.ToArray(),
    ];

    private static readonly byte[][] Days =
    [
        "mon"u8.ToArray(), "tue"u8.ToArray(), "wed"u8.ToArray(), "thu"u8.ToArray(), "fri"u8.ToArray(), "sat"u8.ToArray(), "sun"u8.ToArray(),
    ];

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long seconds)
    {
        Span<Range> tokens = stackalloc Range[MostTokens];
        var count = Split(text, tokens);
        return count > 0 && (TryMail(text, tokens[..count], out seconds)
            || TryIso(text[tokens[0]], count > 1 ? text[tokens[1]] : default, out seconds))
            || Fail(out seconds);
    }

    private static bool Fail(out long seconds)
    {
        seconds = 0;
        return false;
    }

    private static int Split(ReadOnlySpan<byte> text, Span<Range> tokens)
    {
        var count = 0;
        for (var at = 0; at < text.Length && count < tokens.Length;)
        {
            if (IsBlank(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !IsBlank(text[at]))
            {
                at++;
            }

            tokens[count++] = start..at;
        }

        return count;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (>= 9 and <= 13);

    private static bool TryMail(ReadOnlySpan<byte> text, Span<Range> ranges, out long seconds)
    {
        var parts = new Parts();
        return Arrange(text, ranges, ref parts) && Evaluate(parts, out seconds) || Fail(out seconds);
    }

    /// <summary>Brings the tokens into the order day, month, year, time, zone.</summary>
    private static bool Arrange(ReadOnlySpan<byte> text, Span<Range> ranges, ref Parts parts)
    {
        var first = text[ranges[0]];
        Span<Range> words = stackalloc Range[MostTokens + 2];
        ranges.CopyTo(words);
        var count = ranges.Length;
        if (first[^1] == ',' || IndexOf(Days, first) >= 0)
        {
            words[1..count].CopyTo(words);
            count--;
        }
        else if (first.LastIndexOf((byte)',') is var comma and >= 0)
        {
            words[0] = (ranges[0].Start.Value + comma + 1)..ranges[0].End.Value;
        }

        if (count == 3)
        {
            count = SplitDashed(text, words, count); // RFC 850: 17-Nov-09
        }

        if (count == 4)
        {
            count = SplitZone(text, words); // 19:00:54+0100
        }

        if (count < 5)
        {
            return false;
        }

        parts = new()
        {
            Day = text[words[0]],
            Month = text[words[1]],
            Year = text[words[2]],
            Time = text[words[3]],
            Zone = count >= 5 && words[4].End.Value > words[4].Start.Value ? text[words[4]] : default,
        };
        return !parts.Day.IsEmpty && !parts.Month.IsEmpty && !parts.Year.IsEmpty;
    }

    private static int SplitDashed(ReadOnlySpan<byte> text, Span<Range> words, int count)
    {
        var word = text[words[0]];
        var first = word.IndexOf((byte)'-');
        var second = first < 0 ? -1 : word[(first + 1)..].IndexOf((byte)'-');
        if (second < 0 || word[(first + second + 2)..].Contains((byte)'-'))
        {
            return count;
        }

        var start = words[0].Start.Value;
        words[1..count].CopyTo(words[3..]);
        words[2] = (start + first + second + 2)..words[0].End.Value;
        words[1] = (start + first + 1)..(start + first + 1 + second);
        words[0] = start..(start + first);
        return count + 2;
    }

    private static int SplitZone(ReadOnlySpan<byte> text, Span<Range> words)
    {
        var last = text[words[3]];
        var sign = last.IndexOf((byte)'+');
        sign = sign < 0 ? last.IndexOf((byte)'-') : sign;
        if (sign > 0)
        {
            var start = words[3].Start.Value;
            words[4] = (start + sign)..words[3].End.Value;
            words[3] = start..(start + sign);
        }
        else
        {
            words[4] = words[3].End.Value..words[3].End.Value;
        }

        return 5;
    }

    private static bool Evaluate(Parts parts, out long seconds)
    {
        seconds = 0;
        var month = IndexOf(Months, parts.Month);
        if (month < 0)
        {
            var day = parts.Day;
            parts.Day = parts.Month;
            month = IndexOf(Months, day);
        }

        if (month < 0)
        {
            return false;
        }

        parts.Day = TrimComma(parts.Day);
        if (parts.Year.IndexOf((byte)':') > 0)
        {
            var time = parts.Year;
            parts.Year = parts.Time;
            parts.Time = time;
        }

        parts.Year = TrimComma(parts.Year);
        if (parts.Year.IsEmpty)
        {
            return false;
        }

        if (!char.IsAsciiDigit((char)parts.Year[0]))
        {
            var zone = parts.Year;
            parts.Year = parts.Zone;
            parts.Zone = zone;
        }

        return TryInt(parts.Year, out var year) && TryInt(parts.Day, out var dayOfMonth) && TryTime(TrimComma(parts.Time), out var timeOfDay)
            && TryInstant(FullYear(year), (month % 12) + 1, dayOfMonth, timeOfDay, ZoneOffset(parts.Zone), out seconds);
    }

    private static long FullYear(long year) => year is >= 0 and < 100 ? year + (year > 68 ? 1900 : 2000) : year;

    /// <summary>Days beyond the month's end run over into the next, as 31 June does in real mail.</summary>
    private static bool TryInstant(long year, int month, long day, long timeOfDay, int offset, out long seconds)
    {
        seconds = 0;
        if (year is < 1 or > 9999 || day is < 0 or > 1000)
        {
            return false;
        }

        var monthStart = new DateTimeOffset((int)year, month, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        seconds = monthStart + ((day - 1) * 86400) + timeOfDay - offset;
        return seconds is >= FirstSecond and <= LastSecond;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out long seconds)
    {
        seconds = 0;
        var separator = text.Contains((byte)':') ? (byte)':' : (byte)'.';
        Span<Range> fields = stackalloc Range[4];
        var count = 0;
        var start = 0;
        for (var at = 0; at <= text.Length && count < fields.Length; at++)
        {
            if (at == text.Length || text[at] == separator)
            {
                fields[count++] = start..at;
                start = at + 1;
            }
        }

        if (count is < 2 or > 3 || !TryInt(text[fields[0]], out var hours) || !TryInt(text[fields[1]], out var minutes))
        {
            return false;
        }

        var wholeSeconds = 0L;
        if (count == 3 && !TryInt(text[fields[2]], out wholeSeconds))
        {
            return false;
        }

        seconds = (hours * 3600) + (minutes * 60) + wholeSeconds;
        return hours is >= 0 and <= 1000 && minutes is >= 0 and <= 10_000 && wholeSeconds is >= 0 and <= 1_000_000;
    }

    /// <summary>Seconds east of Greenwich; unknown zones count as UTC (RFC 5322 §4.3).</summary>
    private static int ZoneOffset(ReadOnlySpan<byte> zone)
    {
        Span<byte> upper = stackalloc byte[8];
        if (zone.IsEmpty || zone.Length > upper.Length)
        {
            return 0;
        }

        _ = Ascii.ToUpper(zone, upper, out var length);
        var named = NamedZone(upper[..length]);
        if (named is { } hours)
        {
            return hours * 3600;
        }

        if (!TryInt(zone, out var number) || number is < -99_99_99 or > 99_99_99)
        {
            return 0;
        }

        var size = Math.Abs((int)number);
        return Math.Sign(number) * ((size / 100 * 3600) + (size % 100 * 60));
    }

    private static int? NamedZone(ReadOnlySpan<byte> zone) =>
        zone.SequenceEqual("UT"u8) || zone.SequenceEqual("UTC"u8) || zone.SequenceEqual("GMT"u8) || zone.SequenceEqual("Z"u8) ? 0
        : zone.SequenceEqual("AST"u8) ? -4 : zone.SequenceEqual("ADT"u8) ? -3
        : zone.SequenceEqual("EST"u8) ? -5 : zone.SequenceEqual("EDT"u8) ? -4
        : zone.SequenceEqual("CST"u8) ? -6 : zone.SequenceEqual("CDT"u8) ? -5
        : zone.SequenceEqual("MST"u8) ? -7 : zone.SequenceEqual("MDT"u8) ? -6
        : zone.SequenceEqual("PST"u8) ? -8 : zone.SequenceEqual("PDT"u8) ? -7
        : null;

    /// <summary>ISO 8601 with date and time, the zone optional; also yyyy/mm/dd and a blank in place of the T.</summary>
    private static bool TryIso(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, out long seconds)
    {
        Span<char> text = stackalloc char[64];
        seconds = 0;
        if (first.Length + second.Length + 1 > text.Length || first.Length < 8 || !char.IsAsciiDigit((char)first[0]))
        {
            return false;
        }

        _ = Encoding.Latin1.TryGetChars(first, text, out var length);
        if (!second.IsEmpty && !first.Contains((byte)'T'))
        {
            text[length++] = 'T';
            _ = Encoding.Latin1.TryGetChars(second, text[length..], out var more);
            length += more;
        }

        text[..length].Replace('/', '-');
        if (text[4] != '-' || !DateTimeOffset.TryParse(text[..length], System.Globalization.CultureInfo.InvariantCulture,
                System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AllowWhiteSpaces, out var parsed))
        {
            return false;
        }

        seconds = parsed.ToUnixTimeSeconds();
        return true;
    }

    private static int IndexOf(byte[][] names, ReadOnlySpan<byte> word)
    {
        for (var at = 0; at < names.Length; at++)
        {
            if (names[at].Length == word.Length && Ascii.EqualsIgnoreCase(names[at], word))
            {
                return at;
            }
        }

        return -1;
    }

    private static ReadOnlySpan<byte> TrimComma(ReadOnlySpan<byte> word) => !word.IsEmpty && word[^1] == ',' ? word[..^1] : word;

    private static bool TryInt(ReadOnlySpan<byte> word, out long number)
    {
        if (!word.IsEmpty && word[0] == '+')
        {
            word = word[1..];
        }

        return Utf8Parser.TryParse(word, out number, out var used) && used == word.Length && word.Length is > 0 and < 12;
    }

    private ref struct Parts
    {
        public ReadOnlySpan<byte> Day;
        public ReadOnlySpan<byte> Month;
        public ReadOnlySpan<byte> Year;
        public ReadOnlySpan<byte> Time;
        public ReadOnlySpan<byte> Zone;
    }
}
