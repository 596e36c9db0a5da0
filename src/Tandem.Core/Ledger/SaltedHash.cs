using System.Security.Cryptography;
using System.Text;

namespace Tandem.Core.Ledger;

/// <summary>
/// A salted hash that stands for words in the tree: it binds who wrote them and tells nothing once salt and words are gone.
/// docs/reference/ledger-format.md has the formula.
/// </summary>
public static class SaltedHash
{
    public static Hash OfBody(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> canonicalBody) => Of("tandem-body/1\0"u8, salt, canonicalBody);

    public static Hash OfText(ReadOnlySpan<byte> salt, string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var utf8 = bytes <= 512 ? stackalloc byte[bytes] : new byte[bytes];
        _ = Encoding.UTF8.GetBytes(text, utf8);
        return Of("tandem-text/1\0"u8, salt, utf8);
    }

    private static Hash Of(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> words)
    {
        var length = tag.Length + salt.Length + words.Length;
        var all = length <= 1024 ? stackalloc byte[length] : new byte[length];
        tag.CopyTo(all);
        salt.CopyTo(all[tag.Length..]);
        words.CopyTo(all[(tag.Length + salt.Length)..]);
        return Hash.Of(all);
    }
}
