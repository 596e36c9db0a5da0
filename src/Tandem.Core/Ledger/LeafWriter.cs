using System.Buffers;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>
/// The canonical bytes of a leaf (docs/reference/ledger-format.md). The members are written in their sorted order, so that
/// no sorting is needed; vectors/encoding shows that it is the order of RFC 8785.
/// </summary>
internal static class LeafWriter
{
    private const string Format = "tandem-entry/1";

    public static byte[] Write(Statement statement, Seal seal, Hash body, IReadOnlyDictionary<string, Hash> texts) =>
        Write(statement, seal, body, texts, isPlaced: true);

    public static byte[] WriteSigned(Statement statement, Seal seal, Hash body, IReadOnlyDictionary<string, Hash> texts) =>
        Write(statement, seal, body, texts, isPlaced: false);

    private static byte[] Write(Statement statement, Seal seal, Hash body, IReadOnlyDictionary<string, Hash> texts, bool isPlaced)
    {
        var leaf = new ArrayBufferWriter<byte>(640);
        Word(leaf, "{\"audience\":", "shared");
        Word(leaf, ",\"author\":", statement.By);
        Plain(leaf, ",\"body\":", body.ToBase64());
        Plain(leaf, ",\"format\":", Format);
        Plain(leaf, ",\"id\":", statement.Id.Value!);
        Plain(leaf, ",\"kind\":", statement.Fact.Kind);
        Plain(leaf, ",\"occurred\":", Instant.Write(statement.Occurred));
        if (isPlaced)
        {
            Plain(leaf, ",\"recorded\":", Instant.Write(statement.Recorded));
        }

        References(leaf, statement);
        Plain(leaf, ",\"relationship\":", seal.Relationship.ToString());
        if (isPlaced)
        {
            Ascii(leaf, FormattableString.Invariant($",\"sequence\":{seal.Sequence}"));
        }

        Plain(leaf, ",\"side\":", statement.Side == Side.A ? "A" : "B");
        if (isPlaced && seal.Signature is { } signature)
        {
            Plain(leaf, ",\"signature\":{\"key\":", signature.Key);
            Plain(leaf, ",\"value\":", Convert.ToBase64String(signature.Value.Span));
            leaf.Write("}"u8);
        }

        Texts(leaf, texts);
        return leaf.WrittenSpan.ToArray();
    }

    private static void References(ArrayBufferWriter<byte> leaf, Statement statement)
    {
        leaf.Write(",\"references\":["u8);
        var isFirst = true;
        foreach (var id in statement.Fact.References.Select(id => id.Value!).Distinct().Order(StringComparer.Ordinal))
        {
            Plain(leaf, isFirst ? "" : ",", id);
            isFirst = false;
        }

        leaf.Write("]"u8);
    }

    private static void Texts(ArrayBufferWriter<byte> leaf, IReadOnlyDictionary<string, Hash> texts)
    {
        leaf.Write(",\"text\":{"u8);
        var isFirst = true;
        foreach (var (name, commitment) in texts)
        {
            Plain(leaf, isFirst ? "" : ",", name);
            Plain(leaf, ":", commitment.ToBase64());
            isFirst = false;
        }

        leaf.Write("}}"u8);
    }

    private static void Word(ArrayBufferWriter<byte> leaf, string before, string text)
    {
        Ascii(leaf, before);
        CanonicalJson.WriteString(leaf, text);
    }

    /// <summary>A text in which nothing needs to be escaped.</summary>
    private static void Plain(ArrayBufferWriter<byte> leaf, string before, string text)
    {
        Ascii(leaf, before);
        leaf.Write("\""u8);
        Ascii(leaf, text);
        leaf.Write("\""u8);
    }

    private static void Ascii(ArrayBufferWriter<byte> leaf, string text) =>
        leaf.Advance(Encoding.ASCII.GetBytes(text, leaf.GetSpan(text.Length)));
}
