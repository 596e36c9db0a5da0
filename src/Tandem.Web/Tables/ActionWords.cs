using System.Collections.Immutable;
using Tandem.Core.Advice;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>Suggestions in words: what, why now, what it would move.</summary>
internal sealed class ActionWords(Reader reader, TableHead head, ReadLedger ledger)
{
    private const int EffectsShown = 3;
    private const double SmallStep = 0.01;

    /// <summary>The suggestion of a number; the last one where there are not so many.</summary>
    public NextAction? Of(Counsel counsel, int number)
    {
        if (counsel.Recommendations.IsEmpty)
        {
            return null;
        }

        var at = Math.Clamp(number, 1, counsel.Recommendations.Length);
        var (one, said) = (counsel.Recommendations[at - 1], counsel.Recommendations[at - 1].Suggestion);
        return new(
            said.Draft.Id, What(said), Why(said),
            [
                .. one.Effects.Take(EffectsShown).Select(effect =>
                    (Say("advise.measure." + effect.Measure), Written(effect, effect.Before), Written(effect, effect.After))),
            ],
            said.IsAsk
                ? reader.Say("overview.likely-asked", reader.Percent(one.Probability))
                : reader.Say("overview.likely-kept", reader.Percent(one.Probability)),
            at,
            counsel.Recommendations.Length - 1);
    }

    public string What(Suggestion said) => Say("advise.do." + Key(said.Action));

    private string Why(Suggestion said)
    {
        object?[] figures =
        [
            .. said.Figures.Select(figure => Written(figure.Kind, figure.Value)),
            .. said.Concerning is { } side ? [head.Relationship.Sides[side].Name] : (string[])[],
        ];
        return Say("advise.why." + Key(said.Reason), figures);
    }

    private string Written(Effect effect, double? value) => value is not { } known ? Say("advise.unknown")
        : effect.Kind == FigureKind.Share && effect is { Before: { } before, After: { } after } && Math.Abs(before - after) < SmallStep
            ? reader.Say("unit.percent", (known * 100).ToString("0.0", reader.Culture)) // a small step is not none
        : Written(effect.Kind, known);

    private string Written(FigureKind kind, double value) => kind switch
    {
        FigureKind.Number => value.ToString("0.##", reader.Culture),
        FigureKind.Share => reader.Percent(value),
        FigureKind.Hours => reader.Terminal.Count("advise.hours", (long)Math.Round(value)),
        FigureKind.Days => reader.Terminal.Count("advise.days", (long)Math.Round(Math.Abs(value))),
        FigureKind.Worth => ledger.Course.Chronicle.Yardstick is { Currency: var currency }
            ? $"{reader.Whole((long)Math.Round(value))}\u00a0{currency}"
            : reader.Hours(value / (double)Yardstick.HourWithoutCharter),
        _ => throw new System.Diagnostics.UnreachableException($"Unknown kind {kind}."),
    };

    private string Say(string key, params object?[] values) => reader.Terminal.Say(key, values);

    private static string Key(string code) => code.Replace(' ', '-');
}
