using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Store.Tests.Simulation;

/// <summary>Lines of every kind that people of two sides might hand in, and some that nobody in his right mind would.</summary>
internal sealed class Talk(Dice dice)
{
    private static readonly string[] People = ["anna", "bo", "cim"];
    private static readonly string[] Groups = ["what", "why", "note"];
    private static readonly string[] Claims = ["contribution", "risk", "benefit", "commitment", "concession", "decision", "transaction", "incident"];

    private static readonly string[] Words =
        ["Leverera piloten", "the pump", "délai", "as agreed", "\u200f\u202e\"quoted\"\n", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "", "a\\b", "naïve", "we talked about it on the phone"];

    private int number;

    /// <param name="recorded">In a replay; <c>null</c> where the clock of the server decides.</param>
    public byte[] Some(SharedRecord record, Side side, DateTimeOffset now, DateTimeOffset? recorded = null)
    {
        var kind = dice.OneIn(2) ? dice.One(Kinds.All) : dice.One(LikelyNow(record));
        var line = new JsonObject
        {
            ["id"] = dice.OneIn(40) && record.Entries.Count > 0 ? Any(record)!.Id.Value : $"e{++number}",
            ["kind"] = kind,
            ["side"] = Letter(dice.OneIn(40) ? side.Other : side),
            ["by"] = $"{Letter(side).ToLowerInvariant()}-{dice.One(People)}",
            ["occurred"] = Instant.Write(Instant.Cut(now.AddMinutes(-dice.Below(100_000)).AddTicks(dice.Below(9999) * 10))),
            ["body"] = Body(record, side, kind, now),
        };
        if (recorded is { } at)
        {
            line["recorded"] = Instant.Write(at);
        }

        if (dice.OneIn(2))
        {
            line["text"] = Texts();
        }

        var json = dice.OneIn(9) ? Spoilt(line) : line.ToJsonString();
        return Encoding.UTF8.GetBytes(json);
    }

    private static string[] LikelyNow(SharedRecord record) => record.Entries.Count < 5 ? Claims
        : ["confirmation", "dispute", "withdrawal", "redaction", "agreement", "agreement", "response", "resolution", "consent", "realisation", .. Claims];

    private JsonObject Texts()
    {
        var texts = new JsonObject();
        foreach (var group in Groups.Take(1 + dice.Below(Groups.Length)))
        {
            texts[group] = $"{dice.One(Words)} {dice.Below(1000)}";
        }

        return texts;
    }

    private JsonObject Body(SharedRecord record, Side side, string kind, DateTimeOffset now) => kind switch
    {
        "charter" => Charter(),
        "contribution" => new() { ["giver"] = AnySide(), ["category"] = dice.One(["time", "money", "investment", "other"]), ["worth"] = Worth() },
        "risk" => Maybe(new() { ["bearer"] = AnySide(), ["probability"] = dice.Below(101) / 100.0, ["impact"] = Worth() }, "matches", record, "risk"),
        "benefit" => new() { ["receiver"] = AnySide(), ["expected"] = Worth(), ["start"] = "2026-01-01", ["due"] = "2026-12-31" },
        "realisation" => Maybe(new() { ["receiver"] = AnySide(), ["worth"] = Worth() }, "benefit", record, "benefit"),
        "commitment" => Maybe(
            new() { ["by"] = AnySide(), ["due"] = Instant.Write(Instant.Cut(now.AddDays(dice.Below(60)))), ["importance"] = dice.One(["minor", "normal", "major"]) },
            "replaces", record, "commitment"),
        "resolution" => Resolution(record),
        "repair" or "forgiveness" => Of(record, null, "commitment", "incident"),
        "incident" => new() { ["caused_by"] = AnySide(), ["severity"] = dice.One(["minor", "normal", "major"]) },
        "request" => new() { ["from"] = Letter(side) },
        "response" => new() { ["request"] = Ref(record, side.Other, "request"), ["answer"] = dice.One(["answered", "accepted", "declined"]) },
        "decision" => Decision(),
        "consent" => new() { ["decision"] = Ref(record, side.Other, "decision"), ["agreed"] = dice.OneIn(2) },
        "concession" => new() { ["by"] = AnySide(), ["worth"] = Worth(), ["on_demand"] = dice.OneIn(2), ["linked_return"] = dice.OneIn(2) },
        "risk_transfer" => new() { ["from"] = "A", ["to"] = "B", ["worth"] = Worth(), ["known"] = dice.OneIn(2), ["consented"] = dice.OneIn(2) },
        "transaction" => new() { ["worth"] = Worth() },
        "pulse" => new() { ["round"] = "r1", ["side"] = Letter(side), ["respondents"] = dice.Below(9), ["items"] = new JsonObject { ["t1"] = 3.5 } },
        "summary" => Summary(),
        "settlement" => new() { ["period"] = "2026-Q1", ["from"] = "A", ["to"] = "B", ["worth"] = Worth() },
        "dispute" when dice.OneIn(5) && Disputed(record, side) is { } disputed => new() { ["of"] = disputed.Id.Value },
        "confirmation" or "dispute" => dice.OneIn(5)
            ? Of(record, null, "redaction", "withdrawal")
            : Of(record, dice.OneIn(6) ? null : side.Other, dice.OneIn(2) ? ["charter", "agreement", "settlement"] : Claims),
        "withdrawal" => Of(record, dice.OneIn(6) ? null : side, [.. Claims, "request", "agreement", "charter"]),
        "agreement" => Agreement(record, side, now),
        "redaction" => Redaction(record),
        _ => new() { ["anything"] = dice.Below(1000) },
    };

    private JsonObject Charter() => new()
    {
        ["band"] = 0.6,
        ["yardstick"] = new JsonObject
        {
            ["currency"] = "EUR",
            ["hour"] = "80",
            ["rates"] = dice.OneIn(2) ? new JsonObject { ["USD"] = "0.9", ["SEK"] = "0.09" } : new JsonObject(),
        },
        ["confirmation_days"] = dice.One<JsonNode?>([null, 0, 0.33333333, 14, 10_000]),
    };

    private JsonObject Resolution(SharedRecord record)
    {
        var body = new JsonObject { ["commitment"] = Ref(record, null, "commitment"), ["outcome"] = dice.One(["kept", "partial", "broken", "renegotiated"]) };
        if (dice.OneIn(2))
        {
            body["fraction"] = 0.5;
        }

        return Maybe(body, "replacement", record, "commitment");
    }

    private JsonObject Decision() => new()
    {
        ["class"] = "price",
        ["decided_by"] = dice.One(["A", "B", "joint"]),
        ["affects"] = dice.One<JsonNode>([new JsonArray("A"), new JsonArray("B"), new JsonArray("A", "B"), new JsonArray()]).DeepClone(),
        ["participation"] = new JsonObject { ["A"] = dice.One(["imposed", "agreed", "own"]), ["B"] = dice.One(["informed", "consulted"]) },
        ["importance"] = "normal",
        ["circumstances"] = new JsonObject { ["volume"] = dice.Below(100) },
        ["outcome"] = "more",
        ["status"] = dice.One(["proposed", "proposed", "taken"]),
    };

    private JsonObject Summary() => new()
    {
        ["period"] = "2026-03",
        ["messages"] = new JsonObject { ["A"] = dice.Below(50), ["B"] = dice.Below(50) },
        ["initiated"] = new JsonObject { ["A"] = 1, ["B"] = 2 },
        ["waits"] = new JsonArray(new JsonObject { ["owed_by"] = AnySide(), ["hours"] = dice.Below(90), ["answered"] = dice.OneIn(2) }),
    };

    private JsonObject Agreement(SharedRecord record, Side side, DateTimeOffset now)
    {
        var of = Any(record, Claims);
        var kind = of is null || dice.OneIn(10) ? dice.One(Claims) : of.Statement.Fact.Kind;
        return new() { ["of"] = of is null || dice.OneIn(10) ? Ref(record, null, Claims) : of.Id.Value, ["body"] = Body(record, side, kind, now) };
    }

    private JsonObject Redaction(SharedRecord record)
    {
        var of = dice.OneIn(2) ? Of(record, null, "withdrawal", "agreement") : Of(record, null, [.. Claims, "request"]);
        of["groups"] = new JsonArray([.. Groups.Where(_ => dice.OneIn(2)).Select(group => (JsonNode)group)]);
        of["ground"] = "gdpr-17";
        return of;
    }

    private JsonObject Of(SharedRecord record, Side? side, params string[] kinds) => new() { ["of"] = Ref(record, side, kinds) };

    private JsonObject Maybe(JsonObject body, string member, SharedRecord record, string kind)
    {
        if (dice.OneIn(2))
        {
            body[member] = Ref(record, null, kind);
        }

        return body;
    }

    /// <summary>Mostly what belongs there; sometimes any entry, one that was withdrawn, or one that is not there.</summary>
    private string Ref(SharedRecord record, Side? side, params string[] kinds) => dice.Below(12) switch
    {
        0 => $"nobody{dice.Below(100)}",
        1 => Any(record)?.Id.Value ?? "nothing",
        2 => One(record, state => state.WithdrawnBy > 0)?.Id.Value ?? "nothing",
        _ => (One(record, state => kinds.Contains(state.Statement.Fact.Kind) && (side is null || state.Side == side)) ?? Any(record))?.Id.Value ?? "nothing",
    };

    private EntryState? Disputed(SharedRecord record, Side by) => One(record, state => state.DisputedBy > 0 && state.Side != by);

    private EntryState? Any(SharedRecord record, params string[] kinds) =>
        One(record, state => kinds.Length == 0 || kinds.Contains(state.Statement.Fact.Kind));

    /// <summary>The young ones are talked about more than the old.</summary>
    private EntryState? One(SharedRecord record, Func<EntryState, bool> isOne)
    {
        var all = record.Entries.Where(isOne).ToList();
        return all.Count == 0 ? null : dice.OneIn(2) ? dice.One(all) : all[^(1 + dice.Below(Math.Min(8, all.Count)))];
    }

    private JsonObject Worth() => dice.OneIn(3)
        ? new() { ["hours"] = dice.Below(100).ToString(CultureInfo.InvariantCulture) }
        : new() { ["amount"] = $"{dice.Below(100_000)}.{dice.Below(90) + 10}", ["currency"] = dice.OneIn(12) ? dice.One(["USD", "SEK"]) : "EUR" };

    /// <summary>One thing is wrong with it.</summary>
    private string Spoilt(JsonObject line)
    {
        var member = dice.One(["id", "kind", "side", "by", "occurred", "body"]);
        switch (dice.Below(12))
        {
            case 0:
                var json = line.ToJsonString();
                return json[..dice.Below(json.Length)];
            case 1:
                return line.ToJsonString().Replace("{", "{\"side\":\"A\",", StringComparison.Ordinal);
            case 2:
                line.Remove(member);
                break;
            case 3:
                line[member] = dice.One<JsonNode?>([null, 7, "", "no such thing", true, new JsonArray()])?.DeepClone();
                break;
            case 4:
                line["text"] = dice.One<JsonNode>(["words", new JsonObject { ["what"] = 7 }, new JsonObject { ["no name"] = "x" }]).DeepClone();
                break;
            case 5:
                line["seal"] = dice.One<JsonNode>([1, new JsonObject(), Seal(line, dice.OneIn(2) ? "AAAA" : Salt('B'))]).DeepClone();
                break;
            case 6:
                line["seal"] = Seal(line, Salt('C'));
                line["seal"]!["erased"] = new JsonObject { ["secret"] = Salt('D') };
                break;
            case 7:
                line["occurred"] = dice.One(["2026-13-01", "2026-03-01T25:00:00Z", "2026-03-01T10:00:00+02:00", "soon"]);
                break;
            case 8:
                line["side"] = dice.One<JsonNode>(["a", "C", 1]).DeepClone();
                break;
            case 9:
                line["kind"] = dice.One(["gossip", "Charter"]);
                break;
            default:
                var body = line["body"]!.AsObject();
                body[body.First().Key] = dice.One<JsonNode?>([null, "§", -1, new JsonObject()])?.DeepClone();
                break;
        }

        return line.ToJsonString();
    }

    private static JsonObject Seal(JsonObject line, string salt) => new()
    {
        ["relationship"] = new string('1', 32),
        ["sequence"] = 1,
        ["salts"] = new JsonObject
        {
            ["body"] = salt,
            ["text"] = new JsonObject(((line["text"] as JsonObject) ?? []).Select(text => KeyValuePair.Create<string, JsonNode?>(text.Key, Salt('E')))),
        },
    };

    private static string Salt(char letter) => Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(letter, 32)));

    private string AnySide() => Letter(dice.OneIn(2) ? Side.A : Side.B);

    private static string Letter(Side side) => side == Side.A ? "A" : "B";
}
