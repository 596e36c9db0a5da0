using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>Unstructured header text: folds, RFC 2047 words (also with RFC 2231's language), RFC 6532, and raw 8-bit.</summary>
internal static class EncodedWords
{
    public static string Decode(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t\r\n"u8);
        if (value.IndexOf("=?"u8) < 0)
        {
            return Unfold(Charsets.DecodeUnnamed(value));
        }

        var text = new StringBuilder(value.Length);
        PendingWord pending = default;
        while (!value.IsEmpty)
        {
            var start = value.IndexOf("=?"u8);
            if (start < 0 || !TryWord(value[start..], out var word))
            {
                var plain = start < 0 ? value.Length : start + 2;
                pending.Flush(text);
                text.Append(Charsets.DecodeUnnamed(value[..plain]));
                value = value[plain..];
                continue;
            }

            // Blanks between two encoded words are not part of the text (RFC 2047 §6.2).
            if (pending.IsEmpty || !IsBlank(value[..start]))
            {
                pending.Flush(text);
                text.Append(Charsets.DecodeUnnamed(value[..start]));
            }

            pending.Add(text, word);
            value = value[(start + word.Length)..];
        }

        pending.Flush(text);
        return Unfold(text.ToString());
    }

    /// <summary>A display name: quotes taken off, quoted pairs resolved, encoded words decoded.</summary>
    public static string DecodeName(ReadOnlySpan<byte> name)
    {
        name = name.Trim(" \t\r\n"u8);
        if (name.Length >= 2 && name[0] == '"' && name[^1] == '"')
        {
            name = name[1..^1];
        }

        var text = Decode(name);
        return text.Contains('\\') ? Unquote(text) : text;
    }

    private static string Unquote(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            plain.Append(text[at]);
        }

        return plain.ToString();
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>A fold is one blank; no line end or control character survives.</summary>
    private static string Unfold(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c > '\u001f')
            {
                plain.Append(c);
            }
            else if (c is '\t' or '\n' or ' ' && (plain.Length == 0 || plain[^1] != ' '))
            {
                plain.Append(' ');
            }
        }

        return plain.Replace("  ", " ").ToString().Trim();
    }

    /// <summary><c>=?charset*language?B or Q?text?=</c></summary>
    private static bool TryWord(ReadOnlySpan<byte> text, out Word word)
    {
        word = default;
        var charsetEnd = text[2..].IndexOf((byte)'?') + 2;
        if (charsetEnd < 3 || charsetEnd + 2 >= text.Length || text[charsetEnd + 2] != '?')
        {
            return false;
        }

        var end = text[(charsetEnd + 3)..].IndexOf("?="u8);
        var kind = (char)(text[charsetEnd + 1] | 0x20);
        if (end < 0 || kind is not ('b' or 'q'))
        {
            return false;
        }

        var charset = text[2..charsetEnd];
        var star = charset.IndexOf((byte)'*');
        var content = text.Slice(charsetEnd + 3, end);
        word = new(
            star < 0 ? charset : charset[..star],
            (kind == 'b' ? TransferEncoding.FromBase64(content) : TransferEncoding.QuotedPrintable(content, isWord: true)).ToArray(),
            charsetEnd + 3 + end + 2);
        return !charset.ContainsAny((byte)' ', (byte)'\t');
    }

    private readonly ref struct Word(ReadOnlySpan<byte> charset, byte[] bytes, int length)
    {
        public ReadOnlySpan<byte> Charset { get; } = charset;

        public byte[] Bytes { get; } = bytes;

        public int Length { get; } = length;
    }

    /// <summary>Neighbouring words of one charset are joined before they are decoded: real mail splits characters between them.</summary>
    private ref struct PendingWord
    {
        private ReadOnlySpan<byte> charset;
        private byte[]? bytes;

        public readonly bool IsEmpty => bytes is null;

        public void Add(StringBuilder text, Word word)
        {
            if (bytes is not null && Ascii.EqualsIgnoreCase(charset, word.Charset))
            {
                bytes = [.. bytes, .. word.Bytes];
                return;
            }

            Flush(text);
            charset = word.Charset;
            bytes = word.Bytes;
        }

        public void Flush(StringBuilder text)
        {
            if (bytes is not null)
            {
                text.Append(Charsets.Decode(charset, bytes));
                bytes = null;
            }
        }
    }
}
