using System.Globalization;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary>Figures as a person reads them: shares in percent, hours as hours, scores with two decimals. Never rounded further on.</summary>
internal sealed class FigureWords(Texts texts, Sides<string> names)
{
    public string Figure(MeasureCode measure, double value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => Percent(value),
        MeasureCode.Responsiveness => texts.Say("reading.hours", value),
        MeasureCode.Perception => Signed(value, "P0"),
        MeasureCode.Equity => Signed(value, "0.00"),
        _ => Number(value, "0.00"),
    };

    /// <summary>What an entry adds: with its sign, one digit more than the figure.</summary>
    public string Change(MeasureCode measure, double value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => Signed(value, "P1"),
        MeasureCode.Perception => Signed(value, "P0"),
        MeasureCode.Responsiveness => Signed(value, "0.00"),
        _ => Signed(value, "0.000"),
    };

    public string Range(MeasureCode measure, Interval interval) =>
        texts.Say("reading.interval", Figure(measure, interval.Low), Figure(measure, interval.High));

    /// <summary>What one more entry would make of it; amounts and counts are no figures of the measure.</summary>
    public string OneMore(MeasureCode measure, OneMore more) => more.Code switch
    {
        "neededFromA" or "neededFromB" or "settlementFromA" or "settlementFromB" => Number(more.Value!.Value, "N0"),
        "keptNeeded" or "contradictions" => Number(more.Value!.Value, "N0"),
        "inBand" or "ignored" or "ledgerShare" or "normalised" => Percent(more.Value!.Value),
        "median" or "meanOfA" or "meanOfB" => texts.Say("reading.hours", more.Value),
        "gap" => Signed(more.Value!.Value, "0.00"),
        "drift" => Number(more.Value!.Value, "0.00"),
        _ => Figure(measure, more.Value!.Value),
    };

    /// <summary>The sentence that says what a figure is about, with the side it belongs to first.</summary>
    public string About(string key, MeasureCode measure, Side side, params object?[] more) =>
        texts.Say(key + measure, [names[side], names[side.Other], .. more]);

    public string Percent(double value) => Number(value, "P0");

    public string Number(double value, string format) => value.ToString(format, texts.Culture);

    private string Signed(double value, string format)
    {
        var text = Number(Math.Abs(value), format);
        var isZero = !text.Any(c => c is >= '1' and <= '9');
        return isZero ? text : (value < 0 ? texts.Culture.NumberFormat.NegativeSign : "+") + text;
    }
}
