using Tandem.Core.Measures;

namespace Tandem.Cli.Commands;

/// <summary>The standing in words: the label, the rule that fired with its numbers, why not those above it, what would move it.</summary>
internal sealed class StandingText(Terminal terminal, FigureWords words)
{
    private const int HistoryShown = 6;

    public void Write(SharedReading reading)
    {
        terminal.Title(terminal.Say("standing.title"), terminal.Say("standing.grade", terminal.Say("grade." + reading.EvidenceGrade)));
        terminal.Line($"  {terminal.Strong(Label(reading.Standing))}");
        if (reading.Checkpoints is not [.., var last])
        {
            return;
        }

        if (last.Candidate != last.Label)
        {
            terminal.Line("  " + terminal.Say("standing.waiting", Label(last.Label), Label(last.Candidate), last.Sequence.InARow, StandingSequence.Dwell));
        }

        var before = reading.Checkpoints.Length > 1 ? reading.Checkpoints[^2].Label : (StandingLabel?)null;
        var reason = StandingRules.Explain(last.Inputs, before);
        var met = reason.Fired.Ways.FirstOrDefault(way => way.All(condition => condition.IsMet));
        terminal.Line("  " + (met.IsDefaultOrEmpty
            ? terminal.Say("standing.otherwise", last.At.UtcDateTime, Label(last.Candidate))
            : terminal.Say("standing.because", last.At.UtcDateTime, Label(last.Candidate), string.Join("; ", met.Select(Met)))));
        if (!met.IsDefaultOrEmpty)
        {
            terminal.Line("  " + terminal.Say("standing.ends", string.Join("; ", met.Select(Opposite))));
        }

        if (reason.Nearest is { } change)
        {
            terminal.Line("  " + terminal.Say("standing.nearest",
                terminal.Say("input." + change.Measure), Value(change.From), Value(change.To), Label(change.Label)));
        }

        foreach (var rule in reason.Above)
        {
            var nearest = rule.Ways.MinBy(way => way.Count(condition => !condition.IsMet));
            terminal.Line("  " + terminal.Soft(terminal.Say("standing.not",
                Label(rule.Label), string.Join("; ", nearest.Where(condition => !condition.IsMet).Select(Missed)))));
        }

        terminal.Line("  " + terminal.Soft(terminal.Say("standing.history", string.Join(" → ", History(reading)))));
    }

    private IEnumerable<string> History(SharedReading reading)
    {
        var changes = reading.Checkpoints.Where((checkpoint, at) => at == 0 || reading.Checkpoints[at - 1].Label != checkpoint.Label).ToArray();
        return changes.TakeLast(HistoryShown).Select(c => $"{Label(c.Label)} ({c.At.UtcDateTime.ToString("d MMM yyyy", terminal.Texts.Culture)})");
    }

    private string Label(StandingLabel label) => terminal.Say("standing." + label);

    private string Met(StandingCondition condition) => condition.Actual is { } actual
        ? terminal.Say("condition.known", terminal.Say("input." + condition.Measure), Value(actual),
            terminal.Say("compare." + condition.Comparison), Value(condition.Threshold))
        : terminal.Say("condition.unknown", terminal.Say("input." + condition.Measure));

    /// <summary>What would have to be for a condition to hold no more.</summary>
    private string Opposite(StandingCondition condition) => terminal.Say("standing.end", terminal.Say("input." + condition.Measure),
        terminal.Say("compare." + (condition.Comparison switch
        {
            StandingComparison.Below => StandingComparison.AtLeast,
            StandingComparison.AtMost => StandingComparison.Above,
            StandingComparison.AtLeast => StandingComparison.Below,
            StandingComparison.Above => StandingComparison.AtMost,
            _ => throw new System.Diagnostics.UnreachableException($"Unknown comparison {condition.Comparison}."),
        })), Value(condition.Threshold));

    private string Missed(StandingCondition condition) => condition.Actual is { } actual
        ? terminal.Say("condition.known", terminal.Say("input." + condition.Measure), Value(actual),
            terminal.Say("needs." + condition.Comparison), Value(condition.Threshold))
        : terminal.Say("condition.unknown", terminal.Say("input." + condition.Measure));

    private string Value(double value) => words.Number(value, "0.##");
}
