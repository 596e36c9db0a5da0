using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tandem.Store.Ledger;

/// <summary>
/// Locks texts with AES-256-GCM: nonce, ciphertext, tag. Place and name are bound in, so that a locked text cannot be put
/// where another one stood.
/// </summary>
internal sealed class TextLock(ReadOnlySpan<byte> key) : IDisposable
{
    public const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly AesGcm aes = new(key, TagBytes);

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public byte[] Lock(Guid relationship, long sequence, string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var locked = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(locked.AsSpan(0, NonceBytes));
        aes.Encrypt(
            locked.AsSpan(0, NonceBytes), plain, locked.AsSpan(NonceBytes, plain.Length), locked.AsSpan(NonceBytes + plain.Length),
            Place(relationship, sequence, name));
        return locked;
    }

    /// <exception cref="CryptographicException">It was changed, or locked with another key or for another place.</exception>
    public string Unlock(Guid relationship, long sequence, string name, ReadOnlySpan<byte> locked)
    {
        if (locked.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A locked text is cut off.");
        }

        var plain = new byte[locked.Length - NonceBytes - TagBytes];
        aes.Decrypt(locked[..NonceBytes], locked[NonceBytes..^TagBytes], locked[^TagBytes..], plain, Place(relationship, sequence, name));
        return Encoding.UTF8.GetString(plain);
    }

    public void Dispose() => aes.Dispose();

    private static byte[] Place(Guid relationship, long sequence, string name)
    {
        var place = new byte[16 + sizeof(long) + Encoding.UTF8.GetByteCount(name)];
        _ = relationship.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(16), sequence);
        _ = Encoding.UTF8.GetBytes(name, place.AsSpan(16 + sizeof(long)));
        return place;
    }
}
