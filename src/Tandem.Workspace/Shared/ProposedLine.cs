using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>An entry as the other side will see it: what it says, without how it is kept.</summary>
internal static class ProposedLine
{
    public static JsonElement Of(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    public static JsonElement Of(Entry entry)
    {
        var statement = entry.Statement;
        var line = new JsonObject
        {
            ["id"] = statement.Id.Value,
            ["kind"] = statement.Fact.Kind,
            ["side"] = statement.Side.ToString(),
            ["occurred"] = Instant.Write(statement.Occurred),
            ["recorded"] = Instant.Write(statement.Recorded),
            ["body"] = JsonNode.Parse(statement.Body.Span),
            ["text"] = new JsonObject(statement.Texts.Select(text => KeyValuePair.Create(text.Name, (JsonNode?)text.Text))),
        };
        return JsonSerializer.SerializeToElement(line);
    }
}
