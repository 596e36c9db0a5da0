namespace Tandem.Samples;

/// <summary>What programs write: out of office, newsletters, released orders, invitations to meetings.</summary>
internal static class Notices
{
    private static readonly string[] MonthNames =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
            "December"];

    public static Letter OutOfOffice(Person away, Letter about, DateOnly back, Dice dice)
    {
        var (subject, text) = away.Languages[0] switch
        {
            "sv" => ("Autosvar: ",
                $"Hej!\n\nJag är ledig och tillbaka den {back.Day}/{back.Month}. I brådskande fall: växeln hjälper dig vidare.\n\n{away.Name}"),
            "fr" => ("Réponse automatique : ",
                $"Bonjour,\n\nJe suis absent du bureau jusqu'au {back.Day}/{back.Month}. Vos messages seront lus à mon retour.\n\n{away.Name}"),
            _ => ("Automatic reply: ",
                $"Thank you for your message. I am out of the office and back on {back.Day} {MonthNames[back.Month - 1]}.\n\n{away.Name}"),
        };
        if (away.Languages[0] == "fr" && away.FirstName is "Camille" or "Lucie" or "Amira" or "Nadia")
        {
            text = text.Replace("absent ", "absente ", StringComparison.Ordinal);
        }

        return new()
        {
            From = away,
            To = [about.From],
            Sent = WorkCalendar.In(away.Zone, about.Sent.AddSeconds(dice.Between(20, 90))),
            Subject = subject + about.Subject,
            Text = text,
            Parent = about,
            Id = Post.NewId(away, about.Sent, dice),
            IsSigned = false,
            Quotes = false,
            Headers = ["Auto-Submitted: auto-replied", "Precedence: auto_reply", "X-Auto-Response-Suppress: All"],
        };
    }

    public static IEnumerable<Letter> Of(int month)
    {
        var first = new DateOnly(2024, 9, 1).AddMonths(month);
        var dice = Dice.For($"notices {month}");
        yield return ReleaseNotes(first.AddDays(9), dice);
        yield return SupplierNews(first.AddDays(14), dice);
        yield return TradeNews(first.AddDays(4), dice);
        yield return TradeNews(first.AddDays(18), dice);
        yield return OrderReleased(first.AddDays(6), dice);
        yield return OrderReleased(first.AddDays(20), dice);
        foreach (var letter in Invitation(first.AddDays(11), dice))
        {
            yield return letter;
        }
    }

    private static Letter ReleaseNotes(DateOnly day, Dice dice) => Bulk(
        Sender("Aldermere Updates", "updates@aldermere.example"), ["fournier", "lindqvist", "akerblom", "bossard"], day,
            dice,
        $"What is new in {MonthNames[day.Month - 1]}",
        "Hello,\n\nThis month's release is out. The notes, the list of mended faults and the dates of the night windows are on the project page."
        + "\n\nYou receive this because you look after controllers at your site. You can leave the list at any time.",
        ["List-Unsubscribe: <https://updates.aldermere.example/leave>", "Precedence: bulk"]);

    private static Letter SupplierNews(DateOnly day, Dice dice) => Bulk(
        Sender("Norrvik leverantörsnytt", "leverantor@norrvik.example"), ["ellison", "brandt", "sole"], day, dice,
        $"Leverantörsnytt {day.Month}/{day.Year}",
        "Hej,\n\nI det här numret: nya öppettider i godsmottagningen, säkerhetsgenomgången på nätet och vårt resultat för kvartalet."
        + "\n\nVill du inte ha nyhetsbrevet längre? Avanmäl dig med länken nedan.\n\nhttps://leverantor.norrvik.example/avanmalan",
        ["List-Unsubscribe: <https://leverantor.norrvik.example/avanmalan>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "Precedence: bulk"]);

    private static Letter TradeNews(DateOnly day, Dice dice) => Bulk(
        Sender("Kyla och lager", "redaktion@kylaochlager.example"), ["ellison"], day, dice,
        $"Kyla och lager, nummer {WorkCalendar.WeekOf(day) / 2}",
        "Veckans läsning\n\nKoldioxid som köldmedium: tre anläggningar ett år senare. Elpriset i natt: vad lagren tjänar på att vänta. "
        + "Dessutom: så blev mässan i Jönköping.\n\nPrenumererar du inte? Det gör andra.",
        ["List-Unsubscribe: <mailto:avsluta@kylaochlager.example>", "Precedence: bulk",
            "List-Id: <nyhetsbrev.kylaochlager.example>"]);

    private static Letter OrderReleased(DateOnly day, Dice dice) => Bulk(
        Sender("Norrvik order portal", "noreply@portal.norrvik.example"), ["brandt", "nair"], day, dice,
        $"Order 45-{dice.Between(10_000, 39_999)} has been released",
        "The order named above has been released in the portal. This message was made by a program; answers to it are not read.",
        ["Auto-Submitted: auto-generated"]);

    private static IEnumerable<Letter> Invitation(DateOnly day, Dice dice)
    {
        var (host, guests) = (Cast.Named("ellison"), (string[])["fournier", "sjogren", "lindqvist", "anand"]);
        var meeting = Working(day.AddDays(12));
        var sent = WorkCalendar.Later(host, WorkCalendar.At(host.Zone, day.ToDateTime(new(8, 0))), dice.Unit() * 20);
        var subject = $"Monthly meeting, {meeting.Day} {MonthNames[meeting.Month - 1]} {meeting.Year}";
        var id = Post.NewId(host, sent, dice);
        var invitation = new Letter
        {
            From = host,
            To = [.. guests.Select(Cast.Named)],
            Sent = WorkCalendar.In(host.Zone, sent),
            Subject = subject,
            Text = $"{subject}, 10:00 to 11:00, in the large room and by video."
                + "\n\nAgenda: open tickets, next installations, training, figures of the month.",
            Id = id,
            IsSigned = false,
            Event = Events.Request(id, subject, meeting, host, [.. guests.Select(Cast.Named)]),
        };
        yield return invitation;
        foreach (var guest in guests[..3].Select(Cast.Named).Where(_ => dice.Chance(0.75)))
        {
            var at = WorkCalendar.Later(guest, sent, 1 + (dice.Unit() * 25));
            var mark = guest.Languages[0] switch { "sv" => "Accepterat: ", "fr" => "Accepté : ", _ => "Accepted: " };
            yield return new()
            {
                From = guest,
                To = [host],
                Sent = WorkCalendar.In(guest.Zone, at),
                Subject = mark + subject,
                Text = guest.Languages[0] switch
                {
                    "sv" => "Har accepterat inbjudan.",
                    "fr" => "A accepté l'invitation.",
                    _ => "Has accepted the invitation.",
                },
                Parent = invitation,
                Id = Post.NewId(guest, at, dice),
                IsSigned = false,
                Quotes = false,
                Event = Events.Reply(id, subject, meeting, host, guest),
            };
        }
    }

    private static Letter Bulk(Person from, string[] to, DateOnly day, Dice dice, string subject, string text,
        string[] headers)
    {
        var sent = WorkCalendar.At(Zone.Central, Working(day)
            .ToDateTime(new(dice.Between(5, 15), dice.Below(60), dice.Below(60))));
        return new()
        {
            From = from,
            To = [.. to.Select(Cast.Named)],
            Sent = sent,
            Subject = subject,
            Text = text,
            Id = Post.NewId(from, sent, dice),
            IsSigned = false,
            Headers = headers,
        };
    }

    private static Person Sender(string name, string address) => new(
        address, name, address, "", Group.Third, [], ["en"], Zone.Central, "",
        new("Bulletin 3.1", "utf-8", "quoted-printable", true, Quoting.Above, false,
            address[(address.IndexOf('@') + 1)..]));

    private static DateOnly Working(DateOnly day) => WorkCalendar.IsWorkingDay(day) ? day : Working(day.AddDays(1));
}
