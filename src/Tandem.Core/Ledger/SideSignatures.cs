using System.Security.Cryptography;
using Tandem.Core.Facts;

namespace Tandem.Core.Ledger;

/// <summary>Whether an entry's signature is that of a key its side named in the charter in force.</summary>
public static class SideSignatures
{
    /// <summary>No signature is right too; whether one was to be expected is another question (<see cref="IsExpected"/>).</summary>
    public static bool IsRight(Charter? charter, Statement statement, Seal seal) => seal.Signature is not { } signature
        || (charter?.Parameters.SigningKeys[statement.Side] is { } keys && keys.Any(key => IdOf(key) == signature.Key
            && Verifies(key, Entry.SignedBytes(statement, seal), signature.Value.Span)));

    public static bool IsExpected(Charter? charter, Statement statement) =>
        charter?.Parameters.SigningKeys[statement.Side].IsEmpty == false;

    /// <summary>The first four bytes of the SHA-256 of the SPKI, in hexadecimal.</summary>
    public static string IdOf(string spki) =>
        StrictBase64.TryDecode(spki, out var bytes) ? Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 4)) : "";

    private static bool Verifies(string spki, ReadOnlySpan<byte> said, ReadOnlySpan<byte> signature)
    {
        if (!StrictBase64.TryDecode(spki, out var bytes))
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes, out _);
            return key.VerifyData(said, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false; // the charter names something that is no key
        }
    }
}
