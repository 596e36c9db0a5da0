using System.Text;
using Tandem.Core.Evidence;

namespace Tandem.Store.Evidence;

/// <summary>The addresses of a run, with what of them is stored already: their numbers on the side, their marks and names.</summary>
internal sealed class RunBook
{
    private readonly List<int> sideNumbers = [];
    private readonly List<int> places = [];
    private readonly Dictionary<int, int> firsts = [];
    private readonly List<(AddressMarks Marks, bool Named)> stored = [];
    private int nextPlace;

    public AddressBook Addresses { get; } = new();

    /// <summary>The side's number of each of the run's addresses, for those that are stored.</summary>
    public IReadOnlyList<int> SideNumbers => sideNumbers;

    /// <summary>How many of the addresses, from the first on, are stored.</summary>
    public int Stored => sideNumbers.Count;

    /// <summary>An address of the run as an earlier part of it stored it, in the order of the places.</summary>
    public void Restore(int place, int sideNumber, string address, AddressMarks marks, string? name)
    {
        nextPlace = place + 1;
        var number = Addresses.NumberOf(Encoding.UTF8.GetBytes(address));
        Addresses.Mark(number, marks);
        if (name is not null)
        {
            Addresses.NameFirst(number, name);
        }

        Note(sideNumber, place);
        stored[number] = (marks, name is not null);
    }

    /// <summary>
    /// That the next address got a number on the side. Two addresses get one number where the only difference is a byte
    /// that no database stores: they share the place of the first.
    /// </summary>
    public void Number(int sideNumber) =>
        Note(sideNumber, firsts.TryGetValue(sideNumber, out var first) ? places[first] : nextPlace++);

    /// <summary>The stored addresses of which the run knows more than is stored. Says so once.</summary>
    public IEnumerable<Naming> Changed()
    {
        for (var number = 0; number < sideNumbers.Count; number++)
        {
            if (firsts[sideNumbers[number]] is var first && first != number)
            {
                Join(first, number);
            }
        }

        foreach (var number in firsts.Values)
        {
            var now = (Addresses.MarksOf(number), Addresses.IsNamed(number));
            if (stored[number] != now)
            {
                stored[number] = now;
                var name = Addresses.NameOf(number);
                yield return new(places[number], sideNumbers[number], now.Item1, name is null ? null : Utf8Text.Storable(name));
            }
        }
    }

    private void Join(int first, int same)
    {
        Addresses.Mark(first, Addresses.MarksOf(same));
        if (Addresses.NameOf(same) is { } name)
        {
            Addresses.NameFirst(first, name);
        }
    }

    private void Note(int sideNumber, int place)
    {
        firsts.TryAdd(sideNumber, sideNumbers.Count);
        sideNumbers.Add(sideNumber);
        places.Add(place);
        stored.Add(((AddressMarks)byte.MaxValue, false)); // as nothing is: to be stored
    }

    /// <param name="Place">The address's place in the run's book.</param>
    /// <param name="Number">The address's number on the side.</param>
    internal readonly record struct Naming(int Place, int Number, AddressMarks Marks, string? Name);
}
