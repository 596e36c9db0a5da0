using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>What c2sp.org/signed-note allows in a note: UTF-8 without control characters other than newline.</summary>
internal static class NoteText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryDecode(
        ReadOnlySpan<byte> bytes, int limit, [NotNullWhen(true)] out string? text, out FormatError error)
    {
        text = null;
        error = bytes.Length > limit ? FormatError.TooLong
            : !System.Text.Unicode.Utf8.IsValid(bytes) ? FormatError.NotUtf8
            : HasControls(bytes) ? FormatError.ControlCharacter : FormatError.None;
        if (error != FormatError.None)
        {
            return false;
        }

        text = Utf8.GetString(bytes);
        return true;
    }

    public static byte[] Encode(string text) => Utf8.GetBytes(text);

    /// <summary>Text that can be a whole line: not empty, no control characters, no half characters.</summary>
    public static bool IsLine(ReadOnlySpan<char> line) =>
        !line.IsEmpty && !line.ContainsAnyInRange('\0', '\u001f') && IsWhole(line);

    /// <summary>Key names have neither Unicode spaces nor a plus.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (char.IsWhiteSpace(letter) || letter == '+')
            {
                return false;
            }
        }

        return name.Length <= Limits.KeyNameChars && IsLine(name);
    }

    private static bool HasControls(ReadOnlySpan<byte> bytes) =>
        bytes.ContainsAnyInRange((byte)0, (byte)('\n' - 1))
        || bytes.ContainsAnyInRange((byte)('\n' + 1), (byte)(' ' - 1));

    /// <summary>No surrogate stands alone, so that UTF-8 can say it.</summary>
    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
