using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What is shown of a relationship at an instant: every figure with its interval, without the entries behind them. It costs the same
/// however long the ledger is; only the waits of the last 180 days, what is overdue for at most thirty, benefits that are under way and
/// the quarters so far are gone through. The reasons are in <see cref="SharedReading"/>; a test holds the two against each other.
/// </summary>
public sealed record Displayed
{
    public required DateTimeOffset At { get; init; }

    public required StandingLabel Standing { get; init; }

    public required EvidenceGrade EvidenceGrade { get; init; }

    /// <summary>In the order of the measures; where there is one for each side, A's comes first.</summary>
    public required ImmutableArray<DisplayedFigure> Figures { get; init; }

    /// <summary>The probability that the balance lies in the agreed band; <c>null</c> without a balance.</summary>
    public required double? InBand { get; init; }

    /// <summary>By category of contribution, and risk.</summary>
    public required ImmutableArray<(string Category, double? ShareOfA, Interval Interval)> Categories { get; init; }

    public required (double? ShareOfA, Interval Interval) Concessions { get; init; }

    /// <param name="hours">The working time of each side, at least over the last 180 days.</param>
    public static Displayed Of(Course course, Sides<WorkingTime> hours)
    {
        var (chronicle, books, at, inputs) = (course.Chronicle, course.Chronicle.Books, course.Chronicle.At, course.Inputs());
        var band = chronicle.CharterSaid?.Band ?? BalanceShare.DefaultBand;
        var balance = BalanceReading.ShareOf(chronicle);
        var concessions = BalanceShare.Of(books.Concessions.At(at), band);
        return new()
        {
            At = at,
            Standing = course.Label,
            EvidenceGrade = EvidenceGrades.Of(inputs.Information, inputs.Value, inputs.ShareInformation),
            Figures = [.. FiguresOf(course, hours, balance)],
            InBand = inputs.InBand,
            Categories =
            [
                .. books.Categories.OrderBy(category => category.Key, StringComparer.Ordinal).Select(category =>
                {
                    var share = BalanceShare.Of(category.Value.At(at), band);
                    return (category.Key, share.ShareOfA, share.Interval);
                }),
            ],
            Concessions = (concessions.ShareOfA, concessions.Interval),
        };
    }

    private static IEnumerable<DisplayedFigure> FiguresOf(Course course, Sides<WorkingTime> hours, BalanceShare balance)
    {
        var (chronicle, books, at) = (course.Chronicle, course.Chronicle.Books, course.Chronicle.At);
        var isDisputed = chronicle.Disputed > 0;
        var curves = Sides.Of(side => WaitingReading.CurveOf(chronicle, side, hours[side]));
        var waiting = WaitingShare.Of(curves.B, curves.A);
        var pulses = Sides.Of(side => PulseReading.Latest(books, side));
        var perception = Perception.Of(pulses.A?.ShareEstimate, pulses.B?.ShareEstimate, balance.ShareOfA);
        var (year, ofEquity, inputs) = EquityReading.FigureOf(chronicle);
        var decisions = course.Decisions();
        var (consistency, compared) = decisions.Consistency;
        return
        [
            .. Both(side => OfEvidence(MeasureCode.Trust, side, Trust(side, chronicle.Parameters.Kappa), isDisputed
                ? BetaEvidence.Of(books.Trust[side].UpheldAt(at), chronicle.Parameters.Kappa).Mean : null)),
            .. Both(side => OfEvidence(MeasureCode.KeptRate, side, Trust(side, TrustReading.KappaOfKeptRate))),
            new(MeasureCode.Balance, null, balance.ShareOfA, balance.Interval, balance.EffectiveCount, Readings.EnoughItems,
                isDisputed ? BalanceReading.IfUpheld(chronicle).ShareOfA : null),
            .. Both(side => new(MeasureCode.Responsiveness, side, curves[side].RestrictedMean, curves[side].Interval,
                Readings.EvidenceOf(curves[side]), KaplanMeier.EnoughWaits)),
            new(MeasureCode.WaitingShare, null, waiting.ShareOfA, waiting.Interval, waiting.Enough ? KaplanMeier.EnoughWaits : 0,
                KaplanMeier.EnoughWaits),
            new(MeasureCode.Perception, null, perception.Overclaim, null,
                pulses is { A.ShareEstimate: not null, B.ShareEstimate: not null } ? 2 : 0, 2),
            .. Both(side => OfEvidence(MeasureCode.Autonomy, side, AutonomyReading.ScoreOf(chronicle, side))),
            new(MeasureCode.Consistency, null, consistency, Around(consistency, compared / 2.0), compared, Readings.EnoughCompared),
            .. Both(side => decisions.LoyaltyOf(side, at) is var (index, count)
                ? new(MeasureCode.Loyalty, side, index, Around(index, count), count, Readings.EnoughChoices) : default),
            new(MeasureCode.Equity, null, year.Delta, ofEquity, inputs, Readings.EnoughItems),
            .. Both(side => new ValueReading(side, books.Value[side].At(at), null, []) is var value
                ? new(MeasureCode.Value, side, value.Score, value.Interval, value.EffectiveCount, Readings.EnoughBenefits) : default),
        ];

        BetaEvidence Trust(Side side, double kappa) => BetaEvidence.Of(books.Trust[side].At(at), kappa);
    }

    private static DisplayedFigure[] Both(Func<Side, DisplayedFigure> of) => [of(Side.A), of(Side.B)];

    private static DisplayedFigure OfEvidence(MeasureCode measure, Side side, BetaEvidence evidence, double? ifUpheld = null) => new(
        measure, side, evidence.IsKnown ? evidence.Mean : null, evidence.Interval, evidence.Information - BetaEvidence.PriorWeight,
        Readings.EnoughInformation, ifUpheld);

    private static Interval? Around(double? share, double count) => share is { } known
        ? BetaInterval.Of(1 + (count * known), 1 + (count * (1 - known)))
        : null;
}
