using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

/// <summary>A charter between its form and its entry. Classes of decisions are written a feature a line.</summary>
internal static class CharterTyped
{
    private static readonly string[] NumberNames =
        ["band", "hour", "confirmation", "answer", "review", "kappa", "w-contribution", "w-investment", "w-risk"];

    private static readonly string[] TextNames = ["purpose", "goals", "note"];

    /// <summary>Filled with what is in force, or with what most begin with.</summary>
    public static Typed First(CharterPaper? inForce, string currency)
    {
        var typed = new Typed { ["key"] = Typed.NewKey() };
        if (inForce is null)
        {
            (typed["band"], typed["currency"], typed["hour"], typed["confirmation"], typed["answer"], typed["review"]) = ("60", currency,
                "100", "14", "16", "90");
            (typed["kappa"], typed["w-contribution"], typed["w-investment"], typed["w-risk"]) = ("2", "1", "1", "1");
            return typed;
        }

        var said = inForce.Said;
        typed["band"] = Written((said.Band ?? 0.6) * 100);
        typed["currency"] = said.Yardstick.Currency;
        typed["hour"] = Amounts.Write(said.Yardstick.Hour);
        typed["rates"] = string.Join('\n', said.Yardstick.Rates.OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(rate => $"{rate.Key} {Amounts.Write(rate.Value)}"));
        typed["confirmation"] = said.ConfirmationWindow is { } window ? Written(window.TotalDays) : "";
        typed["answer"] = said.AnswerHours is { } hours ? Written(hours) : "";
        typed["review"] = said.ReviewDays is { } days ? Written(days) : "";
        typed["kappa"] = Written(said.Parameters.Kappa);
        (typed["w-contribution"], typed["w-investment"], typed["w-risk"]) = (
            Written(said.Parameters.EquityWeights.Contribution), Written(said.Parameters.EquityWeights.Investment),
                Written(said.Parameters.EquityWeights.Risk));
        typed["classes"] = string.Join('\n', said.Parameters.Classes.OrderBy(c => c.Key, StringComparer.Ordinal)
            .SelectMany(c => c.Value.Select(feature => Written(c.Key, feature))));
        foreach (var name in TextNames)
        {
            typed[name] = inForce.Texts.GetValueOrDefault(name, "");
        }

        return typed;
    }

    /// <summary>A number that can be read in two ways; <c>null</c> when none is.</summary>
    public static string? Unclear(Typed typed) => typed.Unclear(NumberNames.Contains)
        ?? LinesOf(typed["rates"]).Select(line => line.Split(' ')[^1]).FirstOrDefault(Amounts.IsUnclear);

    /// <summary><c>null</c>, with the line, where a line of rates or classes cannot be read.</summary>
    public static NewEntry? Entry(Typed typed, CharterPaper? inForce, out string? badLine)
    {
        var parameters = inForce is not null && JsonNode.Parse(inForce.Body)?["parameters"] is JsonObject kept ? (JsonObject)kept.DeepClone() : [];
        parameters["kappa"] = Number(typed, "kappa");
        parameters["equity_weights"] = new JsonObject
        {
            ["contribution"] = Number(typed, "w-contribution"),
            ["investment"] = Number(typed, "w-investment"),
            ["risk"] = Number(typed, "w-risk"),
        };
        if (Rates(typed["rates"], out badLine) is not { } rates || Classes(typed["classes"], out badLine) is not { } classes)
        {
            return null;
        }

        parameters["classes"] = classes;
        var body = new JsonObject
        {
            ["band"] = typed.Number("band") is { } percent ? percent / 100 : typed["band"],
            ["yardstick"] = new JsonObject
            {
                ["currency"] = typed["currency"].ToUpperInvariant(),
                ["hour"] = typed.Number("hour")?.ToString(CultureInfo.InvariantCulture) ?? typed["hour"],
                ["rates"] = rates,
            },
            ["confirmation_days"] = typed.Has("confirmation") ? Number(typed, "confirmation") : null,
            ["parameters"] = parameters,
            ["ground_rules"] = true,
        };
        foreach (var (field, member) in (ReadOnlySpan<(string, string)>)[("answer", "answer_hours"), ("review", "review_days")])
        {
            if (typed.Has(field))
            {
                body[member] = Number(typed, field);
            }
        }

        return NewEntry.Of("charter", body, ("purpose", typed["purpose"]), ("goals", typed["goals"]), ("note", typed["note"])) with
        {
            Key = typed.Has("key") ? typed["key"] : null,
        };
    }

    public static string Written(string named, ClassFeature feature) => string.Join(' ', new[]
    {
        named, feature.Name, feature.Type.ToString().ToLowerInvariant(),
        feature.Range is { } range ? Written(range) : feature.Levels.IsEmpty ? null : string.Join('<', feature.Levels),
        feature.Weight == 1 ? null : "x" + Written(feature.Weight),
    }.OfType<string>());

    /// <summary>What is no number stays as it was typed: the entry is then refused, and says which member it was.</summary>
    private static JsonNode Number(Typed typed, string name) => typed.Number(name) is { } number ? number : typed[name];

    private static string Written(double number) => Amounts.Write(number);

    private static JsonObject? Rates(string text, out string? badLine)
    {
        var rates = new JsonObject();
        badLine = null;
        foreach (var line in LinesOf(text))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [{ Length: 3 } currency, var rate] || !Amounts.TryRead(rate,
                out var number))
            {
                badLine = line;
                return null;
            }

            rates[currency.ToUpperInvariant()] = number.ToString(CultureInfo.InvariantCulture);
        }

        return rates;
    }

    private static JsonObject? Classes(string text, out string? badLine)
    {
        var classes = new JsonObject();
        badLine = null;
        foreach (var line in LinesOf(text))
        {
            if (FeatureOf(line) is not var (named, feature))
            {
                badLine = line;
                return null;
            }

            if (classes[named] is not JsonArray features)
            {
                classes[named] = features = [];
            }

            features.Add((JsonNode)feature);
        }

        return classes;
    }

    /// <summary><c>late_delivery days_late num 30 x2</c></summary>
    private static (string Class, JsonObject Feature)? FeatureOf(string line)
    {
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var named, var name, var type, .. var more] || more.Length > 2
            || type is not ("num" or "ord" or "nom" or "bool" or "set"))
        {
            return null;
        }

        var feature = new JsonObject { ["name"] = name, ["type"] = type };
        foreach (var part in more)
        {
            if (part[0] == 'x' && Amounts.TryRead(part[1..], out var weight))
            {
                feature["weight"] = weight;
            }
            else if (type == "num" && Amounts.TryRead(part, out var range))
            {
                feature["range"] = range;
            }
            else if (type == "ord")
            {
                feature["levels"] = new JsonArray([.. part.Split('<').Select(level => (JsonNode)level)]);
            }
            else
            {
                return null;
            }
        }

        return (named, feature);
    }

    private static string[] LinesOf(string text) => text.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
