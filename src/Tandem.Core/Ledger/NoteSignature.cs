using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Tandem.Core.Ledger;

/// <summary>One signature line of a note. Which algorithm it is of, only the key says.</summary>
public sealed class NoteSignature
{
    private const string Start = "— ";
    private const int IdBytes = 4;

    private readonly byte[] bytes;

    internal NoteSignature(string name, uint keyId, ReadOnlySpan<byte> signature)
    {
        (Name, KeyId) = (name, keyId);
        bytes = new byte[IdBytes + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, keyId);
        signature.CopyTo(bytes.AsSpan(IdBytes));
    }

    public string Name { get; }

    public uint KeyId { get; }

    /// <summary>Without the key's id.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(IdBytes);

    public bool IsOf(NoteKey key) => KeyId == key.Id && Name == key.Name;

    /// <summary>The line, without its newline.</summary>
    public override string ToString() => $"{Start}{Name} {Convert.ToBase64String(bytes)}";

    internal static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = line.StartsWith(Start, StringComparison.Ordinal)
            && line[Start.Length..].Split(' ') is [var name, var encoded]
            && NoteText.IsName(name) && StrictBase64.TryDecode(encoded, out var bytes) && bytes.Length > IdBytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsSpan(IdBytes))
            : null;
        return signature is not null;
    }
}
