using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>What drafts would do, for a person: only the figures that move, now, as a claim, and once confirmed.</summary>
internal sealed class WhatIfText(Terminal terminal, LedgerToRead ledger)
{
    private const int NameWidth = 50;
    private const int FigureWidth = 12;
    private const int PrecedentsShown = 5;

    /// <summary>Less than this is no change that a person would see.</summary>
    private const double Visible = 0.0005;

    private readonly FigureWords words = new(terminal.Texts, ledger.Names);

    public void Write(WhatIf whatIf)
    {
        MeasuresText.Head(terminal, ledger, whatIf.Now);
        terminal.Title(
            terminal.Say("whatif.title"), string.Join(" → ", terminal.Say("whatif.now"), terminal.Say("whatif.claimed"), terminal.Say("whatif.confirmed")));
        var moved = 0;
        foreach (var measure in Enum.GetValues<MeasureCode>())
        {
            foreach (var side in Readings.IsDirected(measure) ? (Side[])[Side.A, Side.B] : [Side.A])
            {
                moved += Line(measure, side, whatIf) ? 1 : 0;
            }
        }

        if (moved == 0)
        {
            terminal.Line("  " + terminal.Say("whatif.nothing"));
        }

        var (now, claimed, confirmed) = whatIf.Candidates;
        if (now != claimed || now != confirmed)
        {
            terminal.Line("  " + terminal.Say("whatif.standing",
                string.Join(" → ", new[] { now, claimed, confirmed }.Select(label => terminal.Say("standing." + label)))));
        }

        foreach (var decision in whatIf.Decisions)
        {
            Write(decision);
        }
    }

    private bool Line(MeasureCode measure, Side side, WhatIf whatIf)
    {
        Reading[] readings = [.. new[] { whatIf.Now, whatIf.Claimed, whatIf.Confirmed }.Select(r => Readings.Of(r, measure, side))];
        if (readings.All(r => Math.Abs((r.Value ?? -1) - (readings[0].Value ?? -1)) < Visible))
        {
            return false;
        }

        terminal.Line($"  {terminal.Of(side, Terminal.Fit(words.About("of.", measure, side), NameWidth))} "
            + string.Join(" → ", readings.Select(r => (r.IsEnough ? words.Figure(measure, r.Value!.Value)
                : r.Value is { } value ? $"({words.Figure(measure, value)})" : "–").PadLeft(FigureWidth))));
        return true;
    }

    private void Write(DecisionDraft draft)
    {
        terminal.Title(terminal.Say("whatif.decision", Clean.Words(draft.Decision.Class)));
        if (draft.Precedents.Nearest.IsEmpty)
        {
            terminal.Line("  " + terminal.Say("whatif.noPrecedent"));
        }

        foreach (var precedent in draft.Precedents.Nearest.Take(PrecedentsShown))
        {
            terminal.Line("  " + terminal.Say("whatif.precedent", precedent.Id, precedent.Distance, Said(precedent.Outcome)));
        }

        foreach (var outcome in draft.Precedents.Outcomes.Where(o => o.C is not null && !draft.Precedents.Nearest.IsEmpty))
        {
            terminal.Line("  " + terminal.Say("whatif.outcome", Said(outcome.Outcome), outcome.C, draft.Consistency));
        }

        foreach (var option in draft.Options)
        {
            Write(draft, option);
        }
    }

    private void Write(DecisionDraft draft, DraftOption option)
    {
        var name = Clean.Words(option.Option.Name);
        if (!option.Option.IsPriced)
        {
            terminal.Line("  " + terminal.Say("whatif.unpriced", name));
            return;
        }

        var mark = option.Option.Name == draft.Best?.Name ? terminal.Say("whatif.best") : "";
        terminal.Line("  " + terminal.Say(
            "whatif.option", name, option.Option.Cost.A, ledger.Names.A, option.Option.Cost.B, ledger.Names.B, option.Option.Total) + " " + mark);
        if (option.Regret.SidePayment is { } payment && option.Regret.Best is { } best)
        {
            var payer = payment.Split >= 0 ? Side.B : Side.A;
            var (least, most) = payer == Side.B ? (payment.Least, payment.Most) : (-payment.Most, -payment.Least);
            terminal.Line("    " + terminal.Say("whatif.payment",
                Clean.Words(best), ledger.Names[payer], ledger.Names[payer.Other], Math.Abs(payment.Split), least, most));
        }

        if (option.Loyalty is { } loyalty)
        {
            terminal.Line("    " + terminal.Say("whatif.loyalty", ledger.Names[draft.Decision.DecidedBy!.Value], loyalty));
        }
    }

    private string Said(Circumstance value) => value switch
    {
        Circumstance.Word word => Clean.Words(word.Value),
        Circumstance.Number number => words.Number(number.Value, "0.##"),
        Circumstance.Truth truth => truth.Value ? terminal.Say("value.true") : terminal.Say("value.false"),
        Circumstance.Set set => Clean.Words(string.Join(", ", set.Values)),
        Circumstance.Missing => "–",
        _ => throw new System.Diagnostics.UnreachableException($"Unknown circumstance {value.GetType().Name}."),
    };
}
