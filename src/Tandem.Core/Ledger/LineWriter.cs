using System.Buffers;
using System.Text;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Ledger;

/// <summary>Writes an entry as the line that <see cref="Line"/> reads, with its seal.</summary>
public static class LineWriter
{
    /// <summary>Without a line feed.</summary>
    public static void Write(IBufferWriter<byte> output, Entry entry)
    {
        var statement = entry.Statement;
        Text(output, "{\"id\":", statement.Id.Value!);
        Text(output, ",\"kind\":", statement.Fact.Kind);
        Text(output, ",\"side\":", statement.Side == Side.A ? "A" : "B");
        Text(output, ",\"by\":", statement.By);
        Text(output, ",\"occurred\":", Instant.Write(statement.Occurred));
        Text(output, ",\"recorded\":", Instant.Write(statement.Recorded));
        output.Write(",\"body\":"u8);
        output.Write(statement.Body.Span);
        Texts(output, statement);
        WriteSeal(output, entry.Seal);
        output.Write("}"u8);
    }

    private static void Texts(IBufferWriter<byte> output, Statement statement)
    {
        var before = ",\"text\":{";
        foreach (var group in statement.Texts)
        {
            Name(output, before, group.Name);
            CanonicalJson.WriteString(output, group.Text);
            before = ",";
        }

        output.Write(statement.Texts.IsEmpty ? default : "}"u8);
    }

    private static void WriteSeal(IBufferWriter<byte> output, Seal seal)
    {
        Text(output, ",\"seal\":{\"relationship\":", seal.Relationship.ToString());
        Ascii(output, FormattableString.Invariant($",\"sequence\":{seal.Sequence}"));
        Text(output, ",\"salts\":{\"body\":", Convert.ToBase64String(seal.BodySalt.Span));
        Map(output, ",\"text\":{", seal.TextSalts.Select(salt => (salt.Key, Convert.ToBase64String(salt.Value.Span))));
        output.Write("}"u8);
        Map(output, ",\"erased\":{", seal.Erased.Select(erased => (erased.Key, erased.Value.ToBase64())));
        if (seal.Signature is { } signature)
        {
            Text(output, ",\"signature\":{\"key\":", signature.Key);
            Text(output, ",\"value\":", Convert.ToBase64String(signature.Value.Span));
            output.Write("}"u8);
        }

        output.Write("}"u8);
    }

    private static void Map(IBufferWriter<byte> output, string before, IEnumerable<(string Name, string Base64)> members)
    {
        var isAny = false;
        foreach (var (name, base64) in members)
        {
            Name(output, isAny ? "," : before, name);
            CanonicalJson.WriteString(output, base64);
            isAny = true;
        }

        output.Write(isAny ? "}"u8 : default);
    }

    private static void Name(IBufferWriter<byte> output, string before, string name)
    {
        Text(output, before, name);
        output.Write(":"u8);
    }

    private static void Text(IBufferWriter<byte> output, string before, string text)
    {
        Ascii(output, before);
        CanonicalJson.WriteString(output, text);
    }

    private static void Ascii(IBufferWriter<byte> output, string text) => _ = Encoding.ASCII.GetBytes(text, output);
}
