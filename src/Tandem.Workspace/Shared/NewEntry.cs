using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>What somebody wants to enter, before it is decided upon. Side, author and instant of recording are not theirs to say.</summary>
/// <param name="Body">As <c>entries.md</c> has it for the kind.</param>
/// <param name="Texts">What they wrote, by the name of the group.</param>
/// <param name="Occurred">When it took effect; <c>null</c>: now.</param>
/// <param name="Id"><c>null</c>: one is made.</param>
/// <param name="Key">Asking twice with the same idempotency key writes once.</param>
public sealed record NewEntry(
    string Kind, JsonObject Body, ImmutableDictionary<string, string> Texts, DateTimeOffset? Occurred = null, EntryId? Id = null, string? Key = null)
{
    public static NewEntry Of(string kind, JsonObject body, params ReadOnlySpan<(string Name, string? Text)> texts)
    {
        var groups = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                groups[name] = text.Trim();
            }
        }

        return new(kind, body, groups.ToImmutable());
    }

    /// <summary>The entry as one line, as drafts are kept and as the desk takes it in.</summary>
    public string Write(EntryId id, Side side, string by, DateTimeOffset now)
    {
        var line = new JsonObject
        {
            ["id"] = id.Value,
            ["kind"] = Kind,
            ["side"] = side.ToString(),
            ["by"] = by,
            ["occurred"] = Instant.Write(Occurred ?? now),
            ["body"] = Body.DeepClone(),
        };
        if (Texts.Count > 0)
        {
            line["text"] = new JsonObject(Texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));
        }

        return line.ToJsonString();
    }
}
