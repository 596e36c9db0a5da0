using System.Globalization;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>One figure for a person who has never seen it: what it says, where it comes from, what would change it, how it is computed.</summary>
internal sealed class WhyText(Terminal terminal, LedgerToRead ledger, bool all)
{
    private const int Shown = 12;
    private const int BarWidth = 12;
    private const int WhatWidth = 24;
    private const int WordsWidth = 50;

    /// <summary>Less than this is no change that a person would see.</summary>
    private const double Visible = 0.0005;

    private readonly FigureWords words = new(terminal.Texts, ledger.Names);
    private readonly Dictionary<EntryId, Statement> entries = ledger.File.Accepted.ToDictionary(s => s.Id);

    public void Write(Reading reading)
    {
        var (measure, side) = (reading.Measure, reading.Side ?? Side.A);
        terminal.Title(
            $"{terminal.Say("measure." + measure)}: {words.About("of.", measure, side)}   "
            + (reading.IsEnough ? words.Figure(measure, reading.Value!.Value) : terminal.Say("reading.notEnough")));
        terminal.Line("  " + (reading.Interval is { } interval && reading.Value is not null
            ? terminal.Say("why.value", words.Range(measure, interval), reading.Evidence, reading.EnoughEvidence)
            : terminal.Say("why.noInterval", reading.Evidence, reading.EnoughEvidence)));
        Part("why.means", words.About("meaning.", measure, side));
        Because(reading);
        Rows("why.oneMore", reading.Measure, reading.OneMore, side);
        Rows("why.beside", reading.Measure, reading.Beside, side);
        Part("why.how", words.About("formula.", measure, side, reading.Parameters.FirstOrDefault(p => p.Name == "kappa").Number));
        terminal.Line("  " + terminal.Say("why.parameters", string.Join("; ",
            [.. reading.Parameters.Select(p => terminal.Say("parameter." + p.Name, p.Number)),
                reading.Charter is { } charter ? terminal.Say("reading.charter", charter) : terminal.Say("reading.noCharter")])));
        if (!reading.Sums.IsEmpty)
        {
            terminal.Line("  " + terminal.Say("why.sums", string.Join(", ", reading.Sums.Select(sum => $"{sum.Name} = {words.Number(sum.Number, Digits(sum.Number))}"))));
        }

        InUse(reading);
        Part("why.cannot", words.About("limits.", measure, side));
        terminal.Line("  " + terminal.Soft(terminal.Say("why.page", PageOf(measure))));
    }

    public static string PageOf(MeasureCode measure) => MeasuresJson.Word(measure).Replace('_', '-') + ".md";

    private void Part(string title, string text)
    {
        terminal.Line();
        terminal.Line("  " + terminal.Strong(terminal.Say(title)));
        terminal.Line("  " + text);
    }

    /// <summary>The latest months of what was realised of what was to be expected.</summary>
    private void InUse(Reading reading)
    {
        if (reading is not { Measure: MeasureCode.Value, Side: { } receiver }
            || ValueInUse.Of(ledger.Visible, ledger.At) is not { IsEmpty: false } months)
        {
            return;
        }

        terminal.Line();
        terminal.Line("  " + terminal.Strong(terminal.Say("why.inUse")));
        foreach (var month in months.TakeLast(Shown))
        {
            var name = month.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            terminal.Line("    " + (month.Ratio[receiver] is { } ratio
                ? $"{name}  {terminal.Bar(ratio, BarWidth, receiver)} {words.Percent(ratio)}"
                : $"{name}  {terminal.Soft(terminal.Say("reading.notEnough"))}"));
        }
    }

    private void Because(Reading reading)
    {
        terminal.Line();
        terminal.Line("  " + terminal.Strong(terminal.Say("why.because")));
        if (reading.Because.IsEmpty)
        {
            terminal.Line("  " + terminal.Say("why.none"));
            return;
        }

        var sum = reading.Because.Sum(reason => reason.Contribution);
        terminal.Line("  " + (reading.IsAdditive
            ? terminal.Say("why.additive", words.Figure(reading.Measure, reading.Neutral), words.Change(reading.Measure, sum))
            : terminal.Say(reading.Measure == MeasureCode.Perception ? "why.aboveLedger" : "why.leaveOneOut")));
        var shown = all ? reading.Because.Length : Shown;
        var most = reading.Because.Max(reason => Math.Abs(reason.Contribution));
        foreach (var reason in reading.Because.Take(shown))
        {
            Row(reading, reason, most);
        }

        if (reading.Because.Length > shown)
        {
            terminal.Line("    " + (reading.IsAdditive
                ? terminal.Say(
                    "why.more", reading.Because.Length - shown, words.Change(reading.Measure, reading.Because.Skip(shown).Sum(r => r.Contribution)))
                : terminal.Say("why.moreRows", reading.Because.Length - shown)));
        }

        if (reading.ClaimedEvidence is > 0 and var claimed)
        {
            terminal.Line("  " + terminal.Say("why.claimed", claimed));
        }

        if (reading.IfUpheld is { } upheld && Math.Abs(upheld - (reading.Value ?? upheld)) > Visible)
        {
            terminal.Line("  " + terminal.Say("reading.upheld", words.Figure(reading.Measure, upheld)));
        }
    }

    private void Row(Reading reading, Reason reason, double most)
    {
        var favours = reason.Contribution >= 0 ? Side.A : Side.B;
        var bar = terminal.Bar(most > 0 ? Math.Abs(reason.Contribution) / most : 0, BarWidth, favours);
        var what = Terminal.Fit(terminal.Say("what." + reason.What, ledger.Names.A, ledger.Names.B), WhatWidth);
        terminal.Line($"    {words.Change(reading.Measure, reason.Contribution),8} {bar} {what} {DayOf(reason)}  "
            + $"{string.Join(" + ", reason.Entries.Take(3))}{(reason.Entries.Length > 3 ? " …" : "")}  {SizeOf(reading, reason)}"
            + terminal.Soft(string.Join(" · ", new[] { Weighs(reading, reason), CountsAs(reading, reason), WordsOf(reason) }.OfType<string>())));
    }

    /// <summary>How much it is in the unit of the measure, where that is worth a look.</summary>
    private string SizeOf(Reading reading, Reason reason) => reading.Measure switch
    {
        MeasureCode.Balance or MeasureCode.Equity or MeasureCode.Value or MeasureCode.Loyalty => words.Number(reason.Size, "N0") + "  ",
        MeasureCode.Responsiveness or MeasureCode.WaitingShare => terminal.Say("reading.hours", reason.Size) + "  ",
        MeasureCode.Perception => words.Percent(reason.Size) + "  ",
        _ => "",
    };

    /// <summary>What it takes to compute the row from the formula.</summary>
    private string? Weighs(Reading reading, Reason reason) => reason is { Grade: { } grade, AgeDays: { } age }
        ? terminal.Say("why.weighs", reason.Size, grade, age)
        : null;

    private string? CountsAs(Reading reading, Reason reason) => reading.Measure
        is MeasureCode.Responsiveness or MeasureCode.WaitingShare or MeasureCode.Consistency or MeasureCode.Perception ? null
        : reason.Weight switch
        {
            1 => terminal.Say("why.onLedger"),
            0.5 => terminal.Say("why.half"),
            0 => terminal.Say("why.nothing"),
            _ => terminal.Say("why.partly", reason.Weight),
        };

    private string DayOf(Reason reason) => entries.TryGetValue(reason.Entries[^1], out var entry)
        ? entry.Occurred.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : "";

    /// <summary>What somebody wrote with it.</summary>
    private string? WordsOf(Reason reason) =>
        entries.TryGetValue(reason.Entries[0], out var entry) && entry.Texts is [var text, ..]
            ? terminal.Say("why.quoted", Terminal.Fit(Clean.Words(text.Text), WordsWidth).TrimEnd())
            : null;

    private static string Digits(double number) => Math.Abs(number) >= 1000 ? "N0" : "0.000";

    private void Rows(string title, MeasureCode measure, IEnumerable<OneMore> rows, Side side)
    {
        var known = rows.Where(more => more.Value is not null).ToArray();
        if (known.Length == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line("  " + terminal.Strong(terminal.Say(title)));
        foreach (var more in known)
        {
            terminal.Line($"    {words.OneMore(measure, more),8}  "
                + terminal.Say("more." + more.Code, ledger.Names[side], ledger.Names[side.Other]));
        }
    }
}
