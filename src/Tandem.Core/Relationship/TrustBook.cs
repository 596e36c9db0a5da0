using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Sums of graded evidence at an instant. measures.md 1: r is <paramref name="Good"/>, s is kappa times <paramref name="Bad"/>.</summary>
public readonly record struct GradedSums(double Good, double Bad)
{
    /// <summary>How much evidence there is, whatever it says.</summary>
    public double Information => Good + Bad;

    internal GradedSums With(double weight, double grade) => new(Good + (weight * grade), Bad + (weight * (1 - grade)));
}

/// <summary>The evidence for the trust of one side in the other.</summary>
public sealed class TrustBook(Fading fading)
{
    private readonly GradedAccount all = new();
    private readonly GradedAccount claimed = new();
    private readonly HashSet<TrustPosting> open = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<TrustPosting> contested = new(ReferenceEqualityComparer.Instance);
    private Sum acknowledged;

    public GradedSums At(DateTimeOffset now)
    {
        var sums = Faded(all.Value, now);
        foreach (var posting in open)
        {
            sums = sums.With(posting.Importance.Weight * posting.Grade.Weight, posting.At(now).Value);
        }

        return sums;
    }

    /// <summary>The part that one side claims and the other has not answered.</summary>
    public GradedSums ClaimedAt(DateTimeOffset now)
    {
        var sums = Faded(claimed.Value, now);
        foreach (var posting in open.Where(p => p.Grade.Weight is > 0 and < 1))
        {
            sums = sums.With(posting.Importance.Weight * posting.Grade.Weight, posting.At(now).Value);
        }

        return sums;
    }

    /// <summary>How much of the evidence is beyond claim.</summary>
    public double AcknowledgedAt(DateTimeOffset now) =>
        (acknowledged.Value * fading.Now(now)) + open.Where(p => p.Grade.Weight == 1).Sum(p => p.Importance.Weight);

    /// <summary>With every disputed entry counted in full.</summary>
    public GradedSums UpheldAt(DateTimeOffset now)
    {
        var sums = At(now);
        foreach (var posting in contested)
        {
            var (is_, if_) = (posting.At(now), posting.UpheldAt(now));
            sums = sums.With(-WeightOf(posting, is_, now), is_.Value).With(WeightOf(posting, if_, now), if_.Value);
        }

        return sums;
    }

    /// <summary>What an item weighs at an instant: importance x attestation x decay.</summary>
    public double WeightOf(TrustPosting posting, Grade grade, DateTimeOffset now) =>
        posting.Importance.Weight * grade.Weight * fading.AsOfAnchor(grade.At) * fading.Now(now);

    internal void Enter(TrustPosting posting, int sign)
    {
        Note(contested, posting, sign, posting.Upheld != posting.Grade);
        Note(open, posting, sign, posting.Open is not null);
        if (posting.Open is not null)
        {
            return;
        }

        var (grade, weight) = (posting.Grade, posting.Importance.Weight * posting.Grade.Weight * fading.AsOfAnchor(posting.Grade.At));
        all.Enter(weight, grade.Value, sign);
        if (grade.Weight == 1)
        {
            acknowledged.Enter(weight, sign);
        }
        else
        {
            claimed.Enter(weight, grade.Value, sign);
        }
    }

    private GradedSums Faded((double Good, double Bad) sums, DateTimeOffset now)
    {
        var factor = fading.Now(now);
        return new(sums.Good * factor, sums.Bad * factor);
    }

    private static void Note(HashSet<TrustPosting> set, TrustPosting posting, int sign, bool belongs)
    {
        if (belongs)
        {
            _ = sign > 0 ? set.Add(posting) : set.Remove(posting);
        }
    }
}
