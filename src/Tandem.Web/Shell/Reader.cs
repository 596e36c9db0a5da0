using System.Globalization;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Text;

namespace Tandem.Web.Shell;

/// <summary>
/// The person in front of the page: their language and theme, and how numbers, hours and dates are written for them.
/// </summary>
internal sealed class Reader
{
    public const string LanguageCookie = "tandem-language";
    public const string ThemeCookie = "tandem-theme";

    private const char NarrowSpace = '\u202F';
    private static readonly Dictionary<string, Texts> ByLanguage = Texts.Languages.ToDictionary(language => language, TextsIn);

    private readonly Texts texts;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    private Reader(Texts texts, string? theme, string place) => (this.texts, Theme, Place) = (texts, theme, place);

    /// <summary><c>light</c>, <c>dark</c>, or <c>null</c> for what the system says.</summary>
    public string? Theme { get; }

    /// <summary>The path and query the reader is at: where a changed preference leads back to.</summary>
    public string Place { get; }

    public string Language => texts.Culture.TwoLetterISOLanguageName;

    /// <summary>The language with its own separators and names of months and days.</summary>
    public CultureInfo Culture => texts.Culture;

    public string this[string key] => texts[key];

    public static Reader Of(HttpRequest request) => new(
        ByLanguage[LanguageOf(request)],
        request.Cookies[ThemeCookie] is ("light" or "dark") and var theme ? theme : null,
        request.Path + request.QueryString);

    /// <summary>Somebody who reads a letter, not a page.</summary>
    public static Reader In(string language) => new(ByLanguage.GetValueOrDefault(language) ?? ByLanguage[Texts.Languages[0]], null, "/");

    public string Say(string key, params object?[] values) => texts.Say(key, values);

    public string Count(string key, long number, params object?[] values) => texts.Count(key, number, values);

    public string Whole(long number) => number.ToString("N0", texts.Culture);

    /// <summary>Hours as a figure, without the unit.</summary>
    public string Figure(double hours) => hours.ToString(Math.Abs(hours) < 99.95 ? "N1" : "N0", texts.Culture);

    public string Hours(double hours) => Say("unit.hours", Figure(hours));

    /// <summary>Hours as a mark on a scale.</summary>
    public string WholeHours(double hours) => Say("unit.hours", Whole((long)hours));

    public string Hours(Interval hours) => Say("unit.range", Figure(hours.Low), Figure(hours.High));

    /// <summary>A small difference in hours, with its sign.</summary>
    public string Change(double hours) =>
        Math.Abs(hours) < 0.005 ? Say("unit.hours", "±0") : Say("unit.hours", hours.ToString("+0.00;\u22120.00", texts.Culture));

    /// <summary>A figure from 0 to 1 with two places.</summary>
    public string Hundredths(double figure) => figure.ToString("N2", texts.Culture);

    /// <summary>What an action of the catalogue is, in a few words.</summary>
    public string Action(string code) => Texts.ForTerminal(texts.Culture)["advise.do." + code.Replace(' ', '-')];

    /// <summary>Why something of a mailbox could not be read.</summary>
    public string Problem(Workspace.Readings.Problem problem) => Texts.ForTerminal(texts.Culture).Say("problem." + problem.Reason, problem.Detail);

    public string Percent(double share) => Say("unit.percent", Whole((long)Math.Round(share * 100)));

    public string Percents(Interval share) =>
        Say("unit.range", Whole((long)Math.Round(share.Low * 100)), Whole((long)Math.Round(share.High * 100)));

    /// <summary>Hours on the wall: as days from two days on.</summary>
    public string Elapsed(double hours) =>
        hours < 48 ? Count("elapsed.hours", (long)Math.Round(hours)) : Count("elapsed.days", (long)Math.Round(hours / 24));

    public string Day(DateTimeOffset instant) => Day(DateOnly.FromDateTime(instant.UtcDateTime));

    public string Day(DateOnly day) => FirstOfMonth(day.ToString("d MMM yyyy", texts.Culture), day.Day);

    /// <summary>Day and time of day where the reader is.</summary>
    public string Moment(DateTimeOffset instant)
    {
        var there = TimeZoneInfo.ConvertTime(instant, zone);
        return FirstOfMonth(there.ToString("d MMM yyyy, HH':'mm", texts.Culture), there.Day);
    }

    /// <summary>The same, and by which clock: as in <c>28 Aug 2026, 12:00 UTC+2</c>.</summary>
    public string Clock(DateTimeOffset instant)
    {
        var away = zone.GetUtcOffset(instant);
        var hours = away.ToString(away.Minutes == 0 ? "%h" : "h':'mm", CultureInfo.InvariantCulture);
        return $"{Moment(instant)} UTC{(away == TimeSpan.Zero ? "" : (away < TimeSpan.Zero ? "\u2212" : "+") + hours)}";
    }

    /// <summary>From here on moments are told in this time zone; one that this machine does not know leaves UTC. Days stay what they
    /// are: a day that two companies agreed on is the same day for both.</summary>
    public void LiveIn(string? name) =>
        zone = name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;

    public string Name(Quarter quarter) => Say("unit.quarter", quarter.Number, quarter.Year.ToString(texts.Culture));

    public string Weekday(DayOfWeek day) => texts.Culture.DateTimeFormat.GetAbbreviatedDayName(day);

    /// <summary>French counts the first of a month: 1er.</summary>
    private string FirstOfMonth(string written, int day) =>
        Language == "fr" && day == 1 ? "1er" + written[1..] : written;

    /// <summary>The cookie, then the languages that the browser accepts, best first, then English.</summary>
    private static string LanguageOf(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant());
        return accepted.Prepend(request.Cookies[LanguageCookie]).FirstOrDefault(IsSpoken) ?? Texts.Languages[0];
    }

    public static bool IsSpoken(string? language) => language is not null && Texts.Languages.Contains(language);

    /// <summary>
    /// Separators and the names of months and days are our own words, not the machine's: two hosts show the same page.
    /// </summary>
    private static Texts TextsIn(string language)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(language).Clone();
        var words = Texts.ForPages(culture);
        culture.NumberFormat.NumberGroupSeparator = NarrowSpace.ToString();
        culture.NumberFormat.NumberDecimalSeparator = words["unit.decimal"];
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.DateTimeFormat.AbbreviatedDayNames = words["days"].Split(' ');
        culture.DateTimeFormat.AbbreviatedMonthNames = [.. words["months"].Split(' '), ""];
        culture.DateTimeFormat.AbbreviatedMonthGenitiveNames = culture.DateTimeFormat.AbbreviatedMonthNames;
        return Texts.ForPages(CultureInfo.ReadOnly(culture));
    }
}
