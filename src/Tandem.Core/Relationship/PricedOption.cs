using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>
/// A way to decide and what it costs each side, in the yardstick's unit; a gain is below zero, <c>null</c> is not
/// priced.
/// </summary>
public readonly record struct PricedOption(string Name, Sides<double?> Cost)
{
    public bool IsPriced => Cost is { A: not null, B: not null };

    /// <summary>What it costs both together; <c>null</c> unless it is priced for both.</summary>
    public double? Total => Cost.A + Cost.B;
}
