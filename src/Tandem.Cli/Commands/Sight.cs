using System.CommandLine;
using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>The words of a command line, understood or refused with a sentence.</summary>
internal static class Sight
{
    private const int FirstYear = 1970;
    private const int LastYear = 2200;

    private static readonly string[] InstantForms =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>The reader's language: --lang, else the environment's, else English.</summary>
    public static bool TryLanguage(string? asked, out CultureInfo culture, out string? error)
    {
        error = null;
        var code = (asked ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).ToLowerInvariant();
        if (Texts.Languages.Contains(code))
        {
            culture = CultureInfo.GetCultureInfo(code);
            return true;
        }

        culture = CultureInfo.GetCultureInfo("en");
        error = asked is null ? null : Texts.ForTerminal(culture).Say("error.lang", asked);
        return asked is null;
    }

    /// <summary>A day (its start in UTC) or an instant, of years in which people write mail.</summary>
    public static bool TryInstant(string option, string? text, Texts texts, out DateTimeOffset? instant, out string? error)
    {
        (instant, error) = (null, null);
        if (text is null)
        {
            return true;
        }

        if (Instant.TryParse(text, out var written) && written.Year is >= FirstYear and <= LastYear)
        {
            instant = written; // as entries and readings write it
            return true;
        }

        if (DateTimeOffset.TryParseExact(
                text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
            && parsed.Year is >= FirstYear and <= LastYear)
        {
            instant = parsed;
            return true;
        }

        error = texts.Say("error.day", option, text);
        return false;
    }

    /// <summary>An option whose value is an instant; what is none is refused with a sentence, and the command does not run.</summary>
    public static Option<DateTimeOffset?> InstantOption(string name, string description, Texts help) => new(name)
    {
        Description = description,
        HelpName = "INSTANT",
        CustomParser = result =>
        {
            if (result.Tokens is not [var token])
            {
                return null;
            }

            if (!TryInstant(name, token.Value, help, out var instant, out var error))
            {
                result.AddError(error!);
            }

            return instant;
        },
    };

    /// <summary>One value for both sides, or <c>us=...,them=...</c>.</summary>
    public static bool TryBySide(string? text, Texts texts, out Sides<string?> values, out string? error)
    {
        (values, error) = (new(text, text), null);
        if (text is null || !text.Contains('=', StringComparison.Ordinal))
        {
            return true;
        }

        var parts = text.Split(',').Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)).ToList();
        if (parts.Exists(part => part is not [("us" or "them"), { Length: > 0 }]) || parts.DistinctBy(part => part[0]).Count() < parts.Count)
        {
            error = texts.Say("error.bySide", text);
            return false;
        }

        values = new(parts.Find(part => part[0] == "us")?[1], parts.Find(part => part[0] == "them")?[1]);
        return true;
    }

    public static bool TryHours(string? zone, string? hours, Texts texts, out WorkingHours working, out string? error)
    {
        (working, error) = (WorkingHours.Default, null);
        if (zone is not null)
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            {
                error = texts.Say("error.zone", zone);
                return false;
            }

            working = working with { Zone = found };
        }

        if (hours is not null)
        {
            if (!WorkingHours.TryParse(hours, working, out var parsed))
            {
                error = texts.Say("error.hours", hours);
                return false;
            }

            working = parsed;
        }

        return true;
    }

    /// <summary>The clocks of both sides; <c>null</c> where nothing was said.</summary>
    public static bool TryClocks(string? zone, string? hours, Texts texts, out Sides<WorkingHours?> clocks, out string? error)
    {
        clocks = default;
        if (!TryBySide(zone, texts, out var zones, out error) || !TryBySide(hours, texts, out var times, out error)
            || !TryHours(zones.A, times.A, texts, out var ours, out error) || !TryHours(zones.B, times.B, texts, out var theirs, out error))
        {
            return false;
        }

        clocks = new(zones.A is null && times.A is null ? null : ours, zones.B is null && times.B is null ? null : theirs);
        return true;
    }

    /// <summary>Both parties, or the word that stands on both sides.</summary>
    public static bool TryParties(string? us, string? them, Texts texts, out Sides<Party> parties, out string? error)
    {
        parties = new(PartyOf(us), PartyOf(them));
        var (ours, theirs) = parties;
        var twice = ours.Domains.Intersect(theirs.Domains).Concat(ours.Addresses.Intersect(theirs.Addresses)).FirstOrDefault()
            ?? (ours.Everyone && theirs.Everyone ? "*" : null);
        error = twice is null ? null : texts.Say("error.sameSide", twice);
        return twice is null;
    }

    /// <summary>What a side is called when nobody has given it a name.</summary>
    public static string NameOf(string? words) =>
        words?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
            ?? "";

    private static Party PartyOf(string? words) => words is null ? Party.Nobody : Party.Of(words.Split(','));
}
