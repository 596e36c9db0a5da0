using System.Diagnostics;
using System.Globalization;
using Tandem.Core.Evidence;
using Tandem.Web.Shell;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Parts;

/// <summary>The rules in the reader's words.</summary>
internal static class RuleWords
{
    public static string Of(Reader reader, ResponsivenessReading answers) => answers.Rule switch
    {
        _ when answers.Curve.Waits == 0 => reader["waits.none"],
        AskRule.Addresses => reader["rule.addresses"],
        AskRule.AddressesAndWords => reader["rule.addresses-and-words"],
        AskRule.Mixed => reader["rule.mixed"],
        _ => throw new UnreachableException($"Unknown rule {answers.Rule}."),
    };

    /// <summary>As in <c>Mon–Fri 09:00–17:00, Europe/Stockholm</c>.</summary>
    public static string Of(Reader reader, WorkingHours hours)
    {
        var days = hours.Days.Length == 1
            ? reader.Weekday(hours.Days[0])
            : reader.Say("unit.range", reader.Weekday(hours.Days[0]), reader.Weekday(hours.Days[^1]));
        var times = reader.Say("unit.range", Clock(hours.From), Clock(hours.To));
        return $"{days} {times}, {hours.Zone.Id}";
    }

    /// <summary>By which rule a message was given to its author's side.</summary>
    public static string Of(Reader reader, MessageLine message)
    {
        var author = message.Rule switch
        {
            AttributionRule.Address => reader["attribution.address"],
            AttributionRule.Domain => reader["attribution.domain"],
            AttributionRule.Everyone => reader["attribution.everyone"],
            AttributionRule.MailingList or AttributionRule.ListHost => reader["attribution.list"],
            AttributionRule.Neither => reader["attribution.neither"],
            _ => throw new UnreachableException($"Unknown rule {message.Rule}."),
        };
        return message.Traits.HasFlag(Traits.AuthorFromReplyTo) ? reader.Say("attribution.reply-to", author)
            : message.Traits.HasFlag(Traits.AuthorFromOriginalFrom) ? reader.Say("attribution.original-from", author)
            : author;
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
