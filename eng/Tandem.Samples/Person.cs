namespace Tandem.Samples;

internal enum Group
{
    Us,
    Them,
    Third,
}

internal enum Quoting
{
    Above,
    Between,
    Outlook,
}

/// <summary>How somebody's mail program writes.</summary>
internal sealed record MailProgram(
    string Name, string Charset, string Transfer, bool Html, Quoting Quoting, bool Wraps, string IdHost,
        bool References = true);

/// <summary>Somebody made up.</summary>
internal sealed record Person(
    string Key, string Name, string Address, string Title, Group Group, string[] Roles, string[] Languages,
    Zone Zone, string Phone, MailProgram Program)
{
    private readonly List<(DateOnly From, DateOnly To)> away = AwayOf(Key, Languages[0]);

    public string FirstName => Name[..Name.IndexOf(' ')];

    public string Company => Group switch { Group.Us => "Aldermere Systems", Group.Them => "Norrvik Foods", _ => "" };

    public bool IsAway(DateOnly day) => BackFrom(day) is not null;

    /// <summary>The day somebody who is away on a day comes back.</summary>
    public DateOnly? BackFrom(DateOnly day)
    {
        foreach (var (from, to) in away)
        {
            if (day >= from && day < to)
            {
                return to;
            }
        }

        return null;
    }

    public bool Works(DateOnly day) => WorkCalendar.IsWorkingDay(day) && !IsAway(day);

    /// <summary>Three weeks in summer, when the country takes them, and a week in winter.</summary>
    private static List<(DateOnly, DateOnly)> AwayOf(string key, string language)
    {
        var dice = Dice.For("away " + key);
        var absences = new List<(DateOnly, DateOnly)>();
        foreach (var year in (int[])[2025, 2026])
        {
            var summer = new DateOnly(year, 7, language switch { "sv" => 7, "fr" => 28, _ => 21 });
            summer = Monday(summer.AddDays(7 * dice.Below(2)));
            var winter = Monday(new DateOnly(year, 2, 3).AddDays(7 * dice.Below(4)));
            absences.Add((winter, winter.AddDays(7)));
            absences.Add((summer, summer.AddDays(language == "en" ? 14 : 21)));
        }

        return absences;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
