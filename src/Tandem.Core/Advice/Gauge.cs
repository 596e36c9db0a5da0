using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>A measure that an action moves and that ranks nothing: it is shown apart.</summary>
public sealed record Gauge(string Measure, FigureKind Kind, Func<Chronicle, double?> Read)
{
    /// <summary>How far a side can trust the other; as "our" trust it belongs to the one that asks for advice.</summary>
    public static Gauge OurTrust(Side us) => new("our_trust", FigureKind.Share, chronicle =>
        BetaEvidence.Of(chronicle.Books.Trust[us].At(chronicle.At), chronicle.Parameters.Kappa) is { IsKnown: true } trust ? trust.Mean : null);

    /// <summary>Our part of what both put in.</summary>
    public static Gauge OurShare(Side us) => new("our_share", FigureKind.Share, chronicle => BalanceReading.ShareOf(chronicle).ShareOf(us));

    /// <summary>Their part of the risks.</summary>
    public static Gauge TheirRiskShare(Side us) => new("their_risk_share", FigureKind.Share, chronicle => RisksOf(chronicle).ShareOf(us.Other));

    /// <summary>What a side is to get in all, by the benefits that stand.</summary>
    public static Gauge Expected(Side us, Side receiver) => new(
        receiver == us ? "our_expected" : "their_expected", FigureKind.Worth, chronicle => chronicle.Posted<ValuePosting>()
            .Where(p => p.Posting.Receiver == receiver && p.Posting.Weight > 0)
            .Select(p => (double?)(p.Posting.Expected * p.Posting.Weight)).Aggregate((double?)null, (sum, one) => (sum ?? 0) + one));

    internal static BalanceShare RisksOf(Chronicle chronicle) => BalanceShare.Of(
        chronicle.Books.Categories.GetValueOrDefault(PanPosting.Risk)?.At(chronicle.At) ?? default,
        chronicle.CharterSaid?.Band ?? BalanceShare.DefaultBand);
}
