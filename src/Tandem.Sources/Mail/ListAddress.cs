using System.Text;

namespace Tandem.Sources.Mail;

/// <summary>
/// The address of a mailing list as the list states it: in List-Post, or in List-Id, where a dot stands for the @
/// (RFC 2369, RFC 2919).
/// </summary>
internal readonly ref struct ListAddress
{
    private readonly ReadOnlySpan<byte> identifier; // name.host
    private readonly ReadOnlySpan<byte> post; // name@host

    private ListAddress(ReadOnlySpan<byte> identifier, ReadOnlySpan<byte> post)
    {
        this.identifier = identifier;
        this.post = post;
    }

    public bool IsNone => identifier.IsEmpty && post.IsEmpty;

    public static ListAddress Of(ReadOnlySpan<byte> listId, ReadOnlySpan<byte> listPost) => new(Between(listId), Posting(listPost));

    /// <param name="address">Lower-cased.</param>
    public bool Is(ReadOnlySpan<byte> address)
    {
        if (!post.IsEmpty && Ascii.EqualsIgnoreCase(address, post))
        {
            return true;
        }

        var at = address.LastIndexOf((byte)'@');
        return at > 0 && identifier.Length == address.Length && identifier[at] == '.'
            && Ascii.EqualsIgnoreCase(address[..at], identifier[..at])
            && Ascii.EqualsIgnoreCase(address[(at + 1)..], identifier[(at + 1)..]);
    }

    /// <summary>Whether the list lives at a host: after the @ of its posting address, or after the first dot of its identifier.</summary>
    public bool IsAtHost(ReadOnlySpan<byte> host) =>
        Ascii.EqualsIgnoreCase(post[(post.LastIndexOf((byte)'@') + 1)..], host)
        || Ascii.EqualsIgnoreCase(identifier[(identifier.IndexOf((byte)'.') + 1)..], host);

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> listId)
    {
        var start = listId.LastIndexOf((byte)'<');
        var end = start < 0 ? -1 : listId[start..].IndexOf((byte)'>');
        return end > 1 ? listId.Slice(start + 1, end - 1).Trim(" \t\r\n"u8) : listId.Trim(" \t\r\n"u8);
    }

    private static ReadOnlySpan<byte> Posting(ReadOnlySpan<byte> listPost)
    {
        var start = listPost.IndexOf("mailto:"u8);
        if (start < 0)
        {
            return default;
        }

        var address = listPost[(start + 7)..];
        var end = address.IndexOfAny((byte)'>', (byte)'?', (byte)' ');
        return end < 0 ? address : address[..end];
    }
}
