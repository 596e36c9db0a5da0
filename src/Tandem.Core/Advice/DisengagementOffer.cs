using System.Collections.Immutable;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>The reasons for which giving less is offered to a side. It is told nobody else, and nothing happens by itself.</summary>
/// <param name="AsksInVain">Declined or not answered, within <see cref="Disengagement.WithinDays"/>.</param>
/// <param name="Trust">How far we can trust them; <c>null</c> while unknown.</param>
/// <param name="Value">What we get of what we expected; likewise.</param>
public sealed record DisengagementOffer(int AsksInVain, double OurShare, Interval? Trust, Interval? Value)
{
    public static ImmutableArray<WayOut> Options { get; } = [WayOut.Ask, WayOut.Reduce, WayOut.ExchangeOnly, WayOut.Leave];

    public static DisengagementOffer? Of(Situation situation)
    {
        var (chronicle, us) = (situation.Chronicle, situation.Us);
        var trust = BetaEvidence.Of(chronicle.Books.Trust[us].At(chronicle.At), chronicle.Parameters.Kappa);
        Interval? trusted = trust.IsKnown ? trust.Interval : null;
        var value = ValueReading.Of(chronicle, us).Interval;
        var share = BalanceReading.ShareOf(chronicle).ShareOf(us);
        return Disengagement.IsOffered(situation.Asks, share, trusted, value)
            ? new(situation.Asks.Count(Disengagement.IsInVain), share!.Value, trusted, value)
            : null;
    }
}
