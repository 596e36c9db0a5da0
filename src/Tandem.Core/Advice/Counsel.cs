using System.Collections.Immutable;

namespace Tandem.Core.Advice;

/// <summary>All that can be advised to one side at one instant. It is that side's own, and nothing of it is done by itself.</summary>
/// <param name="Recommendations">The best first; those of which no effect is known last.</param>
/// <param name="Rebalance"><c>null</c> while no such ask is due.</param>
/// <param name="WayOut"><c>null</c> while there is no reason for it.</param>
public sealed record Counsel(
    Situation Situation, ImmutableArray<Recommendation> Recommendations, RebalanceAsk? Rebalance, DisengagementOffer? WayOut);
