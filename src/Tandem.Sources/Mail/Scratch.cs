using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>A growing buffer that many small texts share; ranges into it stay valid until it is cleared.</summary>
internal sealed class Scratch
{
    private byte[] bytes = new byte[4096];

    public int Length { get; set; }

    public ReadOnlySpan<byte> Written(Range range) => bytes.AsSpan(range);

    public void Add(byte b)
    {
        if (Length == bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        bytes[Length++] = b;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        while (Length + text.Length > bytes.Length)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }

        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Lower-cases in place; non-ASCII letters by Unicode, where that keeps their length in UTF-8.</summary>
    public void Lower(Range range)
    {
        var text = bytes.AsSpan(range);
        if (Ascii.IsValid(text))
        {
            _ = Ascii.ToLowerInPlace(text, out _);
            return;
        }

        var lower = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ToLowerInvariant());
        if (lower.Length == text.Length)
        {
            lower.CopyTo(text);
        }
    }
}
