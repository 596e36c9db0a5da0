namespace Tandem.Sources.Mail;

/// <summary>
/// Where messages of a mailbox begin: a line that starts with "From " at the start of the file or after an empty line
/// (mboxo, mboxrd), unless Content-Length says that the body goes on (mboxcl).
/// </summary>
internal static class Boundary
{
    /// <summary>How many bytes the test for a separator may look back from its first letter.</summary>
    public const int LookBehind = 3;

    /// <summary>How many bytes are needed from the line end before it on.</summary>
    public const int LookAhead = 6;

    /// <summary>The next separator that begins after <paramref name="from"/>, or -1.</summary>
    /// <param name="bytes">Where to look.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="relaxed">
    /// For mailboxes with Content-Length, whose writers leave the empty line out: a separator that a header follows will do.
    /// </param>
    public static int Next(ReadOnlySpan<byte> bytes, int from, bool relaxed = false)
    {
        while (from < bytes.Length)
        {
            var next = bytes[from..].IndexOf("\nFrom "u8);
            if (next < 0)
            {
                return -1;
            }

            var lineEnd = from + next;
            if (IsEmptyLineBefore(bytes, lineEnd) || (relaxed && IsHeaderAfter(bytes[(lineEnd + 1)..])))
            {
                return lineEnd + 1;
            }

            from = lineEnd + 1;
        }

        return -1;
    }

    /// <summary>The length that the header of the message at the start declares for its body, and where that body begins.</summary>
    public static bool TryDeclaredEnd(ReadOnlySpan<byte> message, out long end)
    {
        end = 0;
        var length = -1L;
        var fields = new HeaderFields(message);
        while (fields.MoveNext())
        {
            if (fields.Is("content-length"u8)
                && System.Buffers.Text.Utf8Parser.TryParse(fields.Value.Trim(" \t\r\n"u8), out long declared, out _) && declared is >= 0 and < int.MaxValue)
            {
                length = declared;
            }
        }

        end = fields.BodyStart + length;
        return length >= 0 && end < int.MaxValue;
    }

    /// <summary>Whether a message may begin (or the file end) a line end or two after a place.</summary>
    public static int SeparatorAt(ReadOnlySpan<byte> bytes, int place, bool isEnd)
    {
        var at = place;
        while (at < bytes.Length && at < place + 4 && bytes[at] is (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at < bytes.Length && bytes[at..].StartsWith("From "u8) ? at : at == bytes.Length && isEnd ? at : -1;
    }

    private static bool IsHeaderAfter(ReadOnlySpan<byte> separator)
    {
        var lineEnd = separator.IndexOf((byte)'\n');
        var next = separator[(lineEnd + 1)..];
        return lineEnd > 0 && !next.StartsWith("From "u8) && new HeaderFields(next).MoveNext();
    }

    private static bool IsEmptyLineBefore(ReadOnlySpan<byte> bytes, int lineEnd) =>
        lineEnd == 0 || bytes[lineEnd - 1] == '\n' || (bytes[lineEnd - 1] == '\r' && (lineEnd == 1 || bytes[lineEnd - 2] == '\n'));
}
