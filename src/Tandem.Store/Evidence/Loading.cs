using System.Runtime.InteropServices;
using Tandem.Core.Evidence;

namespace Tandem.Store.Evidence;

/// <summary>
/// Puts stored rows back into a correspondence. The books of all runs are laid over each other in the order of the runs:
/// marks add up, and the first name stays.
/// </summary>
internal sealed class Loading
{
    private readonly List<int> numbers = []; // by the side's number of an address; -1 where an undone run left a gap
    private readonly List<int> people = [];
    private readonly List<ulong> links = [];

    public Correspondence Mail { get; } = new();

    public void Name(int sideNumber, ReadOnlySpan<byte> address, AddressMarks marks, string? name)
    {
        while (numbers.Count <= sideNumber)
        {
            numbers.Add(-1);
        }

        var number = numbers[sideNumber] >= 0 ? numbers[sideNumber] : Mail.Addresses.NumberOf(address);
        numbers[sideNumber] = number;
        Mail.Addresses.Mark(number, marks);
        if (name is not null)
        {
            Mail.Addresses.NameFirst(number, name);
        }
    }

    public void Add(
        long key, long? sentAt, int? author, Traits traits, Origin origin, ReadOnlySpan<byte> recipients, ReadOnlySpan<byte> linked)
    {
        var to = Recipients.Read(recipients, people);
        var answers = Links.Read(linked, links);
        for (var at = 0; at < people.Count; at++)
        {
            people[at] = numbers[people[at]];
        }

        var everyone = CollectionsMarshal.AsSpan(people);
        var keys = CollectionsMarshal.AsSpan(links);
        Mail.Add(new()
        {
            Id = unchecked((ulong)key),
            SentAt = sentAt ?? Message.Undated,
            Author = author is { } number ? numbers[number] : -1,
            To = everyone[..to],
            Cc = everyone[to..],
            InReplyTo = keys[..answers],
            References = keys[answers..],
            Traits = traits,
            Origin = origin,
        });
    }
}
