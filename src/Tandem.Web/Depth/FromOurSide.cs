using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Web.Depth;

/// <summary>
/// A figure that belongs to both, seen from one side: its share comes first, what it gave counts upwards. Both companies see
/// the same page, mirrored.
/// </summary>
internal static class FromOurSide
{
    /// <summary>Afterwards "A" in its codes is the reader's own side, and "B" the other.</summary>
    public static Reading Of(Reading reading, Side us) => us == Side.A || Readings.IsDirected(reading.Measure) ? reading : reading with
    {
        Value = Turned(reading.Measure, reading.Value),
        Interval = reading.Interval is { } interval
            ? new(Turned(reading.Measure, interval.High)!.Value, Turned(reading.Measure, interval.Low)!.Value)
            : null,
        IfUpheld = Turned(reading.Measure, reading.IfUpheld),
        Because = [.. reading.Because.Select(reason => Of(reading.Measure, reason))],
        OneMore = [.. reading.OneMore.Select(more => more with { Code = Swapped(more.Code) })],
        Beside =
        [
            .. reading.Beside.Select(more => more with
            {
                Code = Swapped(more.Code),
                Value = more.Code is "ledgerShare" or "normalised" ? 1 - more.Value : more.Value,
            }),
        ],
        Sums = [.. reading.Sums.Select(sum => (Swapped(sum.Name), sum.Number))],
    };

    public static Reason Of(Reading reading, Reason reason, Side us) =>
        us == Side.A || Readings.IsDirected(reading.Measure) ? reason : Of(reading.Measure, reason);

    private static Reason Of(MeasureCode measure, Reason reason) => reason with
    {
        What = Swapped(reason.What),
        Contribution = measure is MeasureCode.Balance or MeasureCode.WaitingShare or MeasureCode.Equity ? -reason.Contribution : reason.Contribution,
    };

    private static double? Turned(MeasureCode measure, double? value) => measure switch
    {
        MeasureCode.Balance or MeasureCode.WaitingShare => 1 - value,
        MeasureCode.Equity => -value,
        _ => value,
    };

    /// <summary><c>neededFromA</c>, <c>RiskOfA</c>, <c>meanOfA</c>, <c>A</c>: the letter at the end is a side's.</summary>
    private static string Swapped(string code) => code switch
    {
        "A" => "B",
        "B" => "A",
        _ when EndsWithSide(code, 'A') => code[..^1] + "B",
        _ when EndsWithSide(code, 'B') => code[..^1] + "A",
        _ => code,
    };

    private static bool EndsWithSide(string code, char side) =>
        code[^1] == side && (code.EndsWith("Of" + side, StringComparison.Ordinal) || code.EndsWith("From" + side, StringComparison.Ordinal)
            || code.EndsWith("To" + side, StringComparison.Ordinal) || code.EndsWith(" " + side, StringComparison.Ordinal));
}
