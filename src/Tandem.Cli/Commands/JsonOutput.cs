using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Cli.Commands;

/// <summary>JSON on standard output, indented, names and texts as they are.</summary>
internal static class JsonOutput
{
    public static void Write(JsonNode node)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            node.WriteTo(writer);
        }

        output.WriteByte((byte)'\n');
    }
}
