namespace Tandem.Core.Ledger;

/// <summary>
/// Base64 of RFC 4648 section 4 with nothing between the characters and no bits set in the padding, so that each
/// sequence of bytes has one spelling. (The base class library reads over spaces and stray bits.)
/// </summary>
internal static class StrictBase64
{
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        var room = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64Chars(text, room, out var length)
            || !text.SequenceEqual(Convert.ToBase64String(room.AsSpan(0, length))))
        {
            return false;
        }

        bytes = room[..length];
        return true;
    }
}
