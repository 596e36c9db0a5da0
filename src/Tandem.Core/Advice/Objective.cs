namespace Tandem.Core.Advice;

/// <summary>
/// What advice makes larger: the geometric mean of the known scores, so that the weakest gets the attention and trust
/// without value does not average out. Never shown to anybody. measures.md 11.
/// </summary>
public static class Objective
{
    /// <summary>A score counts as at least this, so that nothing is hopeless.</summary>
    public const double Floor = 0.02;

    /// <summary><c>null</c> when no score is known, or none that counts.</summary>
    public static double? Of(AdviceScores scores, AdviceWeights? weights = null)
    {
        var (logs, all) = (0.0, 0.0);
        foreach (var (score, weight) in scores.All.Zip((weights ?? new()).All))
        {
            if (score is { } known)
            {
                logs += weight * Math.Log(Math.Max(known, Floor));
                all += weight;
            }
        }

        return all > 0 ? Math.Exp(logs / all) : null;
    }
}
