using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Cli.Commands;

/// <summary>Every measure of a ledger for a person at a terminal: a line for each direction, a bar, and how sure it is.</summary>
internal sealed class MeasuresText(Terminal terminal, LedgerToRead ledger)
{
    private const int BarWidth = 20;
    private const int NameWidth = 60;

    private readonly FigureWords words = new(terminal.Texts, ledger.Names);

    public void Write()
    {
        var reading = ledger.Read();
        Head(reading);
        new StandingText(terminal, words).Write(reading);
        foreach (var measure in Enum.GetValues<MeasureCode>())
        {
            terminal.Title(terminal.Say("measure." + measure));
            foreach (var side in Readings.IsDirected(measure) ? (ReadOnlySpan<Side>)[Side.A, Side.B] : [Side.A])
            {
                Line(measure, side, Readings.Of(reading, measure, side));
            }
        }

        Foot(reading);
        OnlyUs();
        terminal.Line();
        terminal.Line(terminal.Soft($"{terminal.Say("reading.hint")} tandem why {ledger.Asked} trust{ledger.Member}"));
    }

    /// <summary>What a reading is of, and as of when: the same above every reading.</summary>
    public static void Head(Terminal terminal, LedgerToRead ledger, SharedReading reading)
    {
        terminal.Line(terminal.Strong(terminal.Say("reading.head", terminal.Of(Side.A, ledger.Names.A), terminal.Of(Side.B, ledger.Names.B))));
        terminal.Line(string.Join(" · ",
            terminal.Say("reading.at", reading.At.UtcDateTime, reading.Visible),
            reading.Charter is { } charter ? terminal.Say("reading.charter", charter.Id) : terminal.Say("reading.noCharter"),
            terminal.Say("reading.yardstick", reading.Yardstick?.Hour ?? Core.Facts.Yardstick.HourWithoutCharter, reading.Yardstick?.Currency)));
    }

    private void Head(SharedReading reading)
    {
        Head(terminal, ledger, reading);
        if (ledger.File.Refused.Length > 0)
        {
            terminal.Line(terminal.Say("reading.refused", ledger.File.Refused.Length));
        }

        foreach (var side in ((Side[])[Side.A, Side.B]).Where(side => reading.Joined[side] is null))
        {
            terminal.Line(terminal.Say("reading.shadow", ledger.Names[side]));
        }
    }

    private void Line(MeasureCode measure, Side side, Reading reading)
    {
        var name = Terminal.Fit(words.About("of.", measure, side), NameWidth);
        if (!reading.IsEnough)
        {
            terminal.Line($"  {terminal.Of(side, name)} {terminal.Soft(new string('·', BarWidth))} {terminal.Say("reading.notEnough")}  "
                + terminal.Soft(terminal.Say("reading.evidence", reading.Evidence, reading.EnoughEvidence)));
            return;
        }

        var value = reading.Value!.Value;
        string?[] notes =
        [
            reading.Interval is { } interval ? words.Range(measure, interval) : null,
            reading.ClaimedEvidence is > 0 and var claimed && measure is MeasureCode.Trust or MeasureCode.KeptRate or MeasureCode.Autonomy
                ? terminal.Say("reading.claimed", claimed / reading.Evidence)
                : null,
            reading.IfUpheld is { } upheld && Math.Abs(upheld - value) > 0.005
                ? terminal.Say("reading.upheld", words.Figure(measure, upheld))
                : null,
        ];
        terminal.Line($"  {terminal.Of(side, name)} {Bar(measure, side, value)} {terminal.Strong(words.Figure(measure, value))}  "
            + terminal.Soft(string.Join(" · ", notes.OfType<string>())));
    }

    private string Bar(MeasureCode measure, Side side, double value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => terminal.Balance(value, BarWidth),
        MeasureCode.Responsiveness => terminal.Bar(value / KaplanMeier.HorizonHours, BarWidth, side),
        MeasureCode.Equity or MeasureCode.Perception => Signed(value, side),
        _ => terminal.Bar(value, BarWidth, side),
    };

    /// <summary>From a middle mark: to the right above zero, to the left below.</summary>
    private string Signed(double value, Side side)
    {
        var half = BarWidth / 2;
        var filled = (int)Math.Round(Math.Clamp(Math.Abs(value), 0, 1) * (half - 1));
        var bar = terminal.Of(side, new string('█', filled)) + terminal.Soft(new string('·', half - 1 - filled));
        var empty = terminal.Soft(new string('·', half - 1));
        return value < 0
            ? terminal.Soft(new string('·', half - 1 - filled)) + terminal.Of(side, new string('█', filled)) + " │" + empty
            : empty + " │" + bar;
    }

    private void Foot(SharedReading reading)
    {
        terminal.Line();
        terminal.Line(terminal.Say("reading.counts", reading.Claimed.Length, reading.Disputed.Length, reading.OpenRisks.Length));
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            if (reading.Obligations[side].Sum(o => o.Obligation.Worth * o.Obligation.Weight) is > 0 and var owed)
            {
                terminal.Line(terminal.Say("reading.owed", ledger.Names[side], owed));
            }
        }
    }

    private void OnlyUs()
    {
        if (ledger.ReadOnlyUs() is not { } own)
        {
            return;
        }

        terminal.Title(terminal.Say("reading.onlyUs"), terminal.Say("reading.onlyUsNote"));
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            Line(MeasureCode.Responsiveness, side, Readings.Of(own, MeasureCode.Responsiveness, side));
        }

        Line(MeasureCode.WaitingShare, Side.A, Readings.Of(own, MeasureCode.WaitingShare, Side.A));
    }
}
