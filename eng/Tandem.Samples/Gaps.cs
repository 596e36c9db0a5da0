namespace Tandem.Samples;

/// <summary>What fills the gaps of a scene: the same values through the whole conversation, written as its language
/// writes them.</summary>
internal sealed class Gaps
{
    private const string Vowels = "aeiouyAEIOUY";

    private static readonly Dictionary<string, string[]> Months = new()
    {
        ["en"] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"],
        ["sv"] = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
            "november", "december"],
        ["fr"] = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre"],
    };

    private readonly Dictionary<string, string> values;
    private readonly string language;

    public Gaps(string language, DateTimeOffset begins, IReadOnlyList<string> sites, Dice dice)
    {
        this.language = language;
        var day = DateOnly.FromDateTime(begins.DateTime);
        var soon = Working(day.AddDays(dice.Between(4, 9)));
        var (later, past) = (Working(day.AddDays(dice.Between(18, 30))), Working(day.AddDays(-dice.Between(5, 16))));
        var order = dice.Between(10_000, 39_999);
        values = new()
        {
            ["site"] = dice.Pick(sites),
            ["store"] = $"{language switch { "sv" => "kylrum", "fr" => "chambre froide", _ => "cold store" }} {dice.Between(1, 6)}",
            ["line"] = dice.Pick((string[])["bakery line", "packing line", "soup line", "second packing line"]),
            ["week"] = $"{WorkCalendar.WeekOf(day)}",
            ["lastweek"] = $"{WorkCalendar.WeekOf(day.AddDays(-7))}",
            ["nextweek"] = $"{WorkCalendar.WeekOf(day.AddDays(14))}",
            ["soon"] = language == "en" ? $"{soon.DayOfWeek} {Say(soon)}" : Say(soon),
            ["later"] = Say(later),
            ["past"] = Say(past),
            ["month"] = Months[language][day.Month - 1],
            ["lastmonth"] = Months[language][(day.Month + 10) % 12],
            ["nextmonth"] = Months[language][day.Month % 12],
            ["peak"] = PeakAfter(day.Month),
            ["small"] = $"{dice.Between(3, 8)}",
            ["count"] = $"{dice.Between(12, 64)}",
            ["pallets"] = $"{10 * dice.Between(32, 96)}",
            ["minutes"] = $"{5 * dice.Between(4, 11)}",
            ["percent"] = $"{dice.Between(4, 19)}",
            ["degree"] = $"{dice.Between(2, 5)}",
            ["clock"] = $"{dice.Between(3, 6):00}:{5 * dice.Below(12):00}",
            ["ticket"] = $"TA-{1200 + ((day.DayNumber - new DateOnly(2024, 9, 1).DayNumber) * 4) + dice.Below(4)}",
            ["order"] = $"45-{order}",
            ["order2"] = $"45-{order + dice.Between(40, 900)}",
            ["version"] = VersionOn(day),
            ["euro"] = Thousands(dice.Between(42, 240) * 100),
        };
    }

    public string Fill(string words)
    {
        foreach (var (gap, value) in values)
        {
            if (language == "fr" && Vowels.Contains(value[0], StringComparison.Ordinal))
            {
                words = words.Replace($"de {{{gap}}}", $"d'{value}", StringComparison.Ordinal);
            }

            words = words.Replace($"{{{gap}}}", value, StringComparison.Ordinal);
        }

        return Capitalized(words);
    }

    /// <summary>A gap may begin a sentence.</summary>
    private static string Capitalized(string words)
    {
        var letters = words.ToCharArray();
        for (var at = 0; at < letters.Length; at++)
        {
            var begins = at == 0 || letters[at - 1] == '\n'
                || (at > 1 && letters[at - 1] == ' ' && letters[at - 2] is '?' or '!')
                || (at > 2 && letters[at - 1] == ' ' && letters[at - 2] == '.');
            letters[at] = begins ? char.ToUpperInvariant(letters[at]) : letters[at];
        }

        return new(letters);
    }

    private string PeakAfter(int month) => (language, month) switch
    {
        ("en", >= 3 and <= 5) => "Easter",
        ("en", _) => "Christmas",
        ("sv", 3 or 4) => "påsken",
        ("sv", 6) => "midsommar",
        ("sv", _) => "julen",
        (_, >= 3 and <= 5) => "Pâques",
        _ => "Noël",
    };

    private string Say(DateOnly day) =>
        language == "fr" && day.Day == 1 ? $"1er {Months["fr"][day.Month - 1]}"
            : $"{day.Day} {Months[language][day.Month - 1]}";

    private string Thousands(int amount) =>
        amount < 1000 ? $"{amount}" : $"{amount / 1000}{(language == "en" ? "," : " ")}{amount % 1000:000}";

    private static string VersionOn(DateOnly day)
    {
        var months = ((day.Year - 2024) * 12) + day.Month - 9;
        return $"4.{months / 5}.{months % 5}";
    }

    private static DateOnly Working(DateOnly day) => WorkCalendar.IsWorkingDay(day) ? day : Working(day.AddDays(1));
}
