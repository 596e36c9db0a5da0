using System.Globalization;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Cli.Commands;

/// <summary>A reading for a person at a terminal. Side A is "us".</summary>
internal sealed class AssessText(Terminal terminal, MailboxReport report)
{
    private const int BarWidth = 30;
    private const int HalfBar = 14;
    private const int OpenListed = 10;
    private const int TiesListed = 8;
    private const int WhyListed = 12;
    private const int ProblemsListed = 8;
    private const int OrganizationsListed = 25;
    private const int QuartersListed = 12;

    private CultureInfo Culture => terminal.Texts.Culture;

    public void Organizations()
    {
        if (report.Organizations.IsEmpty && report.FreeMail.IsEmpty)
        {
            Problems();
            return;
        }

        terminal.Title(terminal.Say("organizations.title"));
        var width = Math.Clamp(report.Organizations.Take(OrganizationsListed).Select(o => o.Domain.Length).DefaultIfEmpty(10).Max(), 10, 40);
        var most = Math.Max(1, report.Organizations.Select(o => o.Messages).DefaultIfEmpty(1).Max());
        foreach (var line in report.Organizations.Take(OrganizationsListed))
        {
            terminal.Line($"  {Terminal.Fit(line.Domain, width)}  {terminal.Say("organizations.line", line.Messages, line.People)}  "
                + terminal.Bar(line.Messages / (double)most, 16, Side.A));
        }

        More("open.more", report.Organizations.Length - OrganizationsListed);
        if (!report.FreeMail.IsEmpty)
        {
            terminal.Line($"  {terminal.Soft(terminal.Say("organizations.free"))}");
            terminal.Line($"  {string.Join(", ", report.FreeMail.Take(8).Select(line => $"{line.Domain} {Number(line.Messages)}"))}");
        }

        if (report.Organizations.Length >= 2)
        {
            terminal.Line();
            terminal.Line($"{terminal.Say("organizations.hint")} --us {report.Organizations[0].Domain} --them {report.Organizations[1].Domain}");
        }

        Problems();
    }

    public void Reading(MailReading reading, bool why)
    {
        Head(reading);
        Answers(reading);
        Waiting(reading);
        Starts(reading);
        Quarters(reading);
        OpenWaits(reading);
        Ties(reading);
        if (why)
        {
            Why(reading, Side.B);
            Why(reading, Side.A);
        }

        Counted(reading);
        Problems();
        if (!why)
        {
            terminal.Line();
            terminal.Line(terminal.Soft(terminal.Say("why.hint")));
        }
    }

    private void Head(MailReading reading)
    {
        terminal.Line(terminal.Strong(terminal.Say("head.between", Name(reading, Side.A), Name(reading, Side.B))));
        if (reading is { Oldest: { } oldest, Newest: { } newest })
        {
            terminal.Line(terminal.Say("head.counts", report.Messages, report.DistinctMessages, report.Conversations,
                oldest.UtcDateTime, newest.UtcDateTime));
        }

        terminal.Line(terminal.Say("head.at", reading.At.UtcDateTime));
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            var counts = reading.Counts[side];
            terminal.Line(terminal.Of(side, terminal.Say("side.line", counts.Name, counts.Messages, counts.People, counts.Initiated)));
        }

        Counted("head.undated", report.Undated);
        Counted("head.outside", report.OutsidePeriod);
    }

    private void Counted(string key, int count)
    {
        if (count > 0)
        {
            terminal.Line(terminal.Soft(terminal.Texts.Count(key, count)));
        }
    }

    private void Answers(MailReading reading)
    {
        terminal.Title(
            terminal.Say("answers.title"), terminal.Say("answers.lead", ResponsivenessReading.WindowDays, KaplanMeier.HorizonHours));
        foreach (var side in (ReadOnlySpan<Side>)[Side.B, Side.A])
        {
            Answers(reading, side);
        }
    }

    private void Answers(MailReading reading, Side by)
    {
        var answers = reading.Responsiveness[by];
        var who = terminal.Say("answers.by", Name(reading, by), Name(reading, by.Other));
        if (!answers.Enough)
        {
            terminal.Line($"  {terminal.Of(by, who)}");
            terminal.Line($"    {terminal.Say("notEnough.waits", terminal.Say("notEnough"), answers.Curve.Waits, answers.Curve.Replies)}");
        }
        else
        {
            var mean = answers.Curve.RestrictedMean!.Value;
            var interval = answers.Curve.Interval!.Value;
            terminal.Line($"  {terminal.Of(by, who)}");
            terminal.Line($"    {terminal.Bar(mean / KaplanMeier.HorizonHours, BarWidth, by)} {terminal.Strong(Hours(mean))}  "
                + $"{terminal.Say("answers.interval", interval.Low, interval.High)}");
            terminal.Line("    " + terminal.Say(
                "answers.detail", answers.Curve.Waits, answers.Curve.Replies, answers.Open,
                answers.Curve.Median is { } median ? Hours(median)
                    : terminal.Say("answers.notReached"), KaplanMeier.HorizonHours, answers.Curve.IgnoredRate));
            terminal.Line($"    {terminal.Say("trend." + answers.Trend, ResponsivenessReading.WindowDays, answers.Before.RestrictedMean)}");
            if (answers.IfLongestOpenWereAnswered is { } better && mean - better >= 0.05)
            {
                terminal.Line($"    {terminal.Soft(terminal.Say("answers.ifAnswered", better))}");
            }
        }

        var first = reading.FirstReplies[by];
        terminal.Line($"    {terminal.Soft(terminal.Say("answers.first", first.Count, first.MedianHours is { } hours ? Hours(hours) : "–"))}");
    }

    private void Waiting(MailReading reading)
    {
        terminal.Title(terminal.Say("waiting.title"));
        if (!reading.WaitingShare.Enough || reading.WaitingShare.ShareOfA is not { } share)
        {
            terminal.Line($"  {terminal.Say("notEnough")}");
            return;
        }

        terminal.Line($"  {terminal.Balance(share, BarWidth)} "
            + $"{terminal.Say("waiting.line", Name(reading, Side.A), share, Name(reading, Side.B), 1 - share)}");
        if (reading.WaitingShare.Interval is { } interval)
        {
            terminal.Line($"  {terminal.Soft(terminal.Say("waiting.interval", interval.Low, interval.High))}");
        }
    }

    private void Starts(MailReading reading)
    {
        var (a, b) = reading.Initiation.Began;
        terminal.Title(terminal.Say("starts.title"));
        if (!reading.Initiation.Enough || reading.Initiation.ShareOfA is not { } share)
        {
            terminal.Line($"  {terminal.Say("notEnough.starts", terminal.Say("notEnough"), a + b)}");
            return;
        }

        terminal.Line($"  {terminal.Balance(share, BarWidth)} {terminal.Say("starts.line", Name(reading, Side.A), a, Name(reading, Side.B), b)}");
        var interval = terminal.Say(
            "starts.interval", Name(reading, Side.A), share, reading.Initiation.Interval.Low, reading.Initiation.Interval.High);
        terminal.Line($"  {terminal.Soft(interval)}");
    }

    private void Quarters(MailReading reading)
    {
        if (reading.Quarters.IsEmpty)
        {
            return;
        }

        terminal.Title(terminal.Say("quarters.title"), terminal.Say("quarters.lead"));
        var shown = reading.Quarters.TakeLast(QuartersListed).ToList();
        var most = Math.Max(1, shown.Max(q => Math.Max(q.Messages.A, q.Messages.B)));
        terminal.Line($"           {Terminal.Fit(Name(reading, Side.A), HalfBar + 16)}  {Name(reading, Side.B)}");
        foreach (var quarter in shown)
        {
            terminal.Line($"  {quarter.Quarter}  {Quarter(quarter, Side.A, most)}   {Quarter(quarter, Side.B, most)}");
        }
    }

    private string Quarter(QuarterLine quarter, Side side, int most)
    {
        var answers = quarter.Answers[side];
        var hours = answers is { Enough: true, RestrictedMean: { } mean } ? Hours(mean) : "–";
        return $"{terminal.Bar(quarter.Messages[side] / (double)most, HalfBar, side)} {Number(quarter.Messages[side]),6} {hours,8}";
    }

    private void OpenWaits(MailReading reading)
    {
        terminal.Title(terminal.Say("open.title"));
        if (reading.OpenWaits.IsEmpty)
        {
            terminal.Line($"  {terminal.Say("open.none")}");
            More("open.older", reading.OlderOpenCount.A + reading.OlderOpenCount.B);
            return;
        }

        var longest = Math.Max(1, reading.OpenWaits.Max(wait => wait.WorkingHours));
        foreach (var wait in reading.OpenWaits.Take(OpenListed))
        {
            terminal.Line($"  {terminal.Bar(wait.WorkingHours / longest, HalfBar, wait.OwedBy)} {terminal.Say("open.hours", wait.WorkingHours),7}  "
                + $"{terminal.Say("open.waitsFor", wait.Asked.Author.Shown, terminal.Of(wait.OwedBy, Whom(reading, wait)))}");
            var asked = $"{wait.Asked.At.UtcDateTime.ToString("d MMM yyyy", Culture)}  {wait.Asked.Subject}";
            terminal.Line($"  {new string(' ', HalfBar + 9)} {terminal.Soft(asked)}");
        }

        More("open.more", reading.OpenCount - OpenListed);
        More("open.older", reading.OlderOpenCount.A + reading.OlderOpenCount.B);
    }

    private void Ties(MailReading reading)
    {
        terminal.Title(terminal.Say("ties.title"), terminal.Say("ties.lead"));
        if (reading.Ties.IsEmpty)
        {
            terminal.Line($"  {terminal.Say("ties.none")}");
        }

        foreach (var tie in reading.Ties.Take(TiesListed))
        {
            terminal.Line($"  {terminal.Bar(tie.Strength, HalfBar, Side.A)} {terminal.Of(Side.A, tie.People.A.Shown)} {Number(tie.Messages.A)} "
                + $"↔ {Number(tie.Messages.B)} {terminal.Of(Side.B, tie.People.B.Shown)}");
        }
    }

    private void Why(MailReading reading, Side by)
    {
        terminal.Title(terminal.Say("why.title", Name(reading, by), Name(reading, by.Other)), terminal.Say("why.lead", $"{KaplanMeier.HorizonHours} h"));
        foreach (var wait in reading.Responsiveness[by].Because.Take(WhyListed))
        {
            var state = wait.Answer is { } answer
                ? $"{terminal.Say("why.answered")} {answer.At.UtcDateTime.ToString("d MMM yyyy HH:mm", Culture)}"
                : terminal.Say("why.open");
            var without = wait.MeanWithout is { } mean ? Hours(mean) : "–";
            terminal.Line($"  {Hours(wait.WorkingHours),9}  {wait.Asked.At.UtcDateTime.ToString("d MMM yyyy HH:mm", Culture)}  "
                + $"{wait.Asked.Author.Shown}  {state}  → {without}");
            terminal.Line($"             {wait.Asked.Subject}  {terminal.Soft(wait.Asked.Where)}");
        }

        var rest = reading.Responsiveness[by].Curve.Waits - WhyListed;
        if (rest > 0)
        {
            terminal.Line($"  {terminal.Soft(terminal.Say("why.more", rest, Limits.RowsListed))}");
        }
    }

    private string Whom(MailReading reading, WaitLine wait)
    {
        var asked = wait.Asked.To.Where(person => person.Side == wait.OwedBy).ToList();
        return asked switch
        {
            [] => Name(reading, wait.OwedBy),
            [var one] => one.Shown,
            _ => terminal.Say("open.andMore", asked[0].Shown, asked.Count - 1),
        };
    }

    private void Counted(MailReading reading)
    {
        terminal.Title(terminal.Say("counted.title"));
        foreach (var rule in new[] { reading.Responsiveness.A.Rule, reading.Responsiveness.B.Rule }.Distinct())
        {
            terminal.Line($"  {terminal.Say("counted." + rule)}");
        }

        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            terminal.Line($"  {terminal.Say("counted.clock", Name(reading, side), reading.Clock[side])}");
        }

        terminal.Line($"  {terminal.Say("counted.bulk")}");
    }

    private void Problems()
    {
        if (report.ProblemCount == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line(terminal.Texts.Count("problems.title", report.ProblemCount));
        foreach (var problem in report.Problems.Take(ProblemsListed))
        {
            var place = problem.Offset < 0 ? problem.File : FormattableString.Invariant($"{problem.File}:{problem.Offset}");
            terminal.Line($"  {place}: {terminal.Say("problem." + problem.Reason, problem.Detail)}");
        }

        More("problems.more", report.ProblemCount - ProblemsListed);
    }

    private void More(string key, int count)
    {
        if (count > 0)
        {
            terminal.Line($"  {terminal.Soft(terminal.Say(key, count))}");
        }
    }

    private string Hours(double hours) => terminal.Say("answers.hours", hours);

    private string Number(int number) => number.ToString("N0", Culture);

    private static string Name(MailReading reading, Side side) => reading.Counts[side].Name;
}
