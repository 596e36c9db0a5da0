namespace Tandem.Core.Map;

/// <summary>
/// What two people are to each other: the smaller of their two directions, so one-way mailing is no tie.
/// <c>default</c> is no tie. measures.md 10.
/// </summary>
public readonly record struct TieStrength(double There, double Back)
{
    /// <summary>The mass at which the probability is one half.</summary>
    public const double HalfMass = 5;

    public double Mass => Math.Min(There, Back);

    /// <summary>1 - 2^(-mass/5): how far one can count on the tie, from 0 to 1.</summary>
    public double Probability => 1 - Math.Pow(2, -Mass / HalfMass);
}
