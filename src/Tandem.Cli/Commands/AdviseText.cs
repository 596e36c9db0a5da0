using System.Globalization;
using Tandem.Core.Advice;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Advice for a person at a terminal: what, why now, what it would change, how likely, and the entry.</summary>
internal sealed class AdviseText(Terminal terminal, Counsel counsel, Sides<string> names)
{
    private const int LabelWidth = 12;
    private const int NamedChars = 60;
    private const double Percents = 0.005;

    private readonly Situation situation = counsel.Situation;

    /// <param name="asked">How the reader called the ledger.</param>
    /// <param name="isFile">Then there is no relationship to append to.</param>
    /// <param name="asOf">The instant, where the reader asked for one.</param>
    /// <param name="member">The option that says who asks; empty where nobody has to.</param>
    public void Write(string asked, bool isFile, string? asOf, string member)
    {
        terminal.Title(
            terminal.Say("advise.title", Clean.Words(names[situation.Them])),
            terminal.Say("advise.lead", Clean.Words(names[situation.Us]), Day(situation.At)));
        foreach (var (at, one) in counsel.Recommendations.Index())
        {
            WriteOne(at + 1, one);
        }

        if (counsel.Rebalance is { } ask)
        {
            WriteAsk(counsel.Recommendations.Length + 1, ask);
        }

        WriteWayOut();
        WriteUnknown();
        if (DraftOf(1) is not null)
        {
            var relationship = isFile ? "RELATIONSHIP" : asked;
            var instant = asOf is null ? "" : $" --at {asOf}";
            var side = isFile ? $" --as {situation.Us}" : member;
            terminal.Line();
            terminal.Line(terminal.Say(
                "advise.pipe", $"tandem advise {Quoted(asked)}{side}{instant} --accept 1 | tandem ledger append {Quoted(relationship)} -{side}"));
        }
    }

    /// <summary>The entry of a number, and what it says when its author says nothing else; <c>null</c> where there is none.</summary>
    public (Statement Draft, string What)? DraftOf(int number) =>
        number >= 1 && number <= counsel.Recommendations.Length
            ? (counsel.Recommendations[number - 1].Suggestion.Draft, WhatOf(counsel.Recommendations[number - 1].Suggestion.Action))
            : counsel.Rebalance is { } ask && number == counsel.Recommendations.Length + 1
                ? (ask.Draft, terminal.Say("advise.askFor", WhatOf(RebalanceAsk.Code), Worth(ask.Size)))
                : null;

    private void WriteOne(int number, Recommendation one)
    {
        var said = one.Suggestion;
        terminal.Title($"{number.ToString(CultureInfo.InvariantCulture)}. {WhatOf(said.Action)}");
        object?[] figures = [.. said.Figures.Select(Written), .. said.Concerning is { } side ? [Clean.Words(names[side])] : (string[])[]];
        Row("advise.why", terminal.Say("advise.why." + Key(said.Reason), figures));
        if (!said.Entries.IsEmpty || said.About is not null)
        {
            Row("advise.about", string.Join(", ", said.Entries.Select(Named).Concat(said.About is { } about ? [Clean.Words(about)] : [])));
        }

        RowOfEffects(one.Effects);
        Row("advise.likely", terminal.Say(said.IsAsk ? "advise.accepted" : "advise.kept", Share(one.Probability), said.EffortPoints));
        Row("advise.entry", $"{said.Draft.Fact.Kind} {said.Draft.Id}{Due(said.Draft)}");
        if (one.IsRisky)
        {
            Row("", terminal.Say("advise.risky"));
        }
    }

    private void WriteAsk(int number, RebalanceAsk ask)
    {
        terminal.Title($"{number.ToString(CultureInfo.InvariantCulture)}. {WhatOf(RebalanceAsk.Code)}");
        Row("advise.why", terminal.Say("advise.why.rebalance", Share(ask.OurShare), Worth(ask.Size), Share(Rebalance.TargetShare)));
        RowOfEffects(ask.Effects);
        Row("advise.entry", $"{ask.Draft.Fact.Kind} {ask.Draft.Id}{Due(ask.Draft)}");
    }

    private void WriteWayOut()
    {
        if (counsel.WayOut is not { } offer)
        {
            return;
        }

        var reason = offer.Trust?.High < Disengagement.UpperBoundBelow
            ? terminal.Say("advise.lowTrust", Share(offer.Trust.Value.High))
            : terminal.Say("advise.lowValue", Share(offer.Value!.Value.High));
        terminal.Title(terminal.Say("advise.wayOut"));
        terminal.Line("  " + terminal.Say("advise.wayOutWhy", offer.AsksInVain, Share(offer.OurShare), reason));
        foreach (var option in DisengagementOffer.Options)
        {
            terminal.Line($"  - {terminal.Say("advise.wayOut." + option)}");
        }
    }

    /// <summary>What is not known can neither be moved nor ranked by: said where there is little to say, and nowhere else.</summary>
    private void WriteUnknown()
    {
        string[] unknown = [.. AdviceScores.Codes.Zip(situation.Scores.All).Where(score => score.Second is null).Select(score => score.First)];
        if (!counsel.Recommendations.IsEmpty && unknown.Length < AdviceScores.Codes.Length)
        {
            return;
        }

        terminal.Line();
        if (counsel.Recommendations.IsEmpty && counsel.Rebalance is null)
        {
            terminal.Line(terminal.Say("advise.nothing"));
        }

        terminal.Line(unknown.Length > 0 ? terminal.Say("advise.would") : "");
        foreach (var code in unknown)
        {
            terminal.Line($"  - {terminal.Say("advise.help." + code)}");
        }
    }

    private void RowOfEffects(IReadOnlyCollection<Effect> effects)
    {
        if (effects.Count == 0)
        {
            Row("advise.effect", terminal.Say("advise.noEffect"));
        }

        foreach (var (at, effect) in effects.Index())
        {
            Row(at == 0 ? "advise.effect" : "", terminal.Say(
                "advise.moves", terminal.Say("advise.measure." + effect.Measure), Written(effect, effect.Before), Written(effect, effect.After)));
        }
    }

    private void Row(string label, string text) =>
        terminal.Line($"   {terminal.Soft((label.Length > 0 ? terminal.Say(label) : "").PadRight(LabelWidth))} {text}");

    private string WhatOf(string action) => terminal.Say("advise.do." + Key(action));

    private static string Key(string code) => code.Replace(' ', '-');

    /// <summary>An entry with what its author called it.</summary>
    private string Named(EntryId id) => situation.Chronicle.Find(id)?.Statement.Texts is [var text, ..]
        ? $"{id} \"{Short(Clean.Words(text.Text))}\""
        : id.ToString();

    private static string Short(string text) => text.Length <= NamedChars ? text : text[..(NamedChars - 1)] + "…";

    private static string Due(Statement draft) => draft.Fact switch
    {
        Commitment { Due: var due } => $" ({Day(due)})",
        Request { Due: { } due } => $" ({Day(due)})",
        _ => "",
    };

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Written(Figure figure) => Written(figure.Kind, figure.Value);

    private string Written(Effect effect, double? value) => value is not { } known ? terminal.Say("advise.unknown")
        : effect.Kind == FigureKind.Share && effect is { Before: { } before, After: { } after } && Math.Abs(before - after) < Percents * 2
            ? known.ToString("P1", terminal.Texts.Culture) // a small step is not none
        : Written(effect.Kind, known);

    private string Written(FigureKind kind, double value) => kind switch
    {
        FigureKind.Number => value.ToString("0.##", terminal.Texts.Culture),
        FigureKind.Share => Share(value),
        FigureKind.Hours => terminal.Texts.Count("advise.hours", (long)Math.Round(value)),
        FigureKind.Days => terminal.Texts.Count("advise.days", (long)Math.Round(Math.Abs(value))),
        FigureKind.Worth => Worth(value),
        _ => throw new System.Diagnostics.UnreachableException($"Unknown kind {kind}."),
    };

    private string Share(double share) => share.ToString("P0", terminal.Texts.Culture);

    private string Worth(double amount) => situation.Chronicle.Yardstick is { Currency: var currency }
        ? $"{amount.ToString("N0", terminal.Texts.Culture)} {currency}"
        : $"{(amount / (double)Yardstick.HourWithoutCharter).ToString("N1", terminal.Texts.Culture)} h";

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"\"{word}\"" : word;
}
