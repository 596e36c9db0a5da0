namespace Tandem.Core.Map;

/// <summary>Two people who know each other, either way round, and how far one can count on it (0 to 1).</summary>
public sealed record Acquaintance
{
    public Acquaintance(string one, string other, double probability)
    {
        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        (One, Other, Probability) = (one, other, probability);
    }

    public string One { get; }

    public string Other { get; }

    public double Probability { get; }
}
