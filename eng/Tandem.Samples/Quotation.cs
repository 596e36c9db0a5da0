using System.Globalization;

namespace Tandem.Samples;

/// <summary>How mail programs quote: with a line that says who wrote when, in the reader's language.</summary>
internal static class Quotation
{
    private const int MostLines = 16;

    private static readonly Dictionary<string, string[]> Days = new()
    {
        ["en"] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
        ["sv"] = ["sön", "mån", "tis", "ons", "tors", "fre", "lör"],
        ["fr"] = ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    };

    private static readonly Dictionary<string, string[]> Months = new()
    {
        ["en"] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["sv"] = ["jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
        ["fr"] = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    };

    /// <summary>The answer stands above everything that was written before.</summary>
    public static string Above(Letter letter, Letter parent) =>
        Attribution(letter, parent) + "\n" + Quoted(Post.Plain(parent));

    /// <summary>The question is quoted without its greeting, and the answer stands below it.</summary>
    public static string Between(Letter letter, Letter parent, string own)
    {
        var asked = Bodies.Wrapped(parent.Text, true).Split("\n\n");
        return Attribution(letter, parent) + "\n" + Quoted(string.Join("\n\n", asked.Length > 2 ? asked[1..^1] : asked))
            + "\n" + own;
    }

    public static string Outlook(Letter letter, Letter parent)
    {
        var sent = WorkCalendar.In(letter.From.Zone, parent.Sent)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var to = string.Join("; ", parent.To.Select(person => person.Name));
        var head = letter.From.Languages[0] switch
        {
            "sv" => $"Från: {parent.From.Name} <{parent.From.Address}>\nSkickat: {sent}\nTill: {to}\nÄmne: {parent.Subject}",
            "fr" => $"De : {parent.From.Name} <{parent.From.Address}>\nEnvoyé : {sent}\nÀ : {to}\nObjet : {parent.Subject}",
            _ => $"From: {parent.From.Name} <{parent.From.Address}>\nSent: {sent}\nTo: {to}\nSubject: {parent.Subject}",
        };
        return new string('_', 32) + "\n" + head + "\n\n"
            + string.Join('\n', Post.Plain(parent).Split('\n').Take(MostLines)) + "\n";
    }

    public static string Attribution(Letter letter, Letter parent)
    {
        var at = WorkCalendar.In(letter.From.Zone, parent.Sent);
        var language = letter.From.Languages[0];
        var (day, month) = (Days[language][(int)at.DayOfWeek], Months[language][at.Month - 1]);
        var who = $"{parent.From.Name} <{parent.From.Address}>";
        return language switch
        {
            "sv" => $"Den {day} {at.Day} {month} {at.Year} kl {at.Hour:00}:{at.Minute:00} skrev {who}:",
            "fr" => $"Le {day} {at.Day} {month} {at.Year} à {at.Hour:00}:{at.Minute:00}, {who} a écrit :",
            _ => $"On {day}, {at.Day} {month} {at.Year} at {at.Hour:00}:{at.Minute:00}, {who} wrote:",
        };
    }

    private static string Quoted(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        return string.Concat(lines.Take(MostLines)
            .Select(line => line.Length == 0 ? ">\n" : line[0] == '>' ? $">{line}\n" : $"> {line}\n"));
    }
}
