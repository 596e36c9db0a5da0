using System.Text;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Sources.Mail;

/// <summary>
/// A first guess at the side of an address, by its text alone, good enough to leave most bodies unread. The last word is
/// the <see cref="Attribution"/>'s, when all mail has been seen. Safe for several readers.
/// </summary>
internal sealed class CandidateSides(Sides<Party> parties)
{
    public const int None = -1;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> known = new();

    public bool IsEmpty { get; } = parties.A.IsNobody || parties.B.IsNobody;

    public int Of(ReadOnlySpan<byte> address)
    {
        Span<char> text = stackalloc char[Limits.AddressBytes];
        if (address.Length > text.Length)
        {
            return None;
        }

        var length = Encoding.UTF8.GetChars(address, text);
        var cache = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (cache.TryGetValue(text[..length], out var side))
        {
            return side;
        }

        side = Attribution.SideOf(new string(text[..length]), parties) is { } decided ? (int)decided : None;
        if (known.Count < 100_000)
        {
            cache[text[..length]] = side;
        }

        return side;
    }
}
