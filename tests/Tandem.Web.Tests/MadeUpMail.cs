using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Tests;

/// <summary>One made-up message. Numbers are unique within a relationship; <c>Answers</c> is the number answered, or -1.</summary>
internal sealed record MadeUpMessage(int Number, DateTimeOffset At, string From, string To, string Subject, int Answers, bool Asks);

/// <summary>How the two sides of a made-up relationship treat each other; hours are working hours of a mean answer.</summary>
internal sealed record Habits(double ConversationsAWeek, double StartsA, Sides<double> AnswerHours, Sides<double> Silence, double GrowsSlower = 1);

/// <summary>Two years of mail between two made-up companies, the same for the same seed.</summary>
internal static class MadeUpMail
{
    public static readonly DateTimeOffset First = new(2024, 5, 6, 0, 0, 0, TimeSpan.Zero);

    private const int Weeks = 104;

    private static readonly string[] Subjects =
    [
        "Delivery dates for the spring order", "Test data for line 2", "Question about the price list", "Who signs the annex?",
        "Stock file of Monday", "Access for the two engineers", "Forecast for the next quarter", "Invoice 20417", "Site visit in March",
        "Sensor readings look odd", "Training for the night shift", "May we move the review?", "Renewal: open points", "Spare parts in the store",
        "Räkning för oktober", "Accès au portail", "Minutes from Thursday", "Temperature limits in the contract",
    ];

    public static List<MadeUpMessage> Between(Sides<string[]> people, Habits habits, ulong seed, double weeks = Weeks)
    {
        var dice = new Dice(seed);
        var mail = new List<MadeUpMessage>();
        for (var at = habits.ConversationsAWeek; at < weeks * habits.ConversationsAWeek; at += Math.Max(0.05, dice.Around(1)))
        {
            var week = at / habits.ConversationsAWeek;
            var start = AtWork(First.AddDays(7 * week).AddHours(8 * dice.Throw()));
            var side = dice.Chance(habits.StartsA) ? Side.A : Side.B;
            Converse(mail, people, habits, dice, side, start, 1 + ((habits.GrowsSlower - 1) * week / weeks));
        }

        return [.. mail.Where(message => message.At < First.AddDays(7 * weeks)).OrderBy(message => message.At)];
    }

    /// <summary>The addresses are <c>name@domain</c>; their names are made of them.</summary>
    public static string NameOf(string address) =>
        string.Join(' ', address.Split('@')[0].Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static void Converse(List<MadeUpMessage> mail, Sides<string[]> people, Habits habits, Dice dice, Side side,
        DateTimeOffset at, double slower)
    {
        var (writer, reader) = (dice.Pick(people[side]), dice.Pick(people[side.Other]));
        var subject = dice.Pick(Subjects);
        var answered = -1;
        while (true)
        {
            var asks = answered < 0 || dice.Chance(0.45);
            mail.Add(new(mail.Count, at, writer, reader, answered < 0 ? subject : "Re: " + subject, answered, asks));
            answered = mail.Count - 1;
            var owes = people.A.Contains(writer) ? Side.B : Side.A;
            if (!asks || dice.Chance(habits.Silence[owes]))
            {
                return;
            }

            var hours = dice.Around(habits.AnswerHours[owes] * (owes == Side.B ? slower : 1));
            at = AtWork(at.AddHours((hours % 8) + (24 * Math.Floor(hours / 8))));
            (writer, reader) = (reader, writer);
        }
    }

    /// <summary>Moves an instant into the working day it falls on or the next one.</summary>
    private static DateTimeOffset AtWork(DateTimeOffset at)
    {
        var hour = 9 + (at.TimeOfDay.TotalHours / 3);
        var day = new DateTimeOffset(at.Date, TimeSpan.Zero).AddHours(hour);
        return day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(2),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day < at ? AtWork(at.AddHours(16)) : day,
        };
    }
}
