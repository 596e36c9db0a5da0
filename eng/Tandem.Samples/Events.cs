namespace Tandem.Samples;

/// <summary>The iCalendar parts of invitations and of the answers to them (RFC 5545, RFC 5546).</summary>
internal static class Events
{
    public static string Request(string id, string subject, DateOnly day, Person host, IReadOnlyList<Person> guests) =>
        Calendar("REQUEST", id, subject, day, host,
            [.. guests.Select(g => $"ATTENDEE;CN={g.Name};RSVP=TRUE:mailto:{g.Address}")]);

    public static string Reply(string id, string subject, DateOnly day, Person host, Person guest) =>
        Calendar("REPLY", id, subject, day, host,
            [$"ATTENDEE;CN={guest.Name};PARTSTAT=ACCEPTED:mailto:{guest.Address}"]);

    private static string Calendar(string method, string id, string subject, DateOnly day, Person host,
        string[] attendees) => string.Join('\n',
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Made up//Samples//EN", $"METHOD:{method}", "BEGIN:VEVENT",
            $"UID:{id}",
        $"DTSTART;TZID=Europe/Stockholm:{day.Year:0000}{day.Month:00}{day.Day:00}T100000",
        $"DTEND;TZID=Europe/Stockholm:{day.Year:0000}{day.Month:00}{day.Day:00}T110000",
        $"SUMMARY:{subject.Replace(",", "\\,", StringComparison.Ordinal)}",
            $"ORGANIZER;CN={host.Name}:mailto:{host.Address}", .. attendees,
        "END:VEVENT", "END:VCALENDAR", "",
    ]);
}
