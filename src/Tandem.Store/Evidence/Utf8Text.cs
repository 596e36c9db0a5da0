using System.Text;
using System.Text.Unicode;

namespace Tandem.Store.Evidence;

/// <summary>A text as UTF-8 that every database takes, or none.</summary>
internal readonly ref struct Utf8Text(ReadOnlySpan<byte> bytes, bool isThere)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public bool IsThere { get; } = isThere;

    /// <summary>PostgreSQL keeps neither invalid UTF-8 nor U+0000 in a text; mail has both.</summary>
    public static bool IsStorable(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) && !bytes.Contains((byte)0);

    public static string Storable(string text) => text.Contains('\0') ? text.Replace('\0', '\uFFFD') : text;

    public static byte[] Storable(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(Storable(Encoding.UTF8.GetString(bytes)));
}
