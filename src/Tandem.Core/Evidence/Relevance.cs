using Tandem.Core.Vocabulary;

namespace Tandem.Core.Evidence;

/// <summary>
/// Which messages of a mailbox are evidence of one relationship, message by message: those that the other side wrote or
/// was named in, and the own side's words on mailing lists, where an answer may name nobody. Everything else in the
/// mailbox is nobody's business here and is not kept.
/// </summary>
public sealed class Relevance(Sides<Party> parties, Side own)
{
    private const byte NotLookedUp = 255;
    private const byte Nobody = 2;

    private byte[] sides = [];

    public bool Keeps(in Message message, AddressBook book)
    {
        return Keeps(SideOf(message.Author, book), message.Traits, Names(message.To, book) || Names(message.Cc, book));
    }

    public bool Keeps(Correspondence mail, int message)
    {
        var book = mail.Addresses;
        return Keeps(SideOf(mail.AuthorOf(message), book), mail.TraitsOf(message), Names(mail.To(message), book) || Names(mail.Cc(message), book));
    }

    private bool Keeps(byte author, Traits traits, bool namesThem) =>
        namesThem || author == (byte)own.Other || (author == (byte)own && (traits & Traits.List) != 0);

    private bool Names(ReadOnlySpan<int> addresses, AddressBook book)
    {
        foreach (var address in addresses)
        {
            if (SideOf(address, book) == (byte)own.Other)
            {
                return true;
            }
        }

        return false;
    }

    private bool Names(PoolSlice addresses, AddressBook book)
    {
        foreach (var address in addresses)
        {
            if (SideOf(address, book) == (byte)own.Other)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By the address alone: what is a list is known for certain only when all mail has been seen.</summary>
    private byte SideOf(int address, AddressBook book)
    {
        if (address < 0)
        {
            return Nobody;
        }

        if (address >= sides.Length)
        {
            var known = sides.Length;
            Array.Resize(ref sides, Math.Max(1024, Math.Max(address + 1, known * 2)));
            Array.Fill(sides, NotLookedUp, known, sides.Length - known);
        }

        if (sides[address] == NotLookedUp)
        {
            sides[address] = Attribution.SideOf(book[address], parties) is { } side ? (byte)side : Nobody;
        }

        return sides[address];
    }
}
