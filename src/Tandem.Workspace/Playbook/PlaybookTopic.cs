using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tandem.Workspace.Playbook;

/// <summary>A page of the playbook: what a principle or a figure means in practice, in each language.</summary>
/// <param name="Name">As in its URL.</param>
/// <param name="Markdown">By language; the first line is its title.</param>
public sealed record PlaybookTopic(string Name, FrozenDictionary<string, string> Markdown)
{
    private static readonly string[] Names =
    [
        "reciprocity", "autonomy", "integrity", "loyalty", "equity", "trust", "value", "ground-rules", "actions", "standing", "private-and-shared",
    ];

    /// <summary>In the order they are read.</summary>
    public static ImmutableArray<PlaybookTopic> All { get; } = [.. Names.Select(Read)];

    public static PlaybookTopic? Find(string name) => All.FirstOrDefault(topic => topic.Name == name);

    public string TitleIn(string language) => Markdown[language].Split('\n', 2)[0].TrimStart('#', ' ');

    /// <summary>What it begins with, after its title.</summary>
    public string LeadIn(string language) => Markdown[language].Split("\n\n", 3)[1].ReplaceLineEndings(" ").Trim();

    private static PlaybookTopic Read(string name) => new(name, Text.Texts.Languages.ToFrozenDictionary(
        language => language, language =>
        {
            using var stream = typeof(PlaybookTopic).Assembly.GetManifestResourceStream($"playbook/{language}/{name}.md")!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }));
}
