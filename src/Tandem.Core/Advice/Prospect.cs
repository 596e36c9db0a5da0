namespace Tandem.Core.Advice;

/// <summary>An action of the catalogue, applied to one relationship: what it would make of the scores, and what it takes.</summary>
public sealed record Prospect
{
    public Prospect(string action, AdviceScores success, AdviceScores failure, double probability, double effort)
    {
        if (probability is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        if (!double.IsFinite(effort) || effort <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(effort), effort, "Every action takes some effort.");
        }

        (Action, Success, Failure, Probability, Effort) = (action, success, failure, probability, effort);
    }

    public string Action { get; }

    public AdviceScores Success { get; }

    public AdviceScores Failure { get; }

    public double Probability { get; }

    /// <summary>In effort points of the catalogue.</summary>
    public double Effort { get; }
}
