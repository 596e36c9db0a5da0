using System.Runtime.InteropServices;

namespace Tandem.Core.Evidence;

/// <summary>
/// The distinct messages of a mailbox, in columns: about a hundred bytes each, so that a mailbox of a million messages
/// fits into the memory of a phone. Messages keep the order in which they were read; the first of several with the
/// same identifier is the one that counts.
/// </summary>
public sealed class Correspondence
{
    private readonly IdTable ids = new();
    private readonly ChunkedList<Row> rows = new();
    private readonly ChunkedList<int> pool = new();

    public AddressBook Addresses { get; } = new();

    public int Count => rows.Count;

    /// <summary>Messages handed in, duplicates included.</summary>
    public int Read { get; private set; }

    public int Duplicates => Read - Count;

    /// <summary>Identifiers seen or only named.</summary>
    internal int Nodes => ids.Count;

    /// <summary>Keeps a message, unless its identifier is known already.</summary>
    /// <returns>The message's number, or -1 for a duplicate.</returns>
    public int Add(in Message message)
    {
        Read++;
        var node = ids.NodeOf(message.Id);
        if (ids.MessageOf(node) != IdTable.None)
        {
            return -1;
        }

        var row = new Row
        {
            Node = node,
            SentAt = message.SentAt,
            Author = message.Author,
            Traits = message.Traits,
            File = message.Origin.File,
            Offset = message.Origin.Offset,
            Pool = pool.Count,
            Answers = (ushort)message.InReplyTo.Length,
            Links = (ushort)message.References.Length,
            To = (ushort)message.To.Length,
            Cc = (ushort)message.Cc.Length,
        };
        AddNodes(message.InReplyTo);
        AddNodes(message.References);
        AddAll(message.To);
        AddAll(message.Cc);

        var number = rows.Add(row);
        ids.MessageOf(node) = number;
        return number;
    }

    /// <summary>The key of the message's identifier.</summary>
    public ulong IdOf(int message) => ids.KeyOf(rows[message].Node);

    public long SentAt(int message) => rows[message].SentAt;

    public bool IsDated(int message) => rows[message].SentAt != Message.Undated;

    public DateTimeOffset InstantOf(int message) => DateTimeOffset.FromUnixTimeSeconds(rows[message].SentAt);

    public int AuthorOf(int message) => rows[message].Author;

    public Traits TraitsOf(int message) => rows[message].Traits;

    public bool Has(int message, Traits trait) => (rows[message].Traits & trait) != 0;

    public Origin OriginOf(int message) => new(rows[message].File, rows[message].Offset);

    /// <summary>The numbers of the addresses in To.</summary>
    public PoolSlice To(int message) => Slice(message, r => r.Pool + r.Answers + r.Links, r => r.To);

    /// <summary>The numbers of the addresses in Cc.</summary>
    public PoolSlice Cc(int message) => Slice(message, r => r.Pool + r.Answers + r.Links + r.To, r => r.Cc);

    internal int NodeOf(int message) => rows[message].Node;

    internal PoolSlice InReplyTo(int message) => Slice(message, r => r.Pool, r => r.Answers);

    internal PoolSlice References(int message) => Slice(message, r => r.Pool + r.Answers, r => r.Links);

    /// <summary>The message that carries an identifier, or -1 for one that is only named.</summary>
    internal int MessageAt(int node) => ids.MessageOf(node);

    private PoolSlice Slice(int message, Func<Row, int> start, Func<Row, int> length)
    {
        var row = rows[message];
        return new(pool, start(row), length(row));
    }

    private void AddNodes(ReadOnlySpan<ulong> keys)
    {
        foreach (var key in keys)
        {
            pool.Add(ids.NodeOf(key));
        }
    }

    private void AddAll(ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers)
        {
            pool.Add(number);
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Row
    {
        public long SentAt;
        public long Offset;
        public int Node;
        public int Author;
        public int Pool;
        public int File;
        public Traits Traits;
        public ushort Answers;
        public ushort Links;
        public ushort To;
        public ushort Cc;
    }
}

/// <summary>A run of numbers in a correspondence's pool. Allocates nothing.</summary>
public readonly struct PoolSlice
{
    private readonly ChunkedList<int> pool;
    private readonly int start;

    internal PoolSlice(ChunkedList<int> pool, int start, int count)
    {
        this.pool = pool;
        this.start = start;
        Count = count;
    }

    public int Count { get; }

    public int this[int index] => pool[start + index];

    public Enumerator GetEnumerator() => new(this);

    public struct Enumerator(PoolSlice slice)
    {
        private int at = -1;

        public readonly int Current => slice[at];

        public bool MoveNext() => ++at < slice.Count;
    }
}
