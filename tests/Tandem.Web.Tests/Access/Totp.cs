using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Tandem.Web.Tests.Access;

/// <summary>What an authenticator shows (RFC 6238, RFC 4226 §5.3), written apart from what checks it.</summary>
internal static class Totp
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(string secret, int steps = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // What authenticators use.
        var hash = HMACSHA1.HashData(Bytes(secret), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string secret)
    {
        var (bits, count, bytes) = (0, 0, new List<byte>());
        foreach (var letter in secret)
        {
            (bits, count) = (((bits << 5) | Letters.IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF, count + 5);
            if (count >= 8)
            {
                bytes.Add((byte)((bits >> (count - 8)) & 0xFF));
                count -= 8;
            }
        }

        return [.. bytes];
    }
}
