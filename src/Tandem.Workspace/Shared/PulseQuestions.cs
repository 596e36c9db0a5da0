using System.Collections.Immutable;
using System.Text.Json;

namespace Tandem.Workspace.Shared;

/// <summary>What a pulse asks: catalogue/pulse_items.json, in the languages of the pages.</summary>
public sealed class PulseQuestions
{
    private PulseQuestions(JsonElement root)
    {
        Scale = Words(root.GetProperty("scale").GetProperty("labels"), labels => labels.EnumerateArray().Select(label =>
            label.GetString()!).ToImmutableArray());
        Share = Words(root.GetProperty("share_question"), text => text.GetString()!);
        Items =
        [
            .. root.GetProperty("items").EnumerateArray().Select(item => new PulseItem(
                item.GetProperty("id").GetString()!, item.GetProperty("dimension").GetString()!,
                Words(item, text => text.GetString()!), Words(item.GetProperty("self"), text => text.GetString()!))),
        ];
    }

    public static PulseQuestions All { get; } = Read();

    /// <summary>From 1 to 5, by language.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Scale { get; }

    public ImmutableDictionary<string, string> Share { get; }

    public ImmutableArray<PulseItem> Items { get; }

    private static PulseQuestions Read()
    {
        using var stream = typeof(PulseQuestions).Assembly.GetManifestResourceStream("pulse_items.json")!;
        using var document = JsonDocument.Parse(stream);
        return new(document.RootElement);
    }

    private static ImmutableDictionary<string, T> Words<T>(JsonElement from, Func<JsonElement, T> read) =>
        Text.Texts.Languages.ToImmutableDictionary(language => language, language => read(from.GetProperty(language)));
}

/// <param name="OfThem">The statement about the other side, by language.</param>
/// <param name="OfUs">The same about the own side.</param>
public sealed record PulseItem(string Id, string Dimension, ImmutableDictionary<string, string> OfThem, ImmutableDictionary<string, string> OfUs);
