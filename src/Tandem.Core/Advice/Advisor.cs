using System.Collections.Immutable;
using Tandem.Core.Ledger;

namespace Tandem.Core.Advice;

/// <summary>
/// What would help most next: every action whose trigger is met, with what it would do, by imagining its entries in the ledger
/// and reading again. measures.md 11.
/// </summary>
public static class Advisor
{
    private const double Same = 1e-12;

    public static Counsel Advise(Situation situation)
    {
        var weighed = ActionCatalogue.All
            .SelectMany(action => action.For(situation)
                .DistinctBy(suggestion => (suggestion.Entries.FirstOrDefault(), suggestion.About, suggestion.Draft.Id)).ToArray())
            .Where(suggestion => !suggestion.IsUnderWay)
            .Select(suggestion => Weighed(situation, suggestion)).ToArray();
        return new(situation, Ranked(situation, weighed), RebalanceAsk.Of(situation), DisengagementOffer.Of(situation));
    }

    /// <summary>What moves if these entries are made.</summary>
    internal static ImmutableArray<Effect> EffectsOf(Situation situation, Outlook success, ImmutableArray<Gauge> gauges)
    {
        var then = situation.Imagine(success);
        var after = situation.Chronicle.Imagine(success.Entries, chronicle => gauges.Select(gauge => gauge.Read(chronicle)).ToArray());
        return
        [
            .. AdviceScores.Codes.Zip(situation.Scores.All, then.All)
                .Select(score => new Effect(score.First, FigureKind.Share, score.Second, score.Third))
                .Concat(gauges.Zip(after, (gauge, reading) => new Effect(gauge.Measure, gauge.Kind, gauge.Read(situation.Chronicle), reading)))
                .Where(IsOne)
                .OrderByDescending(effect => effect.Kind == FigureKind.Share ? Math.Abs((effect.After ?? 0) - (effect.Before ?? 0)) : 0),
        ];
    }

    private static (Suggestion Suggestion, Prospect Prospect) Weighed(Situation situation, Suggestion suggestion) => (suggestion, new(
        suggestion.Action, situation.Imagine(suggestion.Success).AsFarAs(situation.Scores),
        situation.Imagine(suggestion.Failure).AsFarAs(situation.Scores),
        suggestion.IsAsk ? situation.AcceptanceRate : situation.KeptRate, suggestion.EffortPoints));

    private static ImmutableArray<Recommendation> Ranked(
        Situation situation, IReadOnlyList<(Suggestion Suggestion, Prospect Prospect)> weighed)
    {
        var ranked = RankedAdvice.Of(situation.Scores, weighed.Select(w => w.Prospect));
        return
        [
            .. ranked.Select(advice => Recommended(situation, weighed.First(w => ReferenceEquals(w.Prospect, advice.Prospect)), advice.Gain)),
            .. weighed.Where(w => !ranked.Any(advice => ReferenceEquals(w.Prospect, advice.Prospect))).Select(w => Recommended(situation, w, null)),
        ];
    }

    private static Recommendation Recommended(Situation situation, (Suggestion Suggestion, Prospect Prospect) weighed, double? gain) => new(
        weighed.Suggestion, weighed.Prospect.Probability,
        [.. EffectsOf(situation, weighed.Suggestion.Success, weighed.Suggestion.Gauges), .. weighed.Suggestion.OnTheMap], gain);

    private static bool IsOne(Effect effect) => effect.Before is null != effect.After is null
        || (effect is { Before: { } before, After: { } after } && Math.Abs(after - before) > Same);
}
