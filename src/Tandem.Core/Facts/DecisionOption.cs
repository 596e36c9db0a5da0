using Tandem.Core.Vocabulary;

namespace Tandem.Core.Facts;

/// <summary>A way to decide and what it would cost each side; a gain is below zero, <c>null</c> is not priced.</summary>
public sealed record DecisionOption(string Name, Sides<Worth?> Cost)
{
    internal static DecisionOption Read(Body body) => new(
        body.Code("name"), body.OfBoth("cost", (cost, side) => cost.OptionalWorth(side, mayBeNegative: true)));
}
