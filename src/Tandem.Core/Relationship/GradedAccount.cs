namespace Tandem.Core.Relationship;

/// <summary>Sums of graded evidence (a kept promise, a say in a decision): what was good of it, and what was not.</summary>
public sealed class GradedAccount
{
    private Sum good;
    private Sum bad;

    /// <summary>As of the anchor: sum of weight x grade, and of weight x (1 - grade).</summary>
    public (double Good, double Bad) Value => (good.Value, bad.Value);

    internal void Enter(double weight, double grade, int sign)
    {
        good.Enter(weight * grade, sign);
        bad.Enter(weight * (1 - grade), sign);
    }
}
