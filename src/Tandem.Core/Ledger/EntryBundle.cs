using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Tandem.Core.Ledger;

/// <summary>
/// The entries under one tile of level 0, as c2sp.org/tlog-tiles writes them: each behind its length in two bytes.
/// </summary>
public static class EntryBundle
{
    /// <summary>The longest entry whose length two bytes can say.</summary>
    public const int LongestEntry = ushort.MaxValue;

    private const int LengthBytes = 2;

    public static byte[] Write(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var bytes = new byte[entries.Sum(entry => LengthBytes + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)entry.Length));
            entry.Span.CopyTo(rest[LengthBytes..]);
            rest = rest[(LengthBytes + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Exactly as many entries as the tile is wide, and nothing after them.</summary>
    public static bool TryRead(
        TileId tile, ReadOnlyMemory<byte> bytes, out ImmutableArray<ReadOnlyMemory<byte>> entries)
    {
        var read = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        while (read.Count < tile.Width && bytes.Length >= LengthBytes
            && BinaryPrimitives.ReadUInt16BigEndian(bytes.Span) is var length && bytes.Length - LengthBytes >= length)
        {
            read.Add(bytes.Slice(LengthBytes, length));
            bytes = bytes[(LengthBytes + length)..];
        }

        var exact = read.Count == tile.Width && bytes.IsEmpty;
        entries = exact ? read.ToImmutable() : [];
        return exact;
    }
}
