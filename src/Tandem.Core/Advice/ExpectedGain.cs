namespace Tandem.Core.Advice;

/// <summary>
/// What an action is likely to do to the objective: promising too much can make it worse. The probability is the own kept
/// rate for own actions and the recorded acceptance rate for asks. measures.md 11.
/// </summary>
public static class ExpectedGain
{
    /// <summary>For asks as long as none was answered.</summary>
    public const double PriorAcceptance = 0.5;

    /// <summary><c>null</c> when nothing is known of what it would change.</summary>
    public static double? Of(AdviceScores present, AdviceScores success, AdviceScores failure, double probability,
        AdviceWeights? weights = null) =>
        (probability * Objective.Of(success, weights)) + ((1 - probability) * Objective.Of(failure, weights))
            - Objective.Of(present, weights);
}
