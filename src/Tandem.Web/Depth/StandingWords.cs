using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Web.Shell;

namespace Tandem.Web.Depth;

/// <summary>The conditions of the standing in words, A's share told as the reader's own.</summary>
internal sealed class StandingWords(Reader reader, FigureWords words, Side us, string ourName)
{
    public string Label(StandingLabel label) => Standing.Word(reader, label);

    public string Measure(StandingMeasure measure) =>
        measure == StandingMeasure.ShareOfA ? reader.Say("reason.our-share", ourName) : words["input." + measure];

    public string Value(StandingMeasure measure, double value) =>
        words.Number(measure == StandingMeasure.ShareOfA && us == Side.B ? 1 - value : value, "0.##");

    public string Met(StandingCondition condition) => Said(condition, "compare.");

    /// <summary>What would have to be for it to hold.</summary>
    public string Missed(StandingCondition condition) => Said(condition, "needs.");

    /// <summary>What would have to be for it to hold no more.</summary>
    public string Opposite(StandingCondition condition) => words.Say(
        "standing.end", Measure(condition.Measure), words["compare." + Seen(condition.Measure, condition.Comparison switch
        {
            StandingComparison.Below => StandingComparison.AtLeast,
            StandingComparison.AtMost => StandingComparison.Above,
            StandingComparison.AtLeast => StandingComparison.Below,
            StandingComparison.Above => StandingComparison.AtMost,
            _ => throw new System.Diagnostics.UnreachableException($"Unknown comparison {condition.Comparison}."),
        })], Value(condition.Measure, condition.Threshold));

    private string Said(StandingCondition condition, string comparison) => condition.Actual is { } actual
        ? words.Say(
            "condition.known", Measure(condition.Measure), Value(condition.Measure, actual),
            words[comparison + Seen(condition.Measure, condition.Comparison)], Value(condition.Measure, condition.Threshold))
        : words.Say("condition.unknown", Measure(condition.Measure));

    /// <summary>A share of A above a mark is a share of B below the rest.</summary>
    private StandingComparison Seen(StandingMeasure measure, StandingComparison comparison) =>
        measure != StandingMeasure.ShareOfA || us == Side.A ? comparison : comparison switch
        {
            StandingComparison.Below => StandingComparison.Above,
            StandingComparison.AtMost => StandingComparison.AtLeast,
            StandingComparison.AtLeast => StandingComparison.AtMost,
            StandingComparison.Above => StandingComparison.Below,
            _ => throw new System.Diagnostics.UnreachableException($"Unknown comparison {comparison}."),
        };
}
