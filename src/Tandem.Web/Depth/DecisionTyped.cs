using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

/// <summary>A decision between its form and its entry.</summary>
internal static class DecisionTyped
{
    /// <summary>The form as it is first shown: empty, or like an earlier decision.</summary>
    public static Typed First(DecisionForm form, string? named)
    {
        var typed = new Typed
        {
            ["key"] = Typed.NewKey(),
            ["class"] = named ?? form.Like?.Class ?? "",
            ["affectsA"] = "yes",
            ["affectsB"] = "yes",
            ["importance"] = (form.Like?.Importance ?? Importance.Normal).ToString().ToLowerInvariant(),
            ["what"] = form.LikeText ?? "",
        };
        if (form.Like is { } like)
        {
            Fill(typed, like, form.Declared.TryGetValue(typed["class"], out var declared) ? declared : []);
        }

        return typed;
    }

    public static NewEntry Entry(Typed typed, DecisionForm form)
    {
        var declared = form.Declared.TryGetValue(typed["class"], out var features) ? features : [];
        var options = OptionsOf(typed, form.Currency);
        var chosen = int.TryParse(typed["chosen"], CultureInfo.InvariantCulture, out var row) ? Code(typed[$"on{row}"]) : "";
        var outcome = typed.Has("outcome") ? Code(typed["outcome"]) : chosen;
        var body = new JsonObject
        {
            ["class"] = Code(typed["class"]),
            ["decided_by"] = typed["by"] is "A" or "B" ? typed["by"] : "joint",
            ["affects"] = new JsonArray([.. ((string[])["A", "B"]).Where(side => typed["affects" + side] == "yes").Select(side => (JsonNode)side)]),
            ["participation"] = Participation(typed, form.Head),
            ["importance"] = typed["importance"],
            ["circumstances"] = Circumstances(typed, declared),
            ["outcome"] = outcome.Length > 0 ? Value(outcome, null) : null,
            ["status"] = typed["status"] == "taken" ? "taken" : "proposed",
        };
        if (options.Count > 0)
        {
            body["options"] = options;
        }

        if (chosen.Length > 0)
        {
            body["chosen"] = chosen;
        }

        return NewEntry.Of("decision", body, ("what", typed["what"])) with { Key = typed.Has("key") ? typed["key"] : null };
    }

    /// <summary>A number that can be read in two ways; <c>null</c> when none is.</summary>
    public static string? Unclear(Typed typed, DecisionForm form)
    {
        var declared = form.Declared.TryGetValue(typed["class"], out var features) ? features : [];
        return typed.Unclear(name => name.StartsWith("oA", StringComparison.Ordinal) || name.StartsWith("oB", StringComparison.Ordinal)
            || name.StartsWith("cv", StringComparison.Ordinal)
            || declared.Any(feature => feature.Type == FeatureType.Num && name == "f-" + feature.Name));
    }

    private static void Fill(Typed typed, Decision like, ImmutableArray<ClassFeature> declared)
    {
        typed["by"] = like.DecidedBy?.ToString() ?? "joint";
        typed["outcome"] = Written(like.Outcome);
        foreach (var side in (Side[])[Side.A, Side.B])
        {
            typed[$"affects{side}"] = like.Affects.Contains(side) ? "yes" : "";
        }

        var free = 0;
        foreach (var (name, value) in like.Circumstances.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            if (declared.Any(feature => feature.Name == name))
            {
                typed["f-" + name] = Written(value);
            }
            else if (free < DecisionFormPage.Circumstances)
            {
                (typed[$"cn{free}"], typed[$"cv{free}"]) = (name, Written(value));
                free++;
            }
        }

        foreach (var (row, option) in like.Options.Take(DecisionFormPage.Options).Index())
        {
            typed[$"on{row}"] = option.Name;
            typed[$"oA{row}"] = option.Cost.A is { } a ? Amounts.Write(a.Amount) : "";
            typed[$"oB{row}"] = option.Cost.B is { } b ? Amounts.Write(b.Amount) : "";
            typed["chosen"] = option.Name == like.Chosen ? row.ToString(CultureInfo.InvariantCulture) : typed["chosen"];
        }
    }

    private static JsonObject Participation(Typed typed, TableHead head)
    {
        var said = new JsonObject();
        if (typed.Has("say"))
        {
            var side = typed["by"] is "A" or "B" ? typed["by"] == "A" ? Side.B : Side.A : head.Them;
            said[side.ToString()] = typed["say"];
        }

        return said;
    }

    private static JsonObject Circumstances(Typed typed, ImmutableArray<ClassFeature> declared)
    {
        var all = new JsonObject();
        foreach (var feature in declared.Where(feature => typed.Has("f-" + feature.Name)))
        {
            all[feature.Name] = Value(typed["f-" + feature.Name], feature.Type);
        }

        for (var row = 0; row < DecisionFormPage.Circumstances; row++)
        {
            if (typed.Has($"cn{row}") && typed.Has($"cv{row}"))
            {
                all[Code(typed[$"cn{row}"])] = Value(typed[$"cv{row}"], null);
            }
        }

        return all;
    }

    private static JsonArray OptionsOf(Typed typed, string? currency)
    {
        var options = new JsonArray();
        for (var row = 0; row < DecisionFormPage.Options; row++)
        {
            if (typed.Has($"on{row}"))
            {
                options.Add((JsonNode)new JsonObject
                {
                    ["name"] = Code(typed[$"on{row}"]),
                    ["cost"] = new JsonObject { ["A"] = Cost(typed[$"oA{row}"], currency), ["B"] = Cost(typed[$"oB{row}"], currency) },
                });
            }
        }

        return options;
    }

    /// <summary>What is no number stays as it was typed: the entry is then refused, and says which member it was.</summary>
    private static JsonObject? Cost(string text, string? currency)
    {
        var amount = Amounts.TryRead(text, out var number) ? Typed.Amount(number) : text;
        return text.Length == 0 ? null
            : currency is null ? new() { ["hours"] = amount } : new() { ["amount"] = amount, ["currency"] = currency };
    }

    private static JsonNode Value(string text, FeatureType? type) => type switch
    {
        FeatureType.Bool => text == "true",
        FeatureType.Num => Amounts.TryRead(text, out var number) ? number : text,
        FeatureType.Set => new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries).Select(one => (JsonNode)Code(one))]),
        FeatureType.Nom or FeatureType.Ord => Code(text),
        _ => text switch
        {
            "true" => true,
            "false" => false,
            _ => Amounts.TryRead(text, out var number) ? number : Code(text),
        },
    };

    private static string Written(Circumstance value) => value switch
    {
        Circumstance.Word word => word.Value,
        Circumstance.Number number => Amounts.Write(number.Value),
        Circumstance.Truth truth => truth.Value ? "true" : "false",
        Circumstance.Set set => string.Join(", ", set.Values),
        _ => "",
    };

    /// <summary>Codes are compared letter by letter: "Two waves" and "two_waves" are one.</summary>
    private static string Code(string text) => text.Trim().ToLowerInvariant().Replace(' ', '_');
}
