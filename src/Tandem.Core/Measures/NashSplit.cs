using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// How two sides split what they achieve together, where money can change hands; with equal power it is what
/// <see cref="Shapley"/> gives. Nash 1950; measures.md 6.
/// </summary>
public static class NashSplit
{
    /// <summary><c>null</c> where the two have more alone than together: there is nothing to agree on.</summary>
    /// <param name="alone">What each side has without an agreement.</param>
    /// <param name="powerOfA">A's share of what the agreement adds, 0 to 1.</param>
    public static Sides<double>? Of(Sides<double> alone, double together, double powerOfA = 0.5)
    {
        var gain = together - alone.A - alone.B;
        return gain < 0 ? null : new Sides<double>(alone.A + (powerOfA * gain), alone.B + ((1 - powerOfA) * gain));
    }
}
