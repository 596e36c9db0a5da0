using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// The option with the largest product of both sides' gains, where no money changes hands. Nash 1950; measures.md 6.
/// </summary>
public static class NashProduct
{
    /// <summary>
    /// <c>null</c> where every priced option leaves a side worse off; of equal products the larger joint gain counts,
    /// then the order given.
    /// </summary>
    /// <param name="costWithout">What each side bears without an agreement, in the unit of the options.</param>
    public static PricedOption? Best(ImmutableArray<PricedOption> options, Sides<double> costWithout) =>
        (from option in options
         where option.IsPriced
         let gain = Sides.Of(side => costWithout[side] - option.Cost[side]!.Value)
         where gain is { A: >= 0, B: >= 0 }
         orderby gain.A * gain.B descending, gain.A + gain.B descending
         select (PricedOption?)option).FirstOrDefault();
}
