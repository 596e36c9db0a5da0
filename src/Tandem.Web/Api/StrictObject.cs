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
        if (!IsText(document.RootElement))
        {
            throw new JsonException();
        }

        return JsonNode.Parse(document.RootElement.GetRawText(), documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject
            ?? throw new JsonException();
    }

    /// <summary>Half a surrogate pair is well-formed JSON, but no text: it would be found out only where the text is read.</summary>
    private static bool IsText(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString() is not null,
                JsonValueKind.Array => element.EnumerateArray().All(IsText),
                JsonValueKind.Object => element.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
