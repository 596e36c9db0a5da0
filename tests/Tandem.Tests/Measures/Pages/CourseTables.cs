using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using static Tandem.Tests.Measures.Pages.Cells;

namespace Tandem.Tests.Measures.Pages;

/// <summary>Drift and standing: tables in which one row follows from the row before.</summary>
internal static class CourseTables
{
    /// <summary>Trust and value at which no label but static is named, whatever stands at present.</summary>
    private const double Middling = 0.58;

    public static IEnumerable<(string Header, Func<PageTable, IEnumerable<object?[]>> Outputs)> All { get; } =
    [
        ("quarter | delta | up | down | favoured", table => Drift(table, 1).Select(sum => (object?[])[sum.Up, sum.Down, sum.Alarm?.ToString()])),
        ("value less 10, over 20 | sum up | sum down", table => Drift(table, 0).Select(sum => (object?[])[sum.Up, sum.Down])),
        ("checkpoint | candidate | label", Labels),
        ("label | figure | must be | to enter | to stay", Thresholds),
        ("A's information | B's information | values known | n of the share | grade", table => table.Rows.Select(row => (object?[])
        [
            Words(EvidenceGrades.Of(new(Number(row[0]), Number(row[1])), new(Known(row[2], 1), Known(row[2], 2)), Number(row[3]))),
        ])),
    ];

    private static double? Known(string cell, int atLeast) => Count(cell) >= atLeast ? 0.5 : null;

    private static IEnumerable<Cusum> Drift(PageTable table, int column)
    {
        var sum = default(Cusum);
        foreach (var row in table.Rows)
        {
            yield return sum = sum.Step(Maybe(row[column]));
        }
    }

    private static IEnumerable<object?[]> Labels(PageTable table)
    {
        var sequence = default(StandingSequence);
        foreach (var row in table.Rows)
        {
            sequence = sequence.Next(InputsFor(row[1]));
            yield return [Words(sequence.Candidate!.Value), Words(sequence.Label)];
        }
    }

    private static StandingInputs InputsFor(string candidate) =>
        InputsAt(candidate switch { "trusted partnership" => 0.9, "strained" => 0.1, _ => Middling });

    private static StandingInputs InputsAt(double level) => new()
    {
        Trust = new(level, level),
        Information = new(9, 9),
        Value = new(level, level),
        ShareInformation = 0,
        Committed = 9,
        Transactions = 0,
    };

    /// <summary>All conditions in the order of the rules: those to enter a label without a present one, those to stay with it.</summary>
    private static IEnumerable<object?[]> Thresholds(PageTable table)
    {
        var enter = Conditions(null).ToArray();
        return enter.Select((to, at) => (object?[])
        [
            Words(to.Label), Words(to.Condition.Measure), Words(to.Condition.Comparison), to.Condition.Threshold,
            Conditions(to.Label).ElementAt(at).Condition.Threshold,
        ]);
    }

    /// <summary>Of a day on which nothing but the last rule holds, so that all the others are told.</summary>
    private static IEnumerable<(StandingLabel Label, StandingCondition Condition)> Conditions(StandingLabel? present) =>
        from rule in StandingRules.Explain(InputsAt(Middling), present).Above
        from way in rule.Ways
        from condition in way
        select (rule.Label, condition);

    private static string Words<T>(T code)
        where T : struct, Enum => Workspace.Readings.MeasuresJson.Word(code) switch
        {
            "one_sided" => "one-sided",
            "share_of_a" => "share of A",
            var word => word.Replace('_', ' '),
        };
}
