using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>The words of a command line, understood or refused with a sentence.</summary>
internal static class Sight
{
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

    /// <summary>A day (its start in UTC) or an instant.</summary>
    public static bool TryInstant(string option, string? text, Texts texts, out DateTimeOffset? instant, out string? error)
    {
        (instant, error) = (null, null);
        if (text is null)
        {
            return true;
        }

        if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)
            && text.Length >= 8 && char.IsAsciiDigit(text[0]))
        {
            instant = parsed;
            return true;
        }

        error = texts.Say("error.day", option, text);
        return false;
    }

    /// <summary>One value for both sides, or <c>us=...,them=...</c>.</summary>
    public static Sides<string?> BySide(string? text)
    {
        if (text is null || !text.Contains('=', StringComparison.Ordinal))
        {
            return new(text, text);
        }

        var parts = text.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return new(parts.GetValueOrDefault("us"), parts.GetValueOrDefault("them"));
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
        var (zones, times) = (BySide(zone), BySide(hours));
        var a = TryHours(zones.A, times.A, texts, out var ours, out error);
        var b = a && TryHours(zones.B, times.B, texts, out var theirs, out error) ? theirs : null;
        clocks = new(zones.A is null && times.A is null ? null : ours, zones.B is null && times.B is null ? null : b);
        return a && b is not null;
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
