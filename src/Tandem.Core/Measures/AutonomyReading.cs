using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>One decision in a reading of autonomy.</summary>
/// <param name="Contribution">What it adds to (score - 0.5); all of them together make it exactly.</param>
public sealed record AutonomyItem(
    EntryId Id, Participation Level, double Grade, double Attestation, double AgeDays, double Weight, double Contribution, double LeaveOneOut);

/// <summary>What say a side had in the decisions that concern it. measures.md 3.</summary>
public sealed record AutonomyReading(Side Side, BetaEvidence Score, ImmutableArray<AutonomyItem> Items)
{
    private const double Kappa = 1;

    public static BetaEvidence ScoreOf(Chronicle chronicle, Side side) =>
        BetaEvidence.Of(chronicle.Books.Autonomy[side].At(chronicle.At), Kappa);

    public static AutonomyReading Of(Chronicle chronicle, Side side)
    {
        var (book, at, score) = (chronicle.Books.Autonomy[side], chronicle.At, ScoreOf(chronicle, side));
        return new(side, score, [.. chronicle.Posted<AutonomyPosting>().Where(p => p.Posting.Side == side).Select(p =>
        {
            var weight = book.WeightOf(p.Posting, at);
            return new AutonomyItem(
                p.Matter.Id, p.Posting.Level, p.Posting.Grade, p.Posting.Weight, Days.Between(p.Posting.At, at), weight,
                score.ContributionOf(weight, p.Posting.Grade, Kappa), score.LeaveOneOut(weight, p.Posting.Grade, Kappa));
        })]);
    }
}
