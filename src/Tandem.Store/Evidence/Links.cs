using System.Buffers.Binary;

namespace Tandem.Store.Evidence;

/// <summary>
/// The keys of In-Reply-To and References, eight bytes each, little-endian: after two bytes that count the first kind.
/// No bytes at all for a message that starts a conversation.
/// </summary>
internal static class Links
{
    public static int Size(int answers, int references) => answers + references == 0 ? 0 : 2 + ((answers + references) * 8);

    public static void Write(Span<byte> target, ReadOnlySpan<ulong> inReplyTo, ReadOnlySpan<ulong> references)
    {
        if (target.Length == 0)
        {
            return;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(target, checked((ushort)inReplyTo.Length));
        WriteKeys(target[2..], inReplyTo);
        WriteKeys(target[(2 + (inReplyTo.Length * 8))..], references);
    }

    /// <summary>Puts all keys into <paramref name="into"/> and says how many of them stood in In-Reply-To.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, List<ulong> into)
    {
        into.Clear();
        for (var at = 2; at < bytes.Length; at += 8)
        {
            into.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]));
        }

        return bytes.Length == 0 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private static void WriteKeys(Span<byte> target, ReadOnlySpan<ulong> keys)
    {
        for (var at = 0; at < keys.Length; at++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[(at * 8)..], keys[at]);
        }
    }
}
