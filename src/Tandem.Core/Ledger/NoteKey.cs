using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Tandem.Core.Ledger;

/// <summary>
/// The public key of a log: ECDSA on P-256 with SHA-256, type 0x02 of c2sp.org/signed-note. Its text form is the
/// verifier key <c>name+id+base64</c>. Two keys with the same name and bytes are equal.
/// </summary>
public sealed class NoteKey : IEquatable<NoteKey>
{
    private const byte EcdsaWithSha256 = 0x02;
    private const int IdBytes = 4;
    private const int IdDigits = 2 * IdBytes;

    /// <summary>
    /// Before the point: SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 0x04 (uncompressed).
    /// </summary>
    private static ReadOnlySpan<byte> Prefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
        0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    private const int PointBytes = 64;

    private readonly byte[] spki;

    private NoteKey(string name, byte[] spki) =>
        (Name, this.spki, Id) = (name, spki, BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(spki)));

    private NoteKey(string name, byte[] spki, uint id) => (Name, this.spki, Id) = (name, spki, id);

    public string Name { get; }

    /// <summary>
    /// The first four bytes of the SHA-256 of the public key's DER, without the name: c2sp.org/signed-note says so for
    /// type 0x02, unlike for all others.
    /// </summary>
    public uint Id { get; }

    /// <summary>The public key as a DER SubjectPublicKeyInfo.</summary>
    public ReadOnlySpan<byte> Spki => spki;

    /// <summary>The public half of a private key.</summary>
    public static NoteKey Of(string name, ECDsa key)
    {
        var spki = key.ExportSubjectPublicKeyInfo();
        return NoteText.IsName(name) && IsOnP256(spki) ? new(name, spki)
            : throw new ArgumentException("A key has a name without spaces or plus signs, and is on P-256.");
    }

    /// <summary>The same key under another name: for type 0x02 the name is no part of it.</summary>
    public NoteKey Named(string name) => NoteText.IsName(name)
        ? new(name, spki, Id)
        : throw new ArgumentException("A key has a name without spaces or plus signs.", nameof(name));

    public static bool TryParse(string text, [NotNullWhen(true)] out NoteKey? key, out FormatProblem problem)
    {
        key = null;
        var error = FormatError.Key;
        if (text.Split('+', 3) is [var name, { Length: IdDigits } id, var encoded] && NoteText.IsName(name)
            && uint.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && encoded.Length < 2 * (Prefix.Length + PointBytes)
            && StrictBase64.TryDecode(encoded, out var bytes) && bytes.Length > 0)
        {
            error = TryRead(name, bytes, out key) is var read and not FormatError.None ? read
                : key!.Id != number || id != IdText(number) ? FormatError.KeyId : FormatError.None;
        }

        key = error == FormatError.None ? key : null;
        problem = new(error);
        return key is not null;
    }

    /// <summary>Whether the signature, in DER, is this key's over the text. False for rubbish.</summary>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(spki, out _);
        return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && Spki.SequenceEqual(other.Spki);

    public override bool Equals(object? obj) => Equals(obj as NoteKey);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    /// <summary>The verifier key.</summary>
    public override string ToString() => $"{Name}+{IdText(Id)}+{Convert.ToBase64String([EcdsaWithSha256, .. spki])}";

    /// <summary>The eight digits by which people compare keys.</summary>
    public static string IdText(uint id) => id.ToString("x8", CultureInfo.InvariantCulture);

    private static FormatError TryRead(string name, ReadOnlySpan<byte> bytes, out NoteKey? key)
    {
        key = null;
        if (bytes[0] != EcdsaWithSha256)
        {
            return FormatError.KeyAlgorithm;
        }

        if (!IsOnP256(bytes[1..]))
        {
            return FormatError.KeyNotOnP256;
        }

        key = new(name, bytes[1..].ToArray());
        return FormatError.None;
    }

    private static bool IsOnP256(ReadOnlySpan<byte> spki)
    {
        if (spki.Length != Prefix.Length + PointBytes || !spki.StartsWith(Prefix))
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out _); // the one way to ask whether the point is on the curve
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
