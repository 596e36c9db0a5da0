using System.Buffers.Text;
using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>Quoted-printable and base64 of RFC 2045, forgiving as real mail needs it.</summary>
internal static class TransferEncoding
{
    /// <summary>The decoded bytes; the text itself where nothing was encoded.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> encoding, ReadOnlySpan<byte> text)
    {
        encoding = encoding.Trim(" \t\r\n"u8);
        return Ascii.EqualsIgnoreCase(encoding, "quoted-printable"u8) ? QuotedPrintable(text, isWord: false)
            : Ascii.EqualsIgnoreCase(encoding, "base64"u8) ? FromBase64(text)
            : text;
    }

    /// <param name="text">Encoded bytes.</param>
    /// <param name="isWord">Inside an encoded word an underscore is a blank, and there are no soft line breaks (RFC 2047 §4.2).</param>
    public static ReadOnlySpan<byte> QuotedPrintable(ReadOnlySpan<byte> text, bool isWord)
    {
        var decoded = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = isWord ? text.IndexOfAny((byte)'=', (byte)'_') : text.IndexOf((byte)'=');
            plain = plain < 0 ? text.Length : plain;
            text[..plain].CopyTo(decoded.AsSpan(length));
            length += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                text = text[DecodeOne(text, isWord, decoded, ref length)..];
            }
        }

        return decoded.AsSpan(0, length);
    }

    /// <summary>What an equals sign (or an underscore) at the start stands for; returns how many bytes that was.</summary>
    private static int DecodeOne(ReadOnlySpan<byte> text, bool isWord, byte[] decoded, ref int length)
    {
        if (text[0] == '_')
        {
            decoded[length++] = (byte)' ';
            return 1;
        }

        if (!isWord && SoftBreak(text[1..]) is var skipped and > 0)
        {
            return 1 + skipped;
        }

        if (text.Length > 2 && Hex(text[1]) is var high and >= 0 && Hex(text[2]) is var low and >= 0)
        {
            decoded[length++] = (byte)((high << 4) | low);
            return 3;
        }

        decoded[length++] = (byte)'=';
        return 1;
    }

    /// <summary>Characters outside the alphabet are passed over; a torn end loses only the torn bytes.</summary>
    public static ReadOnlySpan<byte> FromBase64(ReadOnlySpan<byte> text)
    {
        var clean = new byte[text.Length + 3];
        var length = 0;
        foreach (var b in text)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/')
            {
                clean[length++] = b;
            }
            else if (b == '=' && length % 4 >= 2)
            {
                break; // padding ends it; what follows (a list's footer) is another text
            }
        }

        length -= length % 4 == 1 ? 1 : 0;
        while (length % 4 != 0)
        {
            clean[length++] = (byte)'=';
        }

        var decoded = new byte[length / 4 * 3];
        _ = Base64.DecodeFromUtf8(clean.AsSpan(0, length), decoded, out _, out var written);
        return decoded.AsSpan(0, written);
    }

    /// <summary>The length of a soft line break after the equals sign, trailing blanks included; 0 if there is none.</summary>
    private static int SoftBreak(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; at < rest.Length; at++)
        {
            if (rest[at] == '\n')
            {
                return at + 1;
            }

            if (rest[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
            {
                return 0;
            }
        }

        return 0;
    }

    private static int Hex(byte b) =>
        b is >= (byte)'0' and <= (byte)'9' ? b - '0'
        : b is >= (byte)'A' and <= (byte)'F' ? b - 'A' + 10
        : b is >= (byte)'a' and <= (byte)'f' ? b - 'a' + 10
        : -1;
}
