using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// A score from graded evidence, from 0 to 1, that starts at 0.5 and says how much it knows: Beta reputation with forgetting
/// (Jøsang and Ismail 2002). With kappa 1 it is the probability of good; a larger kappa lets a loss weigh more (loss aversion,
/// Tversky and Kahneman 1992). measures.md 1.
/// </summary>
/// <param name="Good">r: the sum of weight x grade.</param>
/// <param name="Lost">s: kappa times the sum of weight x (1 - grade).</param>
/// <param name="Information">nu: the prior weight and the sum of weights, whatever they say.</param>
public readonly record struct BetaEvidence(double Good, double Lost, double Information)
{
    /// <summary>W: what is not known weighs as much as two pieces of evidence.</summary>
    public const double PriorWeight = 2;

    /// <summary>a: where the score stands without evidence.</summary>
    public const double BaseRate = 0.5;

    private const double Rounding = 1e-12;

    public double Alpha => Good + (PriorWeight * BaseRate);

    public double Beta => Lost + (PriorWeight * (1 - BaseRate));

    public double Mean => Alpha / (Alpha + Beta);

    /// <summary>Whether there is any evidence at all.</summary>
    public bool IsKnown => Information > PriorWeight;

    /// <summary>90 %. Its width comes from the amount of evidence, never from the size of the score.</summary>
    public Interval Interval => BetaInterval.Of(Mean * Information, (1 - Mean) * Information);

    /// <summary>The same as belief, disbelief and uncertainty, which make 1 (subjective logic, Jøsang 2001).</summary>
    public (double Belief, double Disbelief, double Uncertainty) Opinion => (Good / Total, Lost / Total, PriorWeight / Total);

    private double Total => Good + Lost + PriorWeight;

    public static BetaEvidence Of(GradedSums sums, double kappa) =>
        new(sums.Good, kappa * sums.Bad, PriorWeight + sums.Information);

    /// <summary>What an item adds to (score - 0.5); all items together make it exactly.</summary>
    public double ContributionOf(double weight, double grade, double kappa) =>
        (((1 - BaseRate) * weight * grade) - (BaseRate * kappa * weight * (1 - grade))) / Total;

    /// <summary>How far the score lies above what it would be without an item.</summary>
    public double LeaveOneOut(double weight, double grade, double kappa)
    {
        var (good, lost) = (weight * grade, kappa * weight * (1 - grade));
        return Mean - ((Alpha - good) / (Total - good - lost));
    }

    /// <summary>The score with one more item.</summary>
    public BetaEvidence With(double weight, double grade, double kappa) =>
        new(Good + (weight * grade), Lost + (kappa * weight * (1 - grade)), Information + weight);

    /// <summary>How many kept items of a weight would lift the score to a target below 1.</summary>
    public int KeptNeededFor(double target, double weight)
    {
        if (Mean >= target - Rounding)
        {
            return 0;
        }

        var about = Math.Max(0, (int)Math.Floor(((target * Total) - Alpha) / (weight * (1 - target))) - 1);
        while ((Alpha + (about * weight)) / (Total + (about * weight)) < target - Rounding)
        {
            about++;
        }

        return about;
    }
}
