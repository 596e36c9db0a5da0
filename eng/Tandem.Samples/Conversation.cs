namespace Tandem.Samples;

/// <summary>One exchange from its question to its thanks, or to the silence where it ends.</summary>
internal sealed class Conversation
{
    private readonly Dice dice;
    private readonly Scene scene;
    private readonly Gaps gaps;
    private readonly Phrases phrases;
    private readonly Person asker;
    private readonly List<Person> copied = [];
    private readonly List<Letter> letters = [];
    private readonly string subject;
    private Person answerer;

    private Conversation(Scene scene, DateTimeOffset begins, Dice dice)
    {
        (this.scene, this.dice) = (scene, dice);
        phrases = Phrases.In(scene.Language);
        asker = Somebody(scene.From, scene.RolesOf(scene.From), begins, null);
        answerer = Somebody(scene.To, scene.IsInside ? scene.Keys["inside"].Split(' ')[1..]
            : scene.RolesOf(scene.To), begins, asker);
        gaps = new Gaps(scene.Language, begins, Sites(begins), dice);
        subject = gaps.Fill(dice.Pick(scene.Subjects));
        CopyOthers(begins);
    }

    /// <summary>Its messages in order of time; <c>null</c> where nobody could begin it that day.</summary>
    public static IReadOnlyList<Letter> Of(Scene scene, DateTimeOffset begins, Dice dice)
    {
        var conversation = new Conversation(scene, begins, dice);
        conversation.Tell(begins);
        return conversation.letters;
    }

    private void Tell(DateTimeOffset begins)
    {
        var ask = Say(asker, [answerer], Step("ask"), WorkCalendar.Later(asker, begins, 0.02 + (8.5 * dice.Unit())),
            null, subject);
        if (Answer(ask) is not { } answer)
        {
            return;
        }

        if (scene.Blocks["again"].Any() && dice.Chance(0.45))
        {
            var again = Say(asker, [answerer], Step("again"), Later(asker, answer.Sent), answer);
            if (Replied(again, "answer again") is not { } second)
            {
                return;
            }

            answer = second;
        }

        if (dice.Chance(scene.IsOnList ? 0.3 : 0.5))
        {
            Say(asker, [answerer], phrases.Line("short", dice), Later(asker, answer.Sent), answer);
        }
    }

    private Letter? Answer(Letter ask)
    {
        if (!scene.Blocks["back"].Any() || !dice.Chance(0.6))
        {
            return Replied(ask, "answer");
        }

        if (Replied(ask, "back") is not { } back)
        {
            return null;
        }

        return Replied(back, "answer back") is { } explained ? Replied(explained, "answer", asksNothing: true) : null;
    }

    /// <summary>The answer to a message, with the reminders before it; <c>null</c> when it never came.</summary>
    private Letter? Replied(Letter to, string step, bool asksNothing = false)
    {
        var owed = to.From == asker ? answerer : asker;
        var habit = Season.Of(owed.Group, Season.MonthOf(to.Sent));
        var delay = scene.IsBetweenTheTwo ? habit.Delay(dice) : 0.3 + (dice.Unit() * 9);
        DateTimeOffset? at = delay is { } hours ? WorkCalendar.Later(owed, to.Sent, hours) : CaughtUp(owed, to.Sent);
        if (owed.BackFrom(DateOnly.FromDateTime(to.Sent.DateTime)) is { } back && !scene.IsOnList)
        {
            letters.Add(Notices.OutOfOffice(owed, to, back, dice));
        }

        var last = asksNothing ? to : Remind(to, owed, at ?? Season.Ends);
        if (at is not { } answered)
        {
            return null;
        }

        var words = Step(step);
        var waited = answered - to.Sent;
        if (delay is null)
        {
            words = phrases.Line("caughtup", dice) + "\n\n" + words;
        }
        else if (waited.TotalDays > 6 && dice.Chance(0.8))
        {
            words = phrases.Line("late", dice) + "\n\n" + words;
        }

        return Say(Substitute(owed), [last.From], words, answered, last);
    }

    /// <summary>What Norrvik left lying before the meeting of March 2026, it partly answered in the weeks
    /// after.</summary>
    private DateTimeOffset? CaughtUp(Person owed, DateTimeOffset asked) =>
        owed.Group == Group.Them && asked < Season.Meeting && Season.Meeting - asked < TimeSpan.FromDays(200)
            && dice.Chance(0.4)
            ? WorkCalendar.Later(owed, Season.Meeting, dice.Unit() * 90)
            : null;

    private Letter Remind(Letter ask, Person owed, DateTimeOffset until)
    {
        var last = ask;
        var reminds = scene.IsBetweenTheTwo ? Season.Of(ask.From.Group, Season.MonthOf(ask.Sent)).Reminds : 0;
        foreach (var (block, hours) in (ReadOnlySpan<(string, int)>)[("remind", 18), ("remind again", 40),
            ("remind again", 70)])
        {
            var at = WorkCalendar.Later(ask.From, last.Sent, hours + (dice.Unit() * 16));
            if (at >= until || !dice.Chance(reminds))
            {
                break;
            }

            last = Say(ask.From, [owed], dice.Pick(Paragraphs(block)), at, last);
            reminds *= 0.75;
        }

        return last;
    }

    private IReadOnlyList<string> Paragraphs(string block) =>
        [.. Enumerable.Range(0, 3).Select(_ => phrases.Block(block, dice))];

    /// <summary>Now and then a colleague in copy answers.</summary>
    private Person Substitute(Person owed)
    {
        var colleague = copied.Find(person => person.Group == owed.Group && person.Languages.Contains(scene.Language));
        if (colleague is null || owed == asker || !dice.Chance(0.15))
        {
            return owed;
        }

        copied.Remove(colleague);
        copied.Add(owed);
        return answerer = colleague;
    }

    private Letter Say(Person from, IReadOnlyList<Person> to, string words, DateTimeOffset at, Letter? parent,
        string? newSubject = null)
    {
        var letter = new Letter
        {
            From = from,
            To = scene.IsOnList && (parent is null || dice.Chance(0.5)) ? [] : to,
            Cc = [.. copied.Where(person => person != from && !to.Contains(person))],
            Sent = WorkCalendar.In(from.Zone, at),
            Subject = newSubject ?? Reply(parent!.Subject, from),
            Text = phrases.Letter(gaps.Fill(words), from, to[0], WorkCalendar.In(from.Zone, at).Hour < 11, dice),
            Parent = parent,
            Id = Post.NewId(from, at, dice),
            OnList = scene.IsOnList,
            IsSigned = parent is null || dice.Chance(0.6),
            Quotes = parent is not null && dice.Chance(0.85),
        };
        letters.Add(letter);
        return letter;
    }

    private static string Reply(string subject, Person from)
    {
        string[] marks = ["Re: ", "Sv: ", "SV: ", "RE : ", "RE: "];
        var bare = marks.FirstOrDefault(mark => subject.StartsWith(mark, StringComparison.Ordinal)) is { } known
            ? subject[known.Length..] : subject;
        return (from.Program.Quoting, from.Languages[0]) switch
        {
            (Quoting.Outlook, "sv") => "SV: ",
            (Quoting.Outlook, "fr") => "RE : ",
            (Quoting.Outlook, _) => "RE: ",
            (_, "sv") when from.Program.Charset == "iso-8859-1" => "Sv: ",
            _ => "Re: ",
        } + bare;
    }

    private string Step(string name) => dice.Pick([.. scene.Blocks[name]]);

    private DateTimeOffset Later(Person person, DateTimeOffset instant) =>
        WorkCalendar.Later(person, instant, 0.1 + (dice.Unit() * dice.Unit() * 9));

    private Person Somebody(Group group, string[] roles, DateTimeOffset day, Person? other)
    {
        var able = Cast.Everybody.Where(p =>
            p.Group == group && p != other && p.Languages.Contains(scene.Language) && p.Roles.Any(roles.Contains))
            .ToList();
        var there = able.Where(person => !person.IsAway(DateOnly.FromDateTime(day.DateTime))).ToList();
        return dice.Pick(there.Count > 0 && (other is null || dice.Chance(0.9)) ? there : able);
    }

    /// <summary>The sites that these two would write about: everybody knows Malmö first, and Lyon's people know
    /// Lyon.</summary>
    private string[] Sites(DateTimeOffset begins)
    {
        if (scene.Language == "fr" || asker.Address.Contains("@lyon.", StringComparison.Ordinal)
            || answerer.Address.Contains("@lyon.", StringComparison.Ordinal))
        {
            return ["Lyon"];
        }

        var isPilot = Season.MonthOf(begins) < 6;
        return scene.Language == "sv" || isPilot ? ["Malmö", "Malmö", "Landskrona"] : ["Malmö", "Landskrona", "Lyon"];
    }

    private void CopyOthers(DateTimeOffset begins)
    {
        if (scene.Keys.TryGetValue("copy", out var copy))
        {
            copied.Add(Somebody(Group.Them, copy.Split(' ')[1..], begins, null));
            return;
        }

        foreach (var group in (ReadOnlySpan<Group>)[asker.Group, answerer.Group])
        {
            if (group != Group.Third && dice.Chance(scene.IsOnList ? 0 : 0.3))
            {
                var colleague = dice.Pick([.. Cast.Everybody.Where(p =>
                    p.Group == group && p != asker && p != answerer && p.Languages.Contains(scene.Language)
                        && p.Roles[0] != "chief")]);
                if (!copied.Contains(colleague))
                {
                    copied.Add(colleague);
                }
            }
        }
    }
}
