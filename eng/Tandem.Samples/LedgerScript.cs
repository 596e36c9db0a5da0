using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tandem.Samples;

/// <summary>
/// Reads scenes/ledger.txt: <c>DATE TIME AUTHOR KIND ID MEMBER=VALUE ...</c>, then one indented line for each thing
/// that was written. Short forms: <c>1200.00SEK</c> and <c>12.5h</c> are worths, an instant may leave out its seconds.
/// </summary>
internal static partial class LedgerScript
{
    public static IEnumerable<LedgerLine> Read()
    {
        LedgerLine? entry = null;
        foreach (var line in Script.Text("ledger").Split('\n').Where(line => line is not ("" or ['#', ..])))
        {
            if (line is [' ', ' ', .. var words] && entry is not null && words.Split(": ", 2) is [var name, var said])
            {
                entry = entry with { Text = [.. entry.Text, (name, said)] };
                continue;
            }

            if (entry is not null)
            {
                yield return entry;
            }

            entry = Entry(line.Split(' '));
        }

        yield return entry ?? throw new InvalidDataException("scenes/ledger.txt tells nothing.");
    }

    private static LedgerLine Entry(string[] words)
    {
        var entered = Instant($"{words[0]}T{words[1]}");
        var members = words[5..].Select(word => word.Split('=', 2)).ToList();
        var took = members.Find(member => member[0] == "at") is [_, var at] ? Instant(at) : entered;
        return new(words[4], words[3], words[2], took, entered.AddSeconds(Dice.For("recorded " + words[4]).Below(60)),
            [.. members.Where(member => member[0] != "at").Select(member => (member[0], Json(member[1])))], []);
    }

    private static DateTime Instant(string text) =>
        DateTime.ParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"], CultureInfo.InvariantCulture,
            DateTimeStyles.None);

    private static string Json(string value)
    {
        if (value is "true" or "false" or "null" or ['{', ..] or ['[', ..] || Number.IsMatch(value))
        {
            return value;
        }

        if (Money.Match(value) is { Success: true } money)
        {
            return $$"""{"amount":"{{money.Groups[1].Value}}","currency":"{{money.Groups[2].Value}}"}""";
        }

        return Hours.Match(value) is { Success: true } hours ? $$"""{"hours":"{{hours.Groups[1].Value}}"}"""
            : $"\"{JsonEncodedText.Encode(Minute.IsMatch(value) ? value + ":00Z" : value)}\"";
    }

    [GeneratedRegex(@"^-?\d+(\.\d+)?$")]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"^(-?\d+(?:\.\d+)?)([A-Z]{3})$")]
    private static partial Regex Money { get; }

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)h$")]
    private static partial Regex Hours { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d$")]
    private static partial Regex Minute { get; }
}
