namespace Tandem.Core.Evidence;

/// <summary>
/// A list that grows by chunks instead of doubling, so that a mailbox of ten gigabytes never needs its columns twice.
/// Not safe for several writers.
/// </summary>
public sealed class ChunkedList<T>
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;

    private T[][] chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public int Add(T item)
    {
        var chunk = Count >> ChunkBits;
        if (chunk == chunks.Length)
        {
            Array.Resize(ref chunks, Math.Max(4, chunks.Length * 2));
        }

        chunks[chunk] ??= new T[ChunkSize];
        chunks[chunk][Count & (ChunkSize - 1)] = item;
        return Count++;
    }
}
