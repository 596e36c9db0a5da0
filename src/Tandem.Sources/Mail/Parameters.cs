using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>Parameters of Content-Type: quoted or not, and RFC 2231's continued and charset-tagged forms.</summary>
internal static class Parameters
{
    private const int MostParts = 100;

    /// <summary>The value of a parameter, or <c>null</c>.</summary>
    public static string? Find(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name)
    {
        if (Raw(field, name) is { } plain)
        {
            return plain;
        }

        var whole = new StringBuilder();
        for (var part = 0; part < MostParts; part++)
        {
            var section = Encoding.ASCII.GetBytes($"{Encoding.ASCII.GetString(name)}*{part}");
            var piece = Raw(field, [.. section, (byte)'*']) is { } tagged ? Untagged(tagged, first: part == 0) : Raw(field, section);
            if (piece is null)
            {
                break;
            }

            whole.Append(piece);
        }

        return whole.Length > 0 ? whole.ToString() : Raw(field, [.. name, (byte)'*']) is { } single ? Untagged(single, first: true) : null;
    }

    private static string? Raw(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name)
    {
        for (var at = field.IndexOf((byte)';'); at >= 0 && at < field.Length;)
        {
            var rest = field[(at + 1)..];
            var equals = rest.IndexOfAny((byte)'=', (byte)';');
            if (equals < 0)
            {
                return null;
            }

            if (rest[equals] == ';')
            {
                at += 1 + equals;
                continue;
            }

            var (value, used) = Value(rest[(equals + 1)..]);
            if (Ascii.EqualsIgnoreCase(rest[..equals].Trim(" \t\r\n"u8), name))
            {
                return value;
            }

            at += 1 + equals + 1 + used;
        }

        return null;
    }

    /// <summary>A token or a quoted string, and how far the next semicolon is.</summary>
    private static (string Value, int Used) Value(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        if (start >= text.Length || text[start] != '"')
        {
            var end = text.IndexOf((byte)';');
            end = end < 0 ? text.Length : end;
            return (Encoding.Latin1.GetString(text[start..Math.Max(start, end)].Trim(" \t\r\n"u8)), end);
        }

        var value = new StringBuilder();
        var at = start + 1;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append((char)text[at]);
        }

        var next = text[Math.Min(at, text.Length)..].IndexOf((byte)';');
        return (value.ToString(), next < 0 ? text.Length : at + next);
    }

    /// <summary><c>charset'language'percent-encoded</c></summary>
    private static string Untagged(string value, bool first)
    {
        var charset = "utf-8";
        if (first && value.Split('\'', 3) is [var named, _, var rest])
        {
            (charset, value) = (named, rest);
        }

        return Charsets.Decode(Encoding.ASCII.GetBytes(charset), Percent(value));
    }

    private static ReadOnlySpan<byte> Percent(string value) =>
        TransferEncoding.QuotedPrintable(Encoding.Latin1.GetBytes(value.Replace('%', '=')), isWord: false);
}
