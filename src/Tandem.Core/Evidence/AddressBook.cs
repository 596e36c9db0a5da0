using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tandem.Core.Evidence;

/// <summary>Where an address was seen, and what it is.</summary>
[Flags]
public enum AddressMarks : byte
{
    None = 0,
    From = 1,
    To = 2,
    Cc = 4,

    /// <summary>The address of a mailing list, as the list itself says (List-Post, List-Id).</summary>
    List = 8,

    /// <summary>Wrote a message in its own name, after mail rewritten by a list was given back to its author.</summary>
    Author = 16,
}

/// <summary>
/// Every address of a mailbox once, lower-cased, as a small number. Names are kept as they were first written.
/// </summary>
public sealed class AddressBook
{
    private readonly List<string> addresses = [];
    private readonly List<string?> names = [];
    private readonly List<AddressMarks> marks = [];
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> byBytes =
        new Dictionary<byte[], int>(new BytesComparer()).GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => addresses.Count;

    public string this[int address] => addresses[address];

    /// <summary>The name that stood beside the address, decoded; <c>null</c> when none ever did.</summary>
    public string? NameOf(int address) => names[address];

    public AddressMarks MarksOf(int address) => marks[address];

    /// <summary>The number of an address given in lower-cased UTF-8.</summary>
    public int NumberOf(ReadOnlySpan<byte> lowerCased)
    {
        if (byBytes.TryGetValue(lowerCased, out var known))
        {
            return known;
        }

        byBytes[lowerCased] = addresses.Count;
        addresses.Add(Encoding.UTF8.GetString(lowerCased));
        names.Add(null);
        marks.Add(AddressMarks.None);
        return addresses.Count - 1;
    }

    public int NumberOf(string address) => NumberOf(Encoding.UTF8.GetBytes(address.ToLowerInvariant()));

    /// <summary>
    /// A list's own address. Any stranger can claim that an address is a list's; who writes in his own name is a person all the same.
    /// </summary>
    public bool IsList(int address) => (marks[address] & (AddressMarks.List | AddressMarks.Author)) == AddressMarks.List;

    public void Mark(int address, AddressMarks mark) => marks[address] |= mark;

    public void NameFirst(int address, string name) => names[address] ??= name;

    public bool IsNamed(int address) => names[address] is not null;

    public int CountMarked(AddressMarks any) => marks.Count(m => (m & any) != 0);

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode); // salted per process by the runtime: nobody can flood a bucket on purpose
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
