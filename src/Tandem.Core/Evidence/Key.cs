using System.Buffers.Binary;

namespace Tandem.Core.Evidence;

/// <summary>
/// A 64-bit key of a message identifier or an address, salted once per run so that nobody can write mail whose
/// identifiers collide on purpose. Two honest keys of a million collide with a probability of about 3 in 10^8.
/// The mixing is the folded 128-bit multiplication known from wyhash.
/// </summary>
public sealed class Key(ulong salt)
{
    private const ulong Odd1 = 0xa0761d6478bd642f;
    private const ulong Odd2 = 0xe7037ed1a0b428db;
    private const ulong Odd3 = 0x8ebc6af09c88c6e3;

    public ulong Of(ReadOnlySpan<byte> bytes)
    {
        var state = Fold(salt ^ Odd1, (ulong)bytes.Length ^ Odd2);
        while (bytes.Length >= 16)
        {
            state = Fold(Word(bytes) ^ Odd2 ^ state, Word(bytes[8..]) ^ Odd3 ^ salt);
            bytes = bytes[16..];
        }

        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        bytes.CopyTo(rest);
        return Fold(Word(rest) ^ Odd1 ^ state, Word(rest[8..]) ^ Odd3 ^ salt) | 1; // 0 stays free for "none"
    }

    private static ulong Word(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
