using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Tests.Advice;

/// <summary>A small ledger told entry by entry, each decided upon as a new relationship would; every entry must be taken in.</summary>
internal sealed class Tale
{
    /// <summary>A Monday at noon: what is read is read then, unless a test says otherwise.</summary>
    public const string Now = "2026-06-01T12:00:00Z";

    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    public static DateTimeOffset At(string instant) =>
        Instant.TryParse(instant, out var at) ? at : throw new FormatException(instant);

    public static Tale OfFile(string path)
    {
        var tale = new Tale();
        tale.lines.AddRange(File.ReadLines(path));
        return tale;
    }

    public Tale Says(string side, string id, string kind, string at, string body)
    {
        lines.Add(LineOf(side, id, kind, at, body));
        return this;
    }

    public void Add(string line) => lines.Add(line);

    public Tale Adds(IEnumerable<JsonObject> entries, DateTimeOffset recorded)
    {
        foreach (var entry in entries)
        {
            entry["recorded"] = Instant.Write(recorded);
            lines.Add(entry.ToJsonString());
        }

        return this;
    }

    /// <summary>Something that a side gave, as the other one admits.</summary>
    public Tale Gives(string giver, string id, double worth, string at = "2026-05-01") => Says(
        giver == "A" ? "B" : "A", id, "contribution", at,
        string.Create(CultureInfo.InvariantCulture, $$"""{"giver":"{{giver}}","category":"time","worth":{"amount":"{{worth:0.00}}","currency":"SEK"} }"""));

    /// <summary>Ten entries each, so that there is enough to assert a share.</summary>
    public Tale GivesTenTimes(double a, double b, string at = "2026-05-01")
    {
        for (var time = 0; time < 10; time++)
        {
            _ = Gives("A", $"given-a{time}", a, at).Gives("B", $"given-b{time}", b, at);
        }

        return this;
    }

    public Tale Promises(string by, string id, string at, string due) =>
        Says(by, id, "commitment", at, $$"""{"by":"{{by}}","due":"{{due}}","importance":"normal"}""");

    public Tale Copy()
    {
        var copy = new Tale();
        copy.lines.AddRange(lines);
        return copy;
    }

    /// <summary>The same tale with the two sides swapped.</summary>
    public Tale Swapped()
    {
        var swapped = new Tale();
        swapped.lines.AddRange(lines.Select(line => Swap(JsonNode.Parse(line))!.ToJsonString()));
        return swapped;
    }

    public static JsonNode? Swap(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(Other(m.Key), m.Key == "by" ? m.Value?.ToString() switch
        {
            "A" => "B",
            "B" => "A",
            var author => author,
        } : Swap(m.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Swap)]),
        JsonValue value when value.TryGetValue<string>(out var text) => Other(text),
        _ => node?.DeepClone(),
    };

    /// <summary>An entry as its side prepares it.</summary>
    public static Statement Draft(string side, string id, string kind, string body) =>
        Line.Read(Encoding.UTF8.GetBytes(LineOf(side, id, kind, Now, body))).Statement ?? throw new FormatException(body);

    public LedgerFile Accepted()
    {
        var file = LedgerFile.Read(lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line)));
        return file.Refused.IsEmpty ? file
            : throw new InvalidOperationException($"Line {file.Refused[0].Line} ({lines[(int)file.Refused[0].Line - 1]}): {file.Refused[0].Refusal}");
    }

    public Situation Seen(Side us = Side.A, string at = Now) =>
        new(Course.Of(Accepted().Accepted, At(at)), us, LedgerFile.WorkingTimes(HoursFile.Default, At(at)));

    /// <summary>What one action has to say.</summary>
    public static IReadOnlyList<Suggestion> Of(Situation situation, string action) =>
        [.. ActionCatalogue.All.Single(one => one.Action == action).For(situation)];

    private static string Other(string word) => word switch { "A" => "B", "B" => "A", _ => word };

    private static string LineOf(string side, string id, string kind, string at, string body) => $$"""
        {"id":"{{id}}","kind":"{{kind}}","side":"{{side}}","by":"somebody","occurred":"{{at}}","recorded":"{{at}}","body":{{body}} }
        """;
}
