using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Cuts a stream into lines. One that is longer than any line may be is cut short, and refused when it is read.</summary>
public static class NdjsonLines
{
    private const int Most = Limits.LineBytes + Limits.SealBytes + 1;

    /// <returns>Lines without their line feed; an empty last one is none.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(Stream stream)
    {
        var buffer = new byte[1 << 17];
        var line = new List<byte>();
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            var rest = buffer.AsMemory(0, read);
            while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
            {
                yield return Whole(line, rest[..end]);
                rest = rest[(end + 1)..];
            }

            Keep(line, rest.Span);
        }

        if (line.Count > 0)
        {
            yield return Whole(line, default);
        }
    }

    private static ReadOnlyMemory<byte> Whole(List<byte> line, ReadOnlyMemory<byte> end)
    {
        Keep(line, end.Span);
        byte[] whole = [.. line];
        line.Clear();
        return whole;
    }

    private static void Keep(List<byte> line, ReadOnlySpan<byte> bytes) => line.AddRange(bytes[..Math.Min(bytes.Length, Most - line.Count)]);
}
