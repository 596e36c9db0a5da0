using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Samples;

/// <summary>An entry of the sample ledger; the members of its body are JSON already.</summary>
internal sealed record LedgerLine(
    string Id, string Kind, string By, DateTime Occurred, DateTime Recorded,
    IReadOnlyList<(string Name, string Json)> Body, IReadOnlyList<(string Name, string Words)> Text)
{
    // Swedish and French stay readable in the file.
    private static readonly JsonWriterOptions Readable =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The side is the first letter of the author's pseudonym.</summary>
    public string Side => By[..1].ToUpperInvariant();

    public byte[] Write()
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line, Readable);
        json.WriteStartObject();
        json.WriteString("id", Id);
        json.WriteString("kind", Kind);
        json.WriteString("side", Side);
        json.WriteString("by", By);
        json.WriteString("occurred", Say(Occurred));
        json.WriteString("recorded", Say(Recorded));
        json.WriteStartObject("body");
        foreach (var (name, value) in Body)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }

        json.WriteEndObject();
        WriteText(json);
        json.WriteEndObject();
        json.Flush();
        return [.. line.WrittenSpan, (byte)'\n'];
    }

    private void WriteText(Utf8JsonWriter json)
    {
        if (Text.Count == 0)
        {
            return;
        }

        json.WriteStartObject("text");
        foreach (var (name, words) in Text)
        {
            json.WriteString(name, words);
        }

        json.WriteEndObject();
    }

    private static string Say(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
