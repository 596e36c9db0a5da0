using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tandem.Web.Api;

/// <summary>An object as it was sent, none of its members named twice: then two readers could read two things.</summary>
internal sealed class StrictObject : JsonConverter<JsonObject>
{
    public override JsonObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonNode.Parse(document.RootElement.GetRawText(), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
            ?? throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
