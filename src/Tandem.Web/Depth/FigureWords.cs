using Tandem.Core.Advice;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Text;

namespace Tandem.Web.Depth;

/// <summary>
/// Figures and their reasons in words. The sentences are those of <c>tandem why</c>: the same figure is told the same way on a
/// page and at a terminal.
/// </summary>
public sealed class FigureWords
{
    private const char Minus = '\u2212';

    private readonly Reader reader;
    private readonly Sides<string> names;
    private readonly Texts texts;

    internal FigureWords(Reader reader, Sides<string> names) =>
        (this.reader, this.names, texts) = (reader, names, Texts.ForTerminal(reader.Culture));

    internal static FigureWords Of(Reader reader, TableHead head) => new(reader, head.Relationship.Sides.Select(side => side.Name));

    public string this[string key] => texts[key];

    public string Say(string key, params object?[] values) => texts.Say(key, values);

    /// <summary>As in a URL: <c>kept-rate</c>.</summary>
    public static string Slug(MeasureCode measure) => MeasuresJson.Word(measure).Replace('_', '-');

    public string Name(MeasureCode measure) => texts["measure." + measure];

    /// <summary>The sentence that says what a figure is about, with the side it belongs to first.</summary>
    public string About(string key, MeasureCode measure, Side side, params object?[] more) =>
        texts.Say(key + measure, [names[side], names[side.Other], .. more]);

    public string Figure(MeasureCode measure, double value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => reader.Percent(value),
        MeasureCode.Responsiveness => reader.Hours(value),
        MeasureCode.Perception => WithSign(value * 100, "0") is var points ? reader.Say("unit.percent", points) : "",
        MeasureCode.Equity => WithSign(value, "0.00"),
        _ => Number(value, "0.00"),
    };

    /// <summary>What an entry adds: with its sign, one digit more than the figure.</summary>
    public string Change(MeasureCode measure, double value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => reader.Say("unit.percent", WithSign(value * 100, "0.0")),
        MeasureCode.Perception => reader.Say("unit.percent", WithSign(value * 100, "0")),
        MeasureCode.Responsiveness => WithSign(value, "0.00"),
        _ => WithSign(value, "0.000"),
    };

    public string Range(MeasureCode measure, Interval interval) =>
        texts.Say("reading.interval", Figure(measure, interval.Low), Figure(measure, interval.High));

    /// <summary>What one more entry would make of it; amounts and counts are no figures of the measure.</summary>
    public string OneMore(MeasureCode measure, OneMore more) => more.Code switch
    {
        "neededFromA" or "neededFromB" or "settlementFromA" or "settlementFromB" or "keptNeeded" or "contradictions" =>
            Number(more.Value!.Value, "N0"),
        "inBand" or "ignored" or "ledgerShare" or "normalised" => reader.Percent(more.Value!.Value),
        "median" or "meanOfA" or "meanOfB" => reader.Hours(more.Value!.Value),
        "gap" => WithSign(more.Value!.Value, "0.00"),
        "drift" => Number(more.Value!.Value, "0.00"),
        _ => Figure(measure, more.Value!.Value),
    };

    public string Number(double value, string format) => value.ToString(format, reader.Culture);

    public string Amount(double worth, string? currency) => currency is null
        ? reader.Hours(worth / (double)Yardstick.HourWithoutCharter)
        : $"{Number(worth, Math.Abs(worth) < 100 && worth != Math.Round(worth) ? "N2" : "N0")}\u00A0{currency}";

    public string WithSign(double value, string format)
    {
        var text = Number(Math.Abs(value), format);
        return !text.Any(c => c is >= '1' and <= '9') ? text : (value < 0 ? Minus : '+') + text;
    }

    /// <summary>A circumstance or an outcome.</summary>
    public string Said(Circumstance value) => value switch
    {
        Circumstance.Word word => Code(word.Value),
        Circumstance.Number number => Number(number.Value, "0.##"),
        Circumstance.Truth truth => texts[truth.Value ? "value.true" : "value.false"],
        Circumstance.Set set => string.Join(", ", set.Values.Select(Code)),
        Circumstance.Missing => "–",
        _ => throw new System.Diagnostics.UnreachableException($"Unknown circumstance {value.GetType().Name}."),
    };

    /// <summary>A code that somebody chose, for people: <c>two_waves</c> is "two waves".</summary>
    public static string Code(string code) => Clean.Words(code).Replace('_', ' ');

    public string Refusal(Refusal refusal) => texts.Say(
        "refusal." + Core.Ledger.Refusal.Word(refusal.Code), Clean.Words(refusal.Member ?? ""), Clean.Words(refusal.Found ?? "-"));

    public string Advice(string action) => texts["advise.do." + Key(action)];

    public string Why(AdviceLine line, string? currency) => texts.Say(
        "advise.why." + Key(line.Reason),
        [.. line.Figures.Select(f => (object?)Written(f.Kind, f.Value, currency)), .. line.Concerning is { } side ? [names[side]] : (string[])[]]);

    public string Effect(Effect effect, string? currency) => texts.Say(
        "advise.moves", texts["advise.measure." + effect.Measure], Written(effect, effect.Before, currency), Written(effect, effect.After, currency));

    public string Written(FigureKind kind, double value, string? currency) => kind switch
    {
        FigureKind.Number => Number(value, "0.##"),
        FigureKind.Share => reader.Percent(value),
        FigureKind.Hours => texts.Count("advise.hours", (long)Math.Round(value)),
        FigureKind.Days => texts.Count("advise.days", (long)Math.Round(Math.Abs(value))),
        FigureKind.Worth => Amount(value, currency),
        _ => throw new System.Diagnostics.UnreachableException($"Unknown kind {kind}."),
    };

    private string Written(Effect effect, double? value, string? currency) => value is not { } known ? texts["advise.unknown"]
        : effect.Kind == FigureKind.Share && effect is { Before: { } before, After: { } after } && Math.Abs(before - after) < 0.01
            ? reader.Say("unit.percent", Number(known * 100, "0.0"))
        : Written(effect.Kind, known, currency);

    private static string Key(string code) => code.Replace(' ', '-');
}
