using System.Collections.Immutable;

namespace Tandem.Core.Measures;

/// <summary>Why a candidate is what it is, in codes and numbers; the faces say it in words.</summary>
/// <param name="Fired">The first rule that holds.</param>
/// <param name="Above">The rules that were asked before it and did not hold, in order.</param>
/// <param name="Nearest">
/// The smallest change of one figure that makes another candidate; <c>null</c> when no single one does.
/// </param>
public sealed record StandingReason(
    StandingLabel Label, StandingRule Fired, ImmutableArray<StandingRule> Above, StandingChange? Nearest);
