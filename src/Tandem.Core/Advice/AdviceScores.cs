using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Advice;

/// <summary>
/// What the acting side knows, from 0 to 1 each and <c>null</c> where nothing is known. Used to rank advice and for
/// nothing else. measures.md 11.
/// </summary>
public sealed record AdviceScores
{
    /// <summary>How far the other side can trust us.</summary>
    public double? TheirTrust { get; init; }

    /// <summary>The value the other side gets.</summary>
    public double? TheirValue { get; init; }

    public double? Reciprocity { get; init; }

    /// <summary>Ours towards them.</summary>
    public double? Responsiveness { get; init; }

    /// <summary>Theirs, in what concerns them.</summary>
    public double? Autonomy { get; init; }

    /// <summary>Ours.</summary>
    public double? Consistency { get; init; }

    /// <summary>Ours.</summary>
    public double? Loyalty { get; init; }

    /// <summary>See <see cref="EquityOf"/>.</summary>
    public double? Equity { get; init; }

    /// <summary>What each score is called in texts and programs, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<string> Codes { get; } =
        ["their_trust", "their_value", "reciprocity", "responsiveness", "autonomy", "consistency", "loyalty", "equity"];

    /// <summary>Always in this order.</summary>
    public IReadOnlyList<double?> All =>
        [TheirTrust, TheirValue, Reciprocity, Responsiveness, Autonomy, Consistency, Loyalty, Equity];

    /// <summary>
    /// As one side sees it, at the instant the chronicle has come to. The value they get is that of the standing: what is
    /// beyond claim, and what they perceive.
    /// </summary>
    /// <param name="ours">Our working time, at least over the last 180 days.</param>
    /// <param name="ownWaits">Waits that we owe, from our own mail.</param>
    public static AdviceScores Of(Chronicle chronicle, Side us, WorkingTime ours, ImmutableArray<ReplyTime> ownWaits)
    {
        var (books, at, them) = (chronicle.Books, chronicle.At, us.Other);
        var trust = BetaEvidence.Of(books.Trust[them].At(at), chronicle.Parameters.Kappa);
        var autonomy = AutonomyReading.ScoreOf(chronicle, them);
        var waiting = WaitingReading.Of(chronicle, us, ours, ownWaits).Curve;
        return new()
        {
            TheirTrust = trust.IsKnown ? trust.Mean : null,
            TheirValue = ValueReading.Combined(
                ValueReading.ScoreOf(books.Value[them].AcknowledgedAt(at)), PulseReading.Latest(books, them)?.PerceivedValue),
            Reciprocity = BalanceReading.ShareOf(chronicle).Reciprocity,
            Responsiveness = waiting.Enough ? waiting.Responsiveness : null,
            Autonomy = autonomy.IsKnown ? autonomy.Mean : null,
            Consistency = ConsistencyReading.Of(chronicle).All.C,
            Loyalty = LoyaltyReading.Of(chronicle, us).Index.Value,
            Equity = EquityOf(EquityReading.YearOf(chronicle).Delta),
        };
    }

    /// <summary>From the equity delta (-1 to 1): 1 is fair, and half a share apart is as unfair as it gets.</summary>
    public static double? EquityOf(double? delta) => delta is { } apart ? 1 - Math.Min(1, 2 * Math.Abs(apart)) : null;

    /// <summary>
    /// Without the scores that another does not know: what comes to be known for the first time is no gain or loss.
    /// </summary>
    internal AdviceScores AsFarAs(AdviceScores known) => new()
    {
        TheirTrust = known.TheirTrust is null ? null : TheirTrust,
        TheirValue = known.TheirValue is null ? null : TheirValue,
        Reciprocity = known.Reciprocity is null ? null : Reciprocity,
        Responsiveness = known.Responsiveness is null ? null : Responsiveness,
        Autonomy = known.Autonomy is null ? null : Autonomy,
        Consistency = known.Consistency is null ? null : Consistency,
        Loyalty = known.Loyalty is null ? null : Loyalty,
        Equity = known.Equity is null ? null : Equity,
    };
}
