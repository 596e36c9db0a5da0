using System.Buffers.Binary;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>
/// Messages on their way to the database, in three arrays that are used again and again: a hundred bytes of columns for
/// each, the numbers of the people, and all texts and keys. Reading a message into it allocates nothing.
/// </summary>
internal sealed class EvidenceBatch
{
    private const int MostRows = 1 << 15;
    private const int MostBytes = 1 << 23;

    private Row[] rows = new Row[1 << 10];
    private int[] people = new int[1 << 12];
    private byte[] bytes = new byte[1 << 16];
    private int peopleCount;
    private int bytesCount;

    public int Count { get; private set; }

    public bool IsFull => Count >= MostRows || bytesCount >= MostBytes;

    public ref Row this[int row] => ref rows[row];

    public ReadOnlySpan<byte> Bytes(Slice slice) => bytes.AsSpan(slice.Start, Math.Max(0, slice.Length));

    public Utf8Text Text(Slice slice) => new(Bytes(slice), slice.IsThere);

    public void Add(in Message message, in MessageWords words, int place, bool withBody)
    {
        Grow(ref rows, Count, 1);
        ref var row = ref rows[Count++];
        row = new()
        {
            MessageKey = unchecked((long)message.Id),
            SentAt = message.SentAt,
            Author = message.Author,
            Traits = message.Traits,
            Place = place,
            FileNumber = message.Origin.File,
            ByteOffset = message.Origin.Offset,
            People = peopleCount,
            To = message.To.Length,
            Cc = message.Cc.Length,
            Links = AddLinks(message),
            MessageId = words.MessageId.IsEmpty ? Slice.None : AddText(words.MessageId),
            Subject = AddText(words.Subject),
            Body = withBody ? AddText(words.Body) : Slice.None,
        };
        AddPeople(message.To);
        AddPeople(message.Cc);
    }

    /// <summary>
    /// Translates the numbers of the run's book into those of the side, and makes the keys that tell copies apart.
    /// </summary>
    public void Settle(IReadOnlyList<int> sideNumbers, Key key)
    {
        for (var at = 0; at < peopleCount; at++)
        {
            people[at] = sideNumbers[people[at]];
        }

        for (var at = 0; at < Count; at++)
        {
            ref var row = ref rows[at];
            row.Author = row.Author < 0 ? -1 : sideNumbers[row.Author];
            row.Recipients = AddRecipients(row);
            row.BodyKey = row.Body.IsThere ? unchecked((long)key.Of(Bytes(row.Body))) : null;
            row.ContentKey = ContentKey(row, key);
        }
    }

    /// <summary>The rows in the order of their keys, the first of equal ones first: that is how the index of keys likes them.</summary>
    public ReadOnlySpan<int> ByKey()
    {
        var order = new (long Key, int Row)[Count];
        for (var at = 0; at < Count; at++)
        {
            order[at] = (rows[at].MessageKey, at);
        }

        Array.Sort(order);
        return Array.ConvertAll(order, pair => pair.Row);
    }

    public void Clear() => (Count, peopleCount, bytesCount) = (0, 0, 0);

    private Slice AddLinks(in Message message)
    {
        var slice = Take(Links.Size(message.InReplyTo.Length, message.References.Length));
        Links.Write(bytes.AsSpan(slice.Start, slice.Length), message.InReplyTo, message.References);
        return slice;
    }

    private void AddPeople(ReadOnlySpan<int> numbers)
    {
        Grow(ref people, peopleCount, numbers.Length);
        numbers.CopyTo(people.AsSpan(peopleCount));
        peopleCount += numbers.Length;
    }

    private Slice AddText(ReadOnlySpan<byte> text)
    {
        if (!Utf8Text.IsStorable(text))
        {
            text = Utf8Text.Storable(text);
        }

        var slice = Take(text.Length);
        text.CopyTo(bytes.AsSpan(slice.Start));
        return slice;
    }

    private Slice AddText(string? text)
    {
        if (text is null)
        {
            return Slice.None;
        }

        var storable = Utf8Text.Storable(text);
        var slice = Take(Encoding.UTF8.GetByteCount(storable));
        Encoding.UTF8.GetBytes(storable, bytes.AsSpan(slice.Start));
        return slice;
    }

    private Slice AddRecipients(in Row row)
    {
        var bound = Take(Recipients.Bound(row.To + row.Cc));
        var length = Recipients.Write(
            bytes.AsSpan(bound.Start), people.AsSpan(row.People, row.To), people.AsSpan(row.People + row.To, row.Cc));
        bytesCount = bound.Start + length;
        return new(bound.Start, length);
    }

    private long ContentKey(in Row row, Key key)
    {
        Span<byte> head = stackalloc byte[64];
        BinaryPrimitives.WriteInt64LittleEndian(head, row.SentAt);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], row.BodyKey ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], row.Author);
        BinaryPrimitives.WriteInt32LittleEndian(head[20..], (int)row.Traits);
        BinaryPrimitives.WriteUInt64LittleEndian(head[24..], key.Of(Bytes(row.Recipients)));
        BinaryPrimitives.WriteUInt64LittleEndian(head[32..], key.Of(Bytes(row.Links)));
        BinaryPrimitives.WriteUInt64LittleEndian(head[40..], row.MessageId.IsThere ? key.Of(Bytes(row.MessageId)) : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(head[48..], row.Subject.IsThere ? key.Of(Bytes(row.Subject)) : 0);
        BinaryPrimitives.WriteInt64LittleEndian(head[56..], row.BodyKey is null ? 0 : 1);
        return unchecked((long)key.Of(head));
    }

    private Slice Take(int length)
    {
        Grow(ref bytes, bytesCount, length);
        bytesCount += length;
        return new(bytesCount - length, length);
    }

    private static void Grow<T>(ref T[] array, int used, int more)
    {
        if (used + more > array.Length)
        {
            Array.Resize(ref array, Math.Max(array.Length * 2, used + more));
        }
    }

    /// <param name="Length">-1 for a text that is not there.</param>
    internal readonly record struct Slice(int Start, int Length)
    {
        public static readonly Slice None = new(0, -1);

        public bool IsThere => Length >= 0;
    }

    internal struct Row
    {
        public long MessageKey;
        public long ContentKey;
        public long SentAt;
        public long ByteOffset;
        public long? BodyKey;
        public int Author;
        public int Place;
        public int FileNumber;
        public int People;
        public int To;
        public int Cc;
        public Slice Recipients;
        public Slice Links;
        public Slice MessageId;
        public Slice Subject;
        public Slice Body;
        public Traits Traits;

        public readonly long? Instant => SentAt == Message.Undated ? null : SentAt;

        public readonly int? KnownAuthor => Author < 0 ? null : Author;
    }
}
