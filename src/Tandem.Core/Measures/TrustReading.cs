using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One promise or incident in a reading of trust.</summary>
/// <param name="Weight">Importance x attestation x decay.</param>
/// <param name="Contribution">What it adds to (trust - 0.5); all of them together make it exactly.</param>
/// <param name="LeaveOneOut">How far trust lies above what it would be without it.</param>
/// <param name="KeptContribution">What it adds to (kept rate - 0.5).</param>
public sealed record TrustItem(
    EntryId Id, Importance Importance, Grade Grade, double AgeDays, double Weight, double Contribution, double LeaveOneOut,
    double KeptContribution);

/// <summary>
/// How far one side can trust the other, by what the other promised and did. The kept rate is the same evidence without the
/// loss aversion: a plain probability, and no second witness. measures.md 1 and 4a.
/// </summary>
/// <param name="Kappa">By how much a broken promise weighs more than a kept one; agreed in the charter.</param>
/// <param name="Claimed">The part of the evidence that one side claims and the other has not answered.</param>
/// <param name="IfUpheld">Trust with every disputed entry counted in full.</param>
public sealed record TrustReading(
    Side Truster, double Kappa, BetaEvidence Trust, BetaEvidence KeptRate, double Acknowledged, GradedSums Claimed, BetaEvidence IfUpheld,
    ImmutableArray<TrustItem> Items)
{
    /// <summary>As probability: a lost promise weighs as much as a kept one.</summary>
    public const double KappaOfKeptRate = 1;

    public static TrustReading Of(Chronicle chronicle, Side truster)
    {
        var (book, at, kappa) = (chronicle.Books.Trust[truster], chronicle.At, chronicle.Parameters.Kappa);
        var sums = book.At(at);
        var (trust, kept) = (BetaEvidence.Of(sums, kappa), BetaEvidence.Of(sums, KappaOfKeptRate));
        return new(
            truster, kappa, trust, kept, book.AcknowledgedAt(at), book.ClaimedAt(at), BetaEvidence.Of(book.UpheldAt(at), kappa),
            [.. chronicle.Posted<TrustPosting>().Where(p => p.Posting.Truster == truster).Select(p => ItemOf(p.Matter, p.Posting))]);

        TrustItem ItemOf(Matter matter, TrustPosting posting)
        {
            var grade = posting.At(at);
            var weight = book.WeightOf(posting, grade, at);
            return new(
                matter.Id, posting.Importance, grade, Days.Between(grade.At, at), weight,
                trust.ContributionOf(weight, grade.Value, kappa), trust.LeaveOneOut(weight, grade.Value, kappa),
                kept.ContributionOf(weight, grade.Value, KappaOfKeptRate));
        }
    }
}
