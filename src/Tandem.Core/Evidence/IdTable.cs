namespace Tandem.Core.Evidence;

/// <summary>
/// Every message identifier that was seen or only named, as a small number (a node of the graph of conversations), and
/// the message that carries it, or none for a phantom. Open addressing over chunked columns.
/// </summary>
internal sealed class IdTable
{
    public const int None = -1;

    private readonly ChunkedList<ulong> keys = new();
    private readonly ChunkedList<int> messages = new();
    private int[] slots = new int[1 << 10];

    public int Count => keys.Count;

    public int NodeOf(ulong key)
    {
        if (keys.Count * 4L >= slots.Length * 3L)
        {
            Grow();
        }

        var slot = Find(slots, key);
        if (slots[slot] == 0)
        {
            slots[slot] = keys.Add(key) + 1;
            messages.Add(None);
        }

        return slots[slot] - 1;
    }

    public ulong KeyOf(int node) => keys[node];

    public ref int MessageOf(int node) => ref messages[node];

    private int Find(int[] table, ulong key)
    {
        var mask = table.Length - 1;
        var slot = (int)((key >> 20) & (ulong)mask);
        while (table[slot] != 0 && keys[table[slot] - 1] != key)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var wider = new int[slots.Length * 2];
        for (var node = 0; node < keys.Count; node++)
        {
            wider[Find(wider, keys[node])] = node + 1;
        }

        slots = wider;
    }
}
