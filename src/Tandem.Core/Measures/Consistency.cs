using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// Whether like cases of one class are decided alike: individual fairness (Dwork et al. 2012) over the neighbours
/// within a radius, decayed with a half-life of 730 days. measures.md 4b; entries-rules.md R12.
/// </summary>
/// <param name="Whole">Over all comparable pairs.</param>
/// <param name="Cross">Over those that different sides decided; two joint decisions are none.</param>
/// <param name="Baseline">
/// How alike all decisions of the class are, circumstances and epochs aside; <c>null</c> with fewer than two.
/// </param>
public sealed record Consistency(ConsistencyIndex Whole, ConsistencyIndex Cross, double? Baseline)
{
    public const double HalfLifeDays = 730;

    /// <summary>Cases nearer than this are comparable.</summary>
    public const double Radius = 0.2;

    /// <summary>Cases at most this far apart should be decided alike.</summary>
    public const double FlagDistance = 0.1;

    /// <summary>Outcomes at least this different are worth a question.</summary>
    public const double FlagDifference = 0.5;

    public double? C => Whole.C;

    public double K => Whole.K;

    public ImmutableArray<ConsistencyPair> Pairs => Whole.Pairs;

    public int Compared => Whole.Compared;

    public double EffectiveCount => Whole.EffectiveCount;

    public Interval? Interval => Whole.Interval;

    public static Consistency Of(IReadOnlyList<ClassDecision> decisions, ImmutableArray<ClassFeature> schema)
    {
        ClassDecision[] decided = [.. decisions.Where(IsDecided)];
        var difference = DifferenceOf(decided);
        var (pairs, alike) = (ImmutableArray.CreateBuilder<ConsistencyPair>(), 0.0);
        for (var i = 0; i < decided.Length; i++)
        {
            for (var j = i + 1; j < decided.Length; j++)
            {
                alike += 1 - difference(decided[i].Outcome, decided[j].Outcome);
                if (PairOf(decided[i], decided[j], schema, difference) is { } pair)
                {
                    pairs.Add(pair);
                }
            }
        }

        var all = pairs.ToImmutable();
        var count = decided.Length * (decided.Length - 1.0) / 2;
        return new(
            ConsistencyIndex.Of(all),
            ConsistencyIndex.Of([.. all.Where(pair => pair.IsCross)]),
            count > 0 ? alike / count : null);
    }

    /// <summary>What the index would be without one decision, its outcomes compared as they are with it.</summary>
    public ConsistencyIndex Without(EntryId id) =>
        ConsistencyIndex.Of([.. Pairs.Where(pair => pair.I != id && pair.J != id)]);

    public static SharedConsistency Shared(IEnumerable<Consistency> classes)
    {
        Consistency[] all = [.. classes];
        var (c, k) = Mean(all.Select(one => one.Whole));
        var (crossC, crossK) = Mean(all.Select(one => one.Cross));
        return new(c, k, crossC, crossK);
    }

    internal static bool IsDecided(ClassDecision decision) => decision.Outcome is not Circumstance.Missing;

    /// <summary>
    /// Shares of a whole differ by degrees; names, and whatever is mixed with them, are the same or not.
    /// </summary>
    internal static Func<Circumstance, Circumstance, double> DifferenceOf(IEnumerable<ClassDecision> decided) =>
        DifferenceOf(decided.All(decision => IsShare(decision.Outcome)));

    internal static Func<Circumstance, Circumstance, double> DifferenceOf(bool areShares) => areShares
        ? (a, b) => Math.Abs(((Circumstance.Number)a).Value - ((Circumstance.Number)b).Value)
        : (a, b) => Gower.AreSame(a, b) ? 0 : 1;

    internal static bool IsShare(Circumstance outcome) => outcome is Circumstance.Number { Value: >= 0 and <= 1 };

    /// <summary>
    /// <c>null</c> where the two are not comparable; what the pair contributes is for the index to say.
    /// </summary>
    internal static ConsistencyPair? PairOf(
        ClassDecision i, ClassDecision j, ImmutableArray<ClassFeature> schema,
        Func<Circumstance, Circumstance, double> difference)
    {
        if (!Gower.AreSame(i.Epoch, j.Epoch)
            || Gower.Distance(i.Circumstances, j.Circumstances, schema) is not { } distance || distance >= Radius)
        {
            return null;
        }

        var weight = (1 - (distance / Radius)) * Math.Sqrt(Decay(i.AgeDays) * Decay(j.AgeDays));
        var apart = difference(i.Outcome, j.Outcome);
        var isFlagged = distance <= FlagDistance && apart >= FlagDifference;
        return new(i.Id, j.Id, distance, weight, apart, isFlagged, 0, i.DecidedBy != j.DecidedBy);
    }

    private static (double? C, double K) Mean(IEnumerable<ConsistencyIndex> indices)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var index in indices)
        {
            sum += index.K * (index.C ?? 0);
            weights += index.K;
        }

        return (weights > 0 ? sum / weights : null, weights);
    }

    private static double Decay(double ageDays) => Math.Pow(2, -ageDays / HalfLifeDays);
}
