using System.Globalization;

namespace Tandem.Samples;

/// <summary>Everything that was written in the two years, in no particular order.</summary>
internal static class Story
{
    private const int RestingScenes = 9;

    private static readonly IReadOnlyList<Scene> Scenes =
        [.. ((string[])["en", "sv", "fr"]).SelectMany(language => Script.Read(language).Skip(1))];

    public static IEnumerable<Letter> Tell()
    {
        var letters = new List<Letter>(Told());
        var (begins, ends) = (Season.Begins, Season.Ends);
        for (var month = 0; month < Season.Months; month++)
        {
            letters.AddRange(Month(month));
            letters.AddRange(Notices.Of(month));
        }

        return letters.Where(letter => letter.Sent >= begins && letter.Sent <= ends);
    }

    private static IEnumerable<Letter> Month(int month)
    {
        var dice = Dice.For($"month {month}");
        var recent = new Queue<Scene>();
        var kinds = new List<Func<Scene, bool>>();
        kinds.AddRange(Enumerable.Repeat<Func<Scene,
            bool>>(s => s.IsBetweenTheTwo && s.From == Group.Us, Season.Of(Group.Us, month).Starts));
        kinds.AddRange(Enumerable.Repeat<Func<Scene,
            bool>>(s => s.IsBetweenTheTwo && s.From == Group.Them, Season.Of(Group.Them, month).Starts));
        kinds.AddRange(Enumerable.Repeat<Func<Scene, bool>>(s => s.From == Group.Third || s.To == Group.Third, 4));
        kinds.AddRange(Enumerable.Repeat<Func<Scene, bool>>(s => s.IsInside, 3));
        kinds.AddRange(Enumerable.Repeat<Func<Scene, bool>>(s => s.IsOnList, 3));
        for (var number = 0; number < kinds.Count; number++)
        {
            var day = WorkingDay(month, dice);
            var scene = Choose(kinds[number], month, recent, dice);
            foreach (var letter in Conversation.Of(scene, new(day.ToDateTime(default), TimeSpan.Zero),
                Dice.For($"conversation {month} {number}")))
            {
                yield return letter;
            }
        }
    }

    private static Scene Choose(Func<Scene, bool> kind, int month, Queue<Scene> recent, Dice dice)
    {
        var language = dice.Unit() switch { < 0.5 => "en", < 0.8 => "sv", _ => "fr" };
        var able = Scenes.Where(s => kind(s) && s.Suits(month, ((month + 8) % 12) + 1)).ToList();
        var fitting = able.Where(s => s.Language == language && !recent.Contains(s)).ToList();
        var scene = dice.Pick(fitting.Count > 0 ? fitting : able);
        recent.Enqueue(scene);
        if (recent.Count > RestingScenes)
        {
            recent.Dequeue();
        }

        return scene;
    }

    private static DateOnly WorkingDay(int month, Dice dice)
    {
        var first = new DateOnly(2024, 9, 1).AddMonths(month);
        while (true)
        {
            var day = first.AddDays(dice.Below(DateTime.DaysInMonth(first.Year, first.Month)));
            if (WorkCalendar.IsWorkingDay(day))
            {
                return day;
            }
        }
    }

    /// <summary>The threads written by hand: scenes/story.txt.</summary>
    private static IEnumerable<Letter> Told()
    {
        foreach (var thread in Script.Text("story").Split("== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = thread.Split("\n@ ");
            var subject = parts[0].Split("subject: ")[1].Trim();
            Letter? last = null;
            foreach (var part in parts[1..])
            {
                yield return last = ToldLetter(part, subject, last);
            }
        }
    }

    private static Letter ToldLetter(string part, string subject, Letter? parent)
    {
        var lines = part.Split('\n');
        var (when, names) = (lines[0][..16], lines[0][17..]);
        var (from, others) = names.Split(" > ") is [var writer, var rest] ? (Cast.Named(writer), rest.Split(" + "))
            : throw new InvalidDataException(part);
        var at = WorkCalendar.At(from.Zone, DateTime.ParseExact(when, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            .AddSeconds(Dice.For(part).Below(60)));
        return new()
        {
            From = from,
            To = [.. others[0].Split(", ").Select(Cast.Named)],
            Cc = others.Length > 1 ? [.. others[1].Split(", ").Select(Cast.Named)] : [],
            Sent = at,
            Subject = parent is null ? subject : "Re: " + subject,
            Text = string.Join('\n', lines.Skip(1)).Trim() + "\n\nBest regards,\n" + from.FirstName,
            Parent = parent,
            Id = Post.NewId(from, at, Dice.For("id " + part)),
        };
    }
}
