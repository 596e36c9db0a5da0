namespace Tandem.Sources.Mail;

/// <summary>
/// Walks the header fields of a message without copying: names and raw values, folds still inside. The header ends at the
/// first empty line, or before the first line that is neither a field nor a fold (RFC 5322 §2.2, with the obsolete white
/// space before the colon).
/// </summary>
internal ref struct HeaderFields
{
    private const byte Cr = (byte)'\r';
    private const byte Lf = (byte)'\n';
    private const int EnvelopeLines = 4;

    private readonly ReadOnlySpan<byte> message;
    private int next;

    public HeaderFields(ReadOnlySpan<byte> message)
    {
        this.message = message;
        SkipEnvelopeLines();
    }

    /// <summary>The name as written, without trailing white space.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value as written, folds included, without the final line end.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Where the body begins; valid once <see cref="MoveNext"/> has returned <c>false</c>.</summary>
    public int BodyStart { get; private set; }

    public bool MoveNext()
    {
        var rest = message[next..];
        if (rest.IsEmpty || rest[0] == Lf || (rest[0] == Cr && rest.Length > 1 && rest[1] == Lf))
        {
            BodyStart = Math.Min(message.Length, next + (rest.IsEmpty ? 0 : rest[0] == Lf ? 1 : 2));
            return false;
        }

        var lineEnd = rest.IndexOf(Lf);
        lineEnd = lineEnd < 0 ? rest.Length : lineEnd;
        var nameEnd = NameLength(rest[..lineEnd]);
        if (nameEnd < 0)
        {
            BodyStart = next;
            return false;
        }

        var end = EndOfField(rest, lineEnd);
        Name = rest[..nameEnd].TrimEnd(" \t"u8);
        Value = WithoutLineEnd(rest[(nameEnd + 1)..end]);
        next += Math.Min(rest.Length, end + 1);
        return true;
    }

    public readonly bool Is(ReadOnlySpan<byte> lowerCasedName) =>
        Name.Length == lowerCasedName.Length && System.Text.Ascii.EqualsIgnoreCase(Name, lowerCasedName);

    /// <summary>
    /// Some programs leave a byte order mark, an empty-looking line or the mbox separator, quoted or not, before the header.
    /// </summary>
    private void SkipEnvelopeLines()
    {
        next = message.StartsWith("\ufeff"u8) ? 3 : 0;
        for (var lines = 0; lines < EnvelopeLines && next < message.Length; lines++)
        {
            var rest = message[next..];
            var end = rest.IndexOf(Lf);
            end = end < 0 ? rest.Length - 1 : end;
            if (!rest.StartsWith(">From "u8) && !rest.StartsWith("From "u8) && !IsBlankFirstLine(rest[..end]))
            {
                return;
            }

            next += end + 1;
        }
    }

    private static bool IsBlankFirstLine(ReadOnlySpan<byte> line) =>
        line.Length > 1 && line[0] is (byte)' ' or (byte)'\t' && !line.ContainsAnyExcept(" \t\r"u8);

    /// <summary>The length of the field name, or -1 for a line that is no field.</summary>
    private static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return -1;
        }

        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.ContainsAnyExceptInRange((byte)33, (byte)126) ? -1 : colon;
    }

    private static int EndOfField(ReadOnlySpan<byte> rest, int lineEnd)
    {
        while (lineEnd + 1 < rest.Length && rest[lineEnd + 1] is (byte)' ' or (byte)'\t')
        {
            var following = rest[(lineEnd + 1)..].IndexOf(Lf);
            lineEnd = following < 0 ? rest.Length : lineEnd + 1 + following;
            if (lineEnd == rest.Length)
            {
                break;
            }
        }

        return lineEnd;
    }

    private static ReadOnlySpan<byte> WithoutLineEnd(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && value[^1] == Cr ? value[..^1] : value;
}
