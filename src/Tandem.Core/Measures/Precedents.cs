using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>An earlier decision that a draft is comparable with.</summary>
/// <param name="Distance">Of their circumstances, 0 to 0.2.</param>
/// <param name="Weight">The nearer and the younger, the more.</param>
public readonly record struct Precedent(EntryId Id, double Distance, double Weight, Circumstance Outcome);

/// <summary>
/// What the consistency of the class would be with this outcome of the draft; <c>null</c> when nothing is comparable.
/// </summary>
public readonly record struct OutcomeConsistency(Circumstance Outcome, double? C);

/// <summary>What was decided before in cases like a draft. measures.md 4b.</summary>
/// <param name="Nearest">The comparable decisions, the nearest first.</param>
/// <param name="Outcomes">Every outcome the class has seen, in the order of its decisions.</param>
public sealed record Precedents(ImmutableArray<Precedent> Nearest, ImmutableArray<OutcomeConsistency> Outcomes)
{
    /// <param name="draft">Its own outcome does not count.</param>
    public static Precedents For(
        ClassDecision draft, IReadOnlyList<ClassDecision> decisions, ImmutableArray<ClassFeature> schema)
    {
        ClassDecision[] decided = [.. decisions.Where(Consistency.IsDecided)];
        var whole = Consistency.Of(decided, schema).Pairs;
        return new(NearestTo(draft, decided, schema), [.. OutcomesOf(decided).Take(Limits.RowsListed).Select(outcome =>
            new OutcomeConsistency(
                outcome, ConsistencyIndex.Of([.. whole, .. PairsOf(draft with { Outcome = outcome })]).C))]);

        IEnumerable<ConsistencyPair> PairsOf(ClassDecision drafted)
        {
            var difference = Consistency.DifferenceOf(decided);
            return decided
                .Select(earlier => Consistency.PairOf(earlier, drafted, schema, difference))
                .OfType<ConsistencyPair>();
        }
    }

    private static ImmutableArray<Precedent> NearestTo(
        ClassDecision draft, ClassDecision[] decided, ImmutableArray<ClassFeature> schema) =>
        [.. from earlier in decided
            let pair = Consistency.PairOf(earlier, draft, schema, (_, _) => 0)
            where pair is not null
            orderby pair.Distance
            select new Precedent(earlier.Id, pair.Distance, pair.Weight, earlier.Outcome)];

    private static List<Circumstance> OutcomesOf(ClassDecision[] decided)
    {
        var seen = new List<Circumstance>();
        foreach (var decision in decided)
        {
            if (!seen.Exists(outcome => Gower.AreSame(outcome, decision.Outcome)))
            {
                seen.Add(decision.Outcome);
            }
        }

        return seen;
    }
}
