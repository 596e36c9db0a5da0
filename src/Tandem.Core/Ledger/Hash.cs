using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Tandem.Core.Ledger;

/// <summary>
/// A SHA-256 hash. <c>default</c> is thirty-two zero bytes: the hash of nothing anybody knows, and so never that of an
/// entry or a tree.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash
{
    /// <summary>In bytes.</summary>
    public const int Length = 32;

    // The thirty-two bytes as they lie in memory, so that equality is four comparisons and nothing is on the heap.
    private readonly ulong first, second, third, fourth;

    /// <summary>The hash that these thirty-two bytes spell.</summary>
    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("A hash has thirty-two bytes.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Hash>(bytes);
    }

    /// <summary>SHA-256 of the bytes, without the prefix that tells leaves from nodes.</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return MemoryMarshal.Read<Hash>(hash);
    }

    /// <summary>Canonical base64 of exactly thirty-two bytes.</summary>
    public static bool TryParseBase64(ReadOnlySpan<char> text, out Hash hash)
    {
        var parsed = StrictBase64.TryDecode(text, out var bytes) && bytes.Length == Length;
        hash = parsed ? new(bytes) : default;
        return parsed;
    }

    /// <summary>Sixty-four hexadecimal digits, upper or lower case.</summary>
    public static bool TryParseHex(ReadOnlySpan<char> text, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var parsed = text.Length == 2 * Length
            && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
        hash = parsed ? new(bytes) : default;
        return parsed;
    }

    public void CopyTo(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>In lower case.</summary>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Base64, as in a checkpoint.</summary>
    public override string ToString() => ToBase64();
}
