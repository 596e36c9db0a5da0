using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Measures;

/// <summary>A made-up ledger of everything that feeds a figure; what the rules refuse is left out.</summary>
internal sealed class SomeLedger
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Categories = ["time", "money", "knowledge", "access", "flexibility", "investment", "other"];
    private static readonly string[] Importances = ["minor", "normal", "major"];
    private static readonly string[] Levels = ["imposed", "informed", "consulted", "agreed", "own"];
    private static readonly string[] Agreeable = ["contribution", "commitment", "risk", "incident"];

    private readonly Dice dice;
    private readonly SharedRecord record = new(RecordHead.Empty);
    private readonly List<(string Id, string Kind, string Side)> said = [];
    private DateTimeOffset now = Start;

    private SomeLedger(Dice dice) => this.dice = dice;

    public List<JsonObject> Lines { get; } = [];

    public List<Statement> Accepted { get; } = [];

    /// <summary>An instant after the last entry, by up to a year.</summary>
    public DateTimeOffset Later => now.AddDays(1 + (now.Ticks % 300));

    public static SomeLedger Of(Dice dice, int size)
    {
        var ledger = new SomeLedger(dice);
        for (var at = 0; at < 4 * size; at++)
        {
            ledger.now = ledger.now.AddMinutes(dice.Between(1, 3 * 24 * 60));
            ledger.Say();
        }

        return ledger;
    }

    /// <summary>The same lines decided upon anew.</summary>
    public static ImmutableArray<Statement> Replayed(IEnumerable<JsonObject> lines)
    {
        var record = new SharedRecord(RecordHead.Empty);
        var accepted = ImmutableArray.CreateBuilder<Statement>();
        foreach (var line in lines)
        {
            if (Admission.Decide(record, Line.Read(Encoding.UTF8.GetBytes(line.ToJsonString()))) is Verdict.Accepted { Statement: var statement })
            {
                _ = record.Apply(statement);
                accepted.Add(statement);
            }
        }

        return accepted.ToImmutable();
    }

    /// <summary>The line with the two sides changed about, wherever one is named.</summary>
    public static JsonObject Swapped(JsonObject line) => (JsonObject)SwappedNode(line, "")!;

    private static JsonNode? SwappedNode(JsonNode? node, string name) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(
            m.Key is "A" ? "B" : m.Key is "B" ? "A" : m.Key, SwappedNode(m.Value, m.Key)))),
        JsonArray items => new JsonArray([.. items.Select(item => SwappedNode(item, name))]),
        JsonValue value when name is not ("id" or "of" or "text") && value.TryGetValue(out string? word) && word is "A" or "B" =>
            value.GetValue<string>() == "A" ? "B" : "A",
        _ => node?.DeepClone(),
    };

    private void Say()
    {
        var side = dice.Pick(["A", "B"]);
        var (kind, body) = Something(side);
        var occurred = dice.Below(8) switch { 0 => now.AddDays(-dice.Between(1, 60)), 1 => now.AddDays(dice.Between(1, 20)), _ => now };
        var line = new JsonObject
        {
            ["id"] = $"e{Lines.Count}",
            ["kind"] = kind,
            ["side"] = side,
            ["by"] = "p-" + side.ToLowerInvariant(),
            ["occurred"] = Instant.Write(Instant.Cut(occurred)),
            ["recorded"] = Instant.Write(Instant.Cut(now)),
            ["body"] = body,
        };
        if (Admission.Decide(record, Line.Read(Encoding.UTF8.GetBytes(line.ToJsonString()))) is Verdict.Accepted { Statement: var statement })
        {
            _ = record.Apply(statement);
            Lines.Add(line);
            Accepted.Add(statement);
            said.Add((line["id"]!.GetValue<string>(), kind, side));
        }
    }

    private (string Kind, JsonObject Body) Something(string side) => dice.Below(26) switch
    {
        0 or 1 => ("contribution", Contribution()),
        2 => ("risk", new() { ["bearer"] = AnySide(), ["probability"] = dice.Below(11) / 10.0, ["impact"] = Worth(), ["matches"] = Of("risk") }),
        3 or 4 or 5 => ("commitment", Commitment()),
        6 or 7 or 8 => ("resolution", new()
        {
            ["commitment"] = Of("commitment"),
            ["outcome"] = dice.Pick(["kept", "kept", "partial", "broken", "renegotiated"]),
            ["fraction"] = dice.Below(11) / 10.0,
        }),
        9 => ("repair", new() { ["of"] = dice.Chance(0.5) ? Of("commitment") : Of("incident") }),
        10 => ("forgiveness", new() { ["of"] = dice.Chance(0.5) ? Of("commitment") : Of("incident") }),
        11 => ("incident", new() { ["caused_by"] = AnySide(), ["severity"] = dice.Pick(Importances) }),
        12 => ("request", new() { ["from"] = AnySide() }),
        13 => ("response", new() { ["request"] = Of("request"), ["answer"] = dice.Pick(["answered", "accepted", "declined"]) }),
        14 or 15 => ("decision", Decision()),
        16 => ("consent", new() { ["decision"] = Of("decision"), ["agreed"] = dice.Chance(0.7) }),
        17 => ("benefit", new() { ["receiver"] = AnySide(), ["expected"] = Worth(), ["start"] = Day(-60, 10), ["due"] = Day(20, 200) }),
        18 => ("realisation", new() { ["receiver"] = AnySide(), ["benefit"] = dice.Chance(0.7) ? Of("benefit") : null, ["worth"] = Worth() }),
        19 => Occasion(side),
        20 or 21 => ("confirmation", new() { ["of"] = Any() }),
        22 or 23 => ("dispute", new() { ["of"] = Any() }),
        24 => ("withdrawal", new() { ["of"] = Any() }),
        _ => Rare(),
    };

    private (string Kind, JsonObject Body) Occasion(string side) => dice.Below(5) switch
    {
        0 => ("concession", new() { ["by"] = AnySide(), ["worth"] = Worth(), ["on_demand"] = true, ["linked_return"] = dice.Chance(0.2) }),
        1 => ("risk_transfer", new() { ["from"] = "A", ["to"] = "B", ["worth"] = Worth(), ["known"] = true, ["consented"] = dice.Chance(0.5) }),
        2 => ("transaction", new() { ["worth"] = Worth() }),
        3 => ("pulse", new()
        {
            ["round"] = "r",
            ["side"] = side,
            ["respondents"] = dice.Between(4, 9),
            ["share_estimate"] = dice.Below(11) / 10.0,
            ["items"] = new JsonObject { ["value.1"] = dice.Between(1, 5), ["trust.1"] = dice.Between(1, 5) },
            ["self"] = new JsonObject { ["trust.1"] = dice.Between(1, 5) },
        }),
        _ => ("summary", new()
        {
            ["period"] = "m",
            ["messages"] = new JsonObject { ["A"] = 3, ["B"] = 4 },
            ["initiated"] = new JsonObject { ["A"] = 1, ["B"] = 1 },
            ["waits"] = new JsonArray(new JsonObject { ["owed_by"] = AnySide(), ["hours"] = dice.Below(90) / 2.0, ["answered"] = dice.Chance(0.7) }),
        }),
    };

    private (string Kind, JsonObject Body) Rare() => dice.Below(4) switch
    {
        0 => ("settlement", new() { ["period"] = "q", ["from"] = "A", ["to"] = "B", ["worth"] = Worth() }),
        1 => ("redaction", new() { ["of"] = Any(), ["groups"] = new JsonArray("what"), ["ground"] = "asked" }),
        2 => ("charter", new()
        {
            ["band"] = 0.55 + (dice.Below(4) / 20.0),
            ["confirmation_days"] = dice.Chance(0.7) ? dice.Between(3, 40) : null,
            ["yardstick"] = new JsonObject
            {
                ["currency"] = "EUR",
                ["hour"] = dice.Between(50, 150).ToString(CultureInfo.InvariantCulture),
                ["rates"] = new JsonObject { ["SEK"] = "0.09" },
            },
            ["parameters"] = new JsonObject { ["kappa"] = dice.Between(1, 3) },
        }),
        _ => Agreement(),
    };

    private (string Kind, JsonObject Body) Agreement()
    {
        var kind = dice.Pick(Agreeable);
        var body = kind switch
        {
            "contribution" => Contribution(),
            "commitment" => Commitment(),
            "risk" => new() { ["bearer"] = AnySide(), ["probability"] = 0.5, ["impact"] = Worth() },
            _ => new() { ["caused_by"] = AnySide(), ["severity"] = "normal" },
        };
        return ("agreement", new() { ["of"] = Of(kind), ["body"] = body });
    }

    private JsonObject Contribution() => new()
    {
        ["giver"] = AnySide(),
        ["category"] = dice.Pick(Categories),
        ["worth"] = Worth(),
        ["project"] = dice.Chance(0.4) ? dice.Pick(["p", "q"]) : null,
    };

    private JsonObject Commitment() => new()
    {
        ["by"] = AnySide(),
        ["due"] = Day(-5, 60),
        ["importance"] = dice.Pick(Importances),
        ["worth"] = dice.Chance(0.5) ? Worth() : null,
    };

    private JsonObject Decision() => new()
    {
        ["class"] = dice.Pick(["credit", "plan"]),
        ["decided_by"] = dice.Pick(["A", "B", "joint"]),
        ["affects"] = new JsonArray("A", "B"),
        ["participation"] = new JsonObject { ["A"] = dice.Pick(Levels), ["B"] = dice.Pick(Levels) },
        ["importance"] = dice.Pick(Importances),
        ["circumstances"] = new JsonObject { ["amount"] = dice.Below(10) / 10.0, ["urgent"] = dice.Chance(0.5) },
        ["outcome"] = dice.Pick(["yes", "no"]),
        ["status"] = dice.Chance(0.3) ? "proposed" : "taken",
        ["chosen"] = dice.Pick(["x", "y"]),
        ["options"] = new JsonArray(Option("x"), Option("y")),
    };

    private JsonObject Option(string name) => new() { ["name"] = name, ["cost"] = new JsonObject { ["A"] = Worth(), ["B"] = dice.Chance(0.9) ? Worth() : null } };

    private JsonObject Worth() => dice.Below(3) switch
    {
        0 => new() { ["hours"] = (dice.Below(200) / 4.0).ToString(CultureInfo.InvariantCulture) },
        1 when record.Head.Charter is not null => new() { ["amount"] = dice.Between(0, 90_000).ToString(CultureInfo.InvariantCulture), ["currency"] = "SEK" },
        _ => new() { ["amount"] = $"{dice.Between(0, 9_000)}.{dice.Between(10, 99)}", ["currency"] = "EUR" },
    };

    private string AnySide() => dice.Pick(["A", "B"]);

    private string Day(int least, int most) => Instant.Write(Instant.Cut(now.AddDays(dice.Between(least, most))));

    private string Any() => said.Count == 0 ? "none" : said[^dice.Between(1, Math.Min(said.Count, 12))].Id;

    private string? Of(string kind)
    {
        var those = said.FindAll(entry => entry.Kind == kind);
        return those.Count == 0 ? null : those[^dice.Between(1, Math.Min(those.Count, 6))].Id;
    }
}
