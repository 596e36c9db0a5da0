using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tandem.Core.Ledger;

/// <summary>JSON Canonicalization Scheme (RFC 8785): the one way to write a JSON value. Shown by vectors/encoding.</summary>
public static class CanonicalJson
{
    /// <summary>No number is written with more characters: a sign, seventeen digits, a point, and six zeros or an exponent.</summary>
    public const int LongestNumber = 26;

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
            case JsonValueKind.String:
                WriteString(output, value.GetString()!);
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

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        var members = new List<JsonProperty>();
        foreach (var member in value.EnumerateObject())
        {
            members.Add(member);
        }

        members.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name)); // UTF-16 code units, RFC 8785 section 3.2.3
        output.Write("{"u8);
        for (var at = 0; at < members.Count; at++)
        {
            output.Write(at > 0 ? ","u8 : default);
            WriteString(output, members[at].Name);
            output.Write(":"u8);
            Write(output, members[at].Value);
        }

        output.Write("}"u8);
    }

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
