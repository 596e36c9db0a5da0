using System.Globalization;

namespace Tandem.Samples;

/// <summary>
/// What Aldermere discloses of its mail for a quarter: how much each side wrote and began, and how long each of those
/// beginnings waited for the other side.
/// </summary>
internal sealed class MailCount(IReadOnlyList<Letter> letters)
{
    private const int DayOpens = 9;
    private const int DayCloses = 17;

    private readonly Letter[] between = [.. letters.Where(letter => letter.Headers.Count == 0 && !letter.OnList
        && IsOfTheTwo(letter.From) && letter.To.Any(to => IsOfTheTwo(to) && to.Group != letter.From.Group))];

    /// <summary>The body of a summary of a quarter such as <c>2025-Q3</c>.</summary>
    public IReadOnlyList<(string Name, string Json)> Of(string quarter)
    {
        var (year, month) = (int.Parse(quarter[..4], CultureInfo.InvariantCulture), (3 * (quarter[^1] - '0')) - 2);
        var begins = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero);
        var ends = begins.AddMonths(3);
        var sent = between.Where(letter => letter.Sent >= begins && letter.Sent < ends).ToList();
        var first = sent.Where(letter => letter.Parent is null).OrderBy(letter => letter.Sent.UtcDateTime).ToList();
        return
        [
            ("period", $"\"{quarter}\""), ("messages", Sides(sent)), ("initiated", Sides(first)),
            ("waits", $"[{string.Join(',', first.Select(ask => Wait(ask, ends)))}]"),
        ];
    }

    private string Wait(Letter ask, DateTimeOffset ends)
    {
        var asked = ask.To.First(person => IsOfTheTwo(person) && person.Group != ask.From.Group);
        var answer = between
            .Where(letter => letter.From.Group == asked.Group && letter.Sent < ends && Root(letter) == ask)
            .MinBy(letter => letter.Sent.UtcDateTime);
        var hours = WorkingHours(asked.Zone, ask.Sent, answer?.Sent ?? ends);
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"owed_by":"{{Side(asked)}}","hours":{{hours}},"answered":{{(answer is null ? "false" : "true")}}}""");
    }

    /// <summary>Monday to Friday, nine to five where the answer is owed, in quarters of an hour.</summary>
    private static decimal WorkingHours(Zone zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (begins, ends) = (WorkCalendar.In(zone, from).DateTime, WorkCalendar.In(zone, to).DateTime);
        var worked = TimeSpan.Zero;
        for (var day = begins.Date; day <= ends.Date; day = day.AddDays(1))
        {
            var opens = day.AddHours(DayOpens) < begins ? begins : day.AddHours(DayOpens);
            var closes = day.AddHours(DayCloses) > ends ? ends : day.AddHours(DayCloses);
            var works = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            worked += works && closes > opens ? closes - opens : TimeSpan.Zero;
        }

        return decimal.Round((decimal)worked.Ticks / TimeSpan.TicksPerHour * 4) / 4;
    }

    private static string Sides(List<Letter> sent)
    {
        var ours = sent.Count(letter => letter.From.Group == Group.Us);
        return string.Create(CultureInfo.InvariantCulture, $$"""{"A":{{ours}},"B":{{sent.Count - ours}}}""");
    }

    private static Letter Root(Letter letter) => letter.Parent is { } parent ? Root(parent) : letter;

    private static string Side(Person person) => person.Group == Group.Us ? "A" : "B";

    private static bool IsOfTheTwo(Person person) => person.Group is Group.Us or Group.Them;
}
