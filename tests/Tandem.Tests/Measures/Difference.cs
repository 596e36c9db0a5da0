using System.Text.Json;

namespace Tandem.Tests.Measures;

/// <summary>
/// How a reading is held against an expected one: strings, truths and nulls exactly, numbers closely, rows by what they are
/// about and never by place. What is expected must be there; more may be there, but no row too many.
/// </summary>
internal static class Difference
{
    private const double Close = 1e-9;
    private const double CloseQuantile = 1e-7;

    private static readonly HashSet<string> Quantiles = ["lo", "hi", "p_in_band"];

    private static readonly HashSet<string> Lists =
        ["items", "waits", "decisions", "checkpoints", "quarters", "pairs", "flagged", "open_risks", "refused", "flags"];

    public static IEnumerable<string> Between(JsonElement expected, JsonElement found, string path = "", string name = "", double loosened = 1)
    {
        switch (expected.ValueKind, found.ValueKind)
        {
            case (JsonValueKind.Number, JsonValueKind.Number):
                var (e, f) = (expected.GetDouble(), found.GetDouble());
                var tolerance = loosened * (Quantiles.Contains(name) ? CloseQuantile : Close) * Math.Max(1, Math.Max(Math.Abs(e), Math.Abs(f)));
                return Math.Abs(e - f) <= tolerance ? [] : [$"{path}: {e:R} expected, {f:R} found"];
            case (JsonValueKind.Object, JsonValueKind.Object):
                return expected.EnumerateObject().SelectMany(member => found.TryGetProperty(member.Name, out var there)
                    ? Between(member.Value, there, $"{path}/{member.Name}", member.Name, loosened)
                    : [$"{path}/{member.Name}: missing"]);
            case (JsonValueKind.Array, JsonValueKind.Array) when IsRows(expected) || IsRows(found):
                return BetweenRows(expected, found, path, name, loosened);
            case (JsonValueKind.Array, JsonValueKind.Array):
                var (left, right) = (Sorted(expected), Sorted(found));
                return left.Length != right.Length ? [$"{path}: {expected} expected, {found} found"]
                    : left.Zip(right).SelectMany((pair, at) => Between(pair.First, pair.Second, $"{path}/{at}", name, loosened));
            default:
                return expected.ToString() == found.ToString() && expected.ValueKind == found.ValueKind
                    ? []
                    : [$"{path}: {expected} expected, {found} found"];
        }
    }

    private static IEnumerable<string> BetweenRows(JsonElement expected, JsonElement found, string path, string name, double loosened)
    {
        var there = found.EnumerateArray().ToDictionary(Key);
        foreach (var row in expected.EnumerateArray())
        {
            var key = Key(row);
            if (!there.Remove(key, out var same))
            {
                yield return $"{path}/{key}: missing";
                continue;
            }

            foreach (var difference in row.EnumerateObject().Where(m => m.Name is not ("ids" or "i" or "j"))
                .SelectMany(m => same.TryGetProperty(m.Name, out var value)
                    ? Between(m.Value, value, $"{path}/{key}/{m.Name}", m.Name, loosened)
                    : [$"{path}/{key}/{m.Name}: missing"]))
            {
                yield return difference;
            }
        }

        foreach (var key in there.Keys.Where(_ => Lists.Contains(name)))
        {
            yield return $"{path}/{key}: a row too many";
        }
    }

    private static bool IsRows(JsonElement list) => list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Object;

    private static string Key(JsonElement row)
    {
        foreach (var name in (string[])["line", "at", "quarter"])
        {
            if (row.TryGetProperty(name, out var named))
            {
                return named.ToString();
            }
        }

        return row.TryGetProperty("ids", out var ids) ? string.Join('+', ids.EnumerateArray().Select(id => id.GetString()).Order(StringComparer.Ordinal))
            : row.TryGetProperty("i", out var i) ? string.Join('~', new[] { i.GetString(), row.GetProperty("j").GetString() }.Order(StringComparer.Ordinal))
            : row.GetProperty("id").ToString();
    }

    private static JsonElement[] Sorted(JsonElement list) => list.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.String)
        ? [.. list.EnumerateArray().OrderBy(e => e.ToString(), StringComparer.Ordinal)]
        : [.. list.EnumerateArray()];
}
