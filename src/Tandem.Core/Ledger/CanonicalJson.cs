using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Tandem.Core.Ledger;

/// <summary>JSON Canonicalization Scheme (RFC 8785): the one way to write a JSON value. Shown by vectors/encoding.</summary>
public static class CanonicalJson
{
    private const int SmallDigits = 15;

    /// <exception cref="InvalidOperationException">A string has half a surrogate pair.</exception>
    /// <exception cref="FormatException">A number is no finite double.</exception>
    public static byte[] Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Write(output, value);
        return output.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value);
                break;
            case JsonValueKind.String when JsonMarshal.GetRawUtf8Value(value) is var raw && IsPlain(raw):
                output.Write(raw);
                break;
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
                break;
            case JsonValueKind.Number when JsonMarshal.GetRawUtf8Value(value) is var raw && IsSmallWhole(raw):
                output.Write(raw);
                break;
            case JsonValueKind.Number:
                WriteNumber(output, value.GetDouble());
                break;
            default:
                output.Write(value.ValueKind switch
                {
                    JsonValueKind.True => "true"u8,
                    JsonValueKind.False => "false"u8,
                    _ => "null"u8,
                });
                break;
        }
    }

    /// <summary>RFC 8785 section 3.2.2.2: only what JSON must escape is escaped, in the shortest way.</summary>
    public static void WriteString(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            _ = Encoding.UTF8.GetBytes(text[..at], output);
            WriteEscape(output, text[at]);
            text = text[(at + 1)..];
        }

        _ = Encoding.UTF8.GetBytes(text, output);
        output.Write("\""u8);
    }

    /// <summary>RFC 8785 section 3.2.2.3: as ECMAScript writes a double.</summary>
    public static void WriteNumber(IBufferWriter<byte> output, double number) =>
        _ = Encoding.UTF8.GetBytes(NumberOf(number), output);

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    /// <summary>A string in quotes, as <see cref="WriteString"/> writes it.</summary>
    public static byte[] StringOf(string text)
    {
        var output = new ArrayBufferWriter<byte>(text.Length + 8);
        WriteString(output, text);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        var count = value.GetPropertyCount();
        var members = ArrayPool<JsonProperty>.Shared.Rent(count);
        var filled = 0;
        foreach (var member in value.EnumerateObject())
        {
            members[filled++] = member;
        }

        Sort(members.AsSpan(0, count));
        output.Write("{"u8);
        for (var at = 0; at < count; at++)
        {
            output.Write(at > 0 ? ","u8 : default);
            WriteName(output, members[at]);
            output.Write(":"u8);
            Write(output, members[at].Value);
        }

        output.Write("}"u8);
        ArrayPool<JsonProperty>.Shared.Return(members, clearArray: true);
    }

    /// <summary>UTF-16 code units, RFC 8785 section 3.2.3. Where all is ASCII, as nearly always, bytes sort alike.</summary>
    private static void Sort(Span<JsonProperty> members)
    {
        foreach (var member in members)
        {
            if (!IsPlain(JsonMarshal.GetRawUtf8PropertyName(member)))
            {
                members.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
                return;
            }
        }

        members.Sort((a, b) => JsonMarshal.GetRawUtf8PropertyName(a).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(b)));
    }

    private static void WriteName(IBufferWriter<byte> output, JsonProperty member)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(member);
        if (!IsPlain(name))
        {
            WriteString(output, member.Name);
            return;
        }

        output.Write("\""u8);
        output.Write(name);
        output.Write("\""u8);
    }

    /// <summary>ASCII without escapes: what is written is what was read.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> raw) => raw.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7e) < 0 && !raw.Contains((byte)'\\');

    /// <summary>JSON has no leading zeros, and a double holds fifteen digits: what is written is what was read. (But -0 is 0.)</summary>
    private static bool IsSmallWhole(ReadOnlySpan<byte> raw) =>
        raw.Length <= SmallDigits && raw.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static void WriteArray(IBufferWriter<byte> output, JsonElement value)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            output.Write(isFirst ? default : ","u8);
            Write(output, item);
            isFirst = false;
        }

        output.Write("]"u8);
    }

    private static void WriteEscape(IBufferWriter<byte> output, char sign) => output.Write(sign switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\f' => "\\f"u8,
        '\n' => "\\n"u8,
        '\r' => "\\r"u8,
        '\t' => "\\t"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)sign:x4}"),
    });

    /// <summary>ECMA-262, Number::toString. The runtime gives the same shortest digits, in its own dress.</summary>
    private static string NumberOf(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new FormatException("A number beyond what a double can hold.");
        }

        if (number == 0)
        {
            return "0"; // -0 too
        }

        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest[0] == '-' ? "-" : "";
        var (digits, point) = DigitsOf(shortest.AsSpan(sign.Length));
        return sign + Dressed(digits, point);
    }

    /// <returns>The significant digits, and where the point stands: value = 0.digits x 10^point.</returns>
    private static (string Digits, int Point) DigitsOf(ReadOnlySpan<char> shortest)
    {
        var exponentAt = shortest.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(shortest[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var pointAt = mantissa.IndexOf('.');
        var all = pointAt < 0 ? mantissa.ToString() : string.Concat(mantissa[..pointAt], mantissa[(pointAt + 1)..]);
        var point = (pointAt < 0 ? all.Length : pointAt) + exponent;
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), point - leading);
    }

    private static string Dressed(string digits, int point) => point switch
    {
        > 0 and <= 21 when digits.Length <= point => digits.PadRight(point, '0'),
        > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
        > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}"),
    };
}
