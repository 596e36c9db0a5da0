namespace Tandem.Samples;

/// <summary>
/// Reads scenes/*.txt: a scene begins with <c>== name</c>, goes on with <c>key: value</c> lines, and each line
/// <c>[step]</c> begins one wording of that step.
/// </summary>
internal static class Script
{
    public static IReadOnlyList<Scene> Read(string language)
    {
        var scenes = new List<Scene>();
        foreach (var part in Text(language).Split("== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n');
            var keys = new Dictionary<string, string>();
            var blocks = new List<(string Step, List<string> Lines)>();
            foreach (var line in lines.Skip(1))
            {
                if (line is ['[', .. var step, ']'])
                {
                    blocks.Add((step, []));
                }
                else if (blocks.Count > 0)
                {
                    blocks[^1].Lines.Add(line);
                }
                else if (line.Split(": ", 2) is [var key, var value])
                {
                    keys[key] = keys.TryGetValue(key, out var known) ? known + "\n" + value : value;
                }
            }

            scenes.Add(new(lines[0], language, keys,
                blocks.ToLookup(b => b.Step, b => string.Join('\n', b.Lines).Trim())));
        }

        return scenes;
    }

    public static string Text(string resource)
    {
        using var stream = typeof(Script).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
