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
    private readonly GradedAccount ifUpheld = new();
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
        var sums = Faded(ifUpheld.Value, now);
        foreach (var posting in open)
        {
            sums = sums.With(posting.Importance.Weight * posting.Upheld.Weight, posting.UpheldAt(now).Value);
        }

        return sums;
    }

    /// <summary>What an item weighs at an instant: importance x attestation x decay.</summary>
    public double WeightOf(TrustPosting posting, Grade grade, DateTimeOffset now) =>
        AsOfAnchor(posting, grade) * fading.Now(now);

    internal void Enter(TrustPosting posting, int sign)
    {
        if (posting.Open is not null)
        {
            _ = sign > 0 ? open.Add(posting) : open.Remove(posting);
            return;
        }

        var (grade, weight) = (posting.Grade, AsOfAnchor(posting, posting.Grade));
        all.Enter(weight, grade.Value, sign);
        ifUpheld.Enter(posting.Upheld == grade ? weight : AsOfAnchor(posting, posting.Upheld), posting.Upheld.Value, sign);
        if (grade.Weight == 1)
        {
            acknowledged.Enter(weight, sign);
        }
        else
        {
            claimed.Enter(weight, grade.Value, sign);
        }
    }

    private double AsOfAnchor(TrustPosting posting, Grade grade) =>
        posting.Importance.Weight * grade.Weight * fading.AsOfAnchor(grade.At);

    private GradedSums Faded((double Good, double Bad) sums, DateTimeOffset now)
    {
        var factor = fading.Now(now);
        return new(sums.Good * factor, sums.Bad * factor);
    }
}
