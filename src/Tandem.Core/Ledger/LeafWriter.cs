using System.Buffers.Text;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>
/// The canonical bytes of a leaf (docs/reference/ledger-format.md). The members are written in their sorted order, so that
/// no sorting is needed; vectors/encoding shows that it is the order of RFC 8785.
/// </summary>
internal static class LeafWriter
{
    /// <summary>All but the names, which are bounded: instants, commitments, a signature, numbers, and the members' names.</summary>
    private const int FixedBytes = 900;

    private const int BytesPerText = 128;

    public static byte[] Write(Statement statement, Seal seal, Hash body, ReadOnlySpan<(string Name, Hash Hash)> texts) =>
        Write(statement, seal, body, texts, isPlaced: true);

    public static byte[] WriteSigned(Statement statement, Seal seal, Hash body, ReadOnlySpan<(string Name, Hash Hash)> texts) =>
        Write(statement, seal, body, texts, isPlaced: false);

    private static byte[] Write(Statement statement, Seal seal, Hash body, ReadOnlySpan<(string Name, Hash Hash)> texts, bool isPlaced)
    {
        var references = statement.Fact.References;
        var most = FixedBytes + (6 * Limits.IdChars) + (references.Length * (Limits.IdChars + 3)) + (texts.Length * BytesPerText);
        var leaf = new Utf8Line(most <= 4096 ? stackalloc byte[most] : new byte[most]);
        leaf.Put("{\"audience\":\"shared\",\"author\":"u8);
        leaf.Put(CanonicalJson.StringOf(statement.By));
        leaf.Put(",\"body\":\""u8);
        leaf.Put(body);
        leaf.Put("\",\"format\":\"tandem-entry/1\",\"id\":\""u8);
        leaf.Put(statement.Id.Value!);
        leaf.Put("\",\"kind\":\""u8);
        leaf.Put(statement.Fact.Kind);
        leaf.Put("\",\"occurred\":\""u8);
        leaf.Put(Instant.Write(statement.Occurred));
        if (isPlaced)
        {
            leaf.Put("\",\"recorded\":\""u8);
            leaf.Put(Instant.Write(statement.Recorded));
        }

        PutReferences(ref leaf, references);
        leaf.Put(",\"relationship\":\""u8);
        leaf.Put(seal.Relationship.ToString());
        if (isPlaced)
        {
            leaf.Put("\",\"sequence\":"u8);
            leaf.Put(seal.Sequence);
            leaf.Put(",\"side\":\""u8);
        }
        else
        {
            leaf.Put("\",\"side\":\""u8);
        }

        leaf.Put(statement.Side == Side.A ? "A\""u8 : "B\""u8);
        if (isPlaced && seal.Signature is { } signature)
        {
            PutSignature(ref leaf, signature);
        }

        PutTexts(ref leaf, texts);
        return leaf.Written.ToArray();
    }

    private static void PutReferences(ref Utf8Line leaf, System.Collections.Immutable.ImmutableArray<EntryId> references)
    {
        leaf.Put("\",\"references\":["u8);
        if (references.Length == 1)
        {
            leaf.Put("\""u8);
            leaf.Put(references[0].Value!);
            leaf.Put("\""u8);
        }
        else if (references.Length > 1)
        {
            leaf.Put(string.Join(',', references.Select(id => id.Value!).Distinct().Order(StringComparer.Ordinal).Select(id => $"\"{id}\"")));
        }

        leaf.Put("]"u8);
    }

    private static void PutSignature(ref Utf8Line leaf, SideSignature signature)
    {
        leaf.Put(",\"signature\":{\"key\":\""u8);
        leaf.Put(signature.Key);
        leaf.Put("\",\"value\":\""u8);
        leaf.Put(Convert.ToBase64String(signature.Value.Span));
        leaf.Put("\"}"u8);
    }

    private static void PutTexts(ref Utf8Line leaf, ReadOnlySpan<(string Name, Hash Hash)> texts)
    {
        leaf.Put(",\"text\":{"u8);
        for (var at = 0; at < texts.Length; at++)
        {
            leaf.Put(at > 0 ? ",\""u8 : "\""u8);
            leaf.Put(texts[at].Name);
            leaf.Put("\":\""u8);
            leaf.Put(texts[at].Hash);
            leaf.Put("\""u8);
        }

        leaf.Put("}}"u8);
    }

    /// <summary>A line in the making, in room that was measured before.</summary>
    private ref struct Utf8Line(Span<byte> room)
    {
        private readonly Span<byte> room = room;
        private int length;

        public readonly ReadOnlySpan<byte> Written => room[..length];

        public void Put(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(room[length..]);
            length += bytes.Length;
        }

        public void Put(string text) => length += Encoding.UTF8.GetBytes(text, room[length..]);

        public void Put(long number)
        {
            _ = Utf8Formatter.TryFormat(number, room[length..], out var digits);
            length += digits;
        }

        public void Put(in Hash hash)
        {
            Span<byte> bytes = stackalloc byte[Hash.Length];
            hash.CopyTo(bytes);
            _ = Base64.EncodeToUtf8(bytes, room[length..], out _, out var written);
            length += written;
        }
    }
}
