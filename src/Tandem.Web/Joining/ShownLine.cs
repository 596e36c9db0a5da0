using System.Text.Json;

namespace Tandem.Web.Joining;

/// <summary>An entry as the other side is shown it before it joins: the line itself, taken apart.</summary>
public sealed class ShownLine
{
    public ShownLine(string line)
    {
        using var document = JsonDocument.Parse(line);
        Line = document.RootElement.Clone();
    }

    public ShownLine(JsonElement line) => Line = line;

    public JsonElement Line { get; }

    public string Id => Line.GetProperty("id").GetString()!;

    public string Kind => Line.GetProperty("kind").GetString()!;

    public DateTimeOffset Occurred => Line.GetProperty("occurred").GetDateTimeOffset();

    /// <summary>What people wrote in it, group by group.</summary>
    public IEnumerable<string> Texts => Line.TryGetProperty("text", out var texts)
        ? texts.EnumerateObject().Select(text => text.Value.GetString()!)
        : [];

    /// <summary>The facts, as they will stand in the record.</summary>
    public string Body => Line.GetProperty("body").GetRawText();
}
