using System.Collections.Immutable;
using Tandem.Core.Facts;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>Every measure as a figure with its reasons.</summary>
public static class Readings
{
    /// <summary>A sum of weights: two normal promises that are beyond doubt. The standing calls less unknown.</summary>
    public const double EnoughInformation = 1;

    /// <summary>Kish's effective number: with fewer, one entry decides.</summary>
    public const double EnoughItems = 3;

    /// <summary>Decisions that have another one to be compared with.</summary>
    public const double EnoughCompared = 3;

    /// <summary>One benefit beyond doubt, until it is a year past due.</summary>
    public const double EnoughBenefits = 0.5;

    /// <summary>One choice is no pattern.</summary>
    public const double EnoughChoices = 2;

    private const double TrustTarget = 0.75;

    /// <param name="side">Whose; not asked for where a measure belongs to both.</param>
    public static Reading Of(SharedReading reading, MeasureCode measure, Side side) => measure switch
    {
        MeasureCode.Trust => Trust(reading, side),
        MeasureCode.KeptRate => KeptRate(reading, side),
        MeasureCode.Balance => Balance(reading),
        MeasureCode.Responsiveness => Responsiveness(reading, side),
        MeasureCode.WaitingShare => Waiting(reading),
        MeasureCode.Perception => Perceived(reading),
        MeasureCode.Autonomy => Autonomy(reading, side),
        MeasureCode.Consistency => Consistent(reading),
        MeasureCode.Loyalty => Loyalty(reading, side),
        MeasureCode.Equity => Equity(reading),
        MeasureCode.Value => Value(reading, side),
        _ => throw new System.Diagnostics.UnreachableException($"Unknown measure {measure}."),
    };

    /// <summary>Whether there is one of it for each side.</summary>
    public static bool IsDirected(MeasureCode measure) => measure is MeasureCode.Trust or MeasureCode.KeptRate
        or MeasureCode.Responsiveness or MeasureCode.Autonomy or MeasureCode.Loyalty or MeasureCode.Value;

    private static Reading Trust(SharedReading reading, Side side)
    {
        var trust = reading.Trust[side];
        return OfEvidence(MeasureCode.Trust, reading, trust.Trust, side) with
        {
            ClaimedEvidence = trust.Claimed.Information,
            IfUpheld = reading.Disputed.IsEmpty ? null : trust.IfUpheld.Mean,
            Because = Ranked(trust.Items.Select(item => new Reason(
                [item.Id], item.Grade.Kind.ToString(), item.Grade.Weight, item.AgeDays, item.Weight, item.Contribution)
            {
                Grade = item.Grade.Value,
            })),
            Sums = [("r", trust.Trust.Good), ("s", trust.Trust.Lost)],
            OneMore =
            [
                new("kept", trust.Trust.With(Importance.Normal.Weight, 1, trust.Kappa).Mean),
                new("broken", trust.Trust.With(Importance.Normal.Weight, 0, trust.Kappa).Mean),
                new("keptNeeded", trust.Trust.KeptNeededFor(TrustTarget, Importance.Normal.Weight)),
            ],
            Parameters = [("kappa", trust.Kappa), ("halfLifeDays", BalanceShare.HalfLifeDays)],
        };
    }

    private static Reading KeptRate(SharedReading reading, Side side)
    {
        var trust = reading.Trust[side];
        return OfEvidence(MeasureCode.KeptRate, reading, trust.KeptRate, side) with
        {
            ClaimedEvidence = trust.Claimed.Information,
            Because = Ranked(trust.Items.Select(item => new Reason(
                [item.Id], item.Grade.Kind.ToString(), item.Grade.Weight, item.AgeDays, item.Weight, item.KeptContribution)
            {
                Grade = item.Grade.Value,
            })),
            Sums = [("r", trust.KeptRate.Good), ("s", trust.KeptRate.Lost)],
            OneMore =
            [
                new("kept", trust.KeptRate.With(Importance.Normal.Weight, 1, TrustReading.KappaOfKeptRate).Mean),
                new("broken", trust.KeptRate.With(Importance.Normal.Weight, 0, TrustReading.KappaOfKeptRate).Mean),
            ],
            Parameters = [("halfLifeDays", BalanceShare.HalfLifeDays)],
        };
    }

    private static Reading Autonomy(SharedReading reading, Side side)
    {
        var autonomy = reading.Autonomy[side];
        return OfEvidence(MeasureCode.Autonomy, reading, autonomy.Score, side) with
        {
            ClaimedEvidence = autonomy.Items.Where(item => item.Attestation is > 0 and < 1).Sum(item => item.Weight),
            Because = Ranked(autonomy.Items.Select(item => new Reason(
                [item.Id], item.Level.ToString(), item.Attestation, item.AgeDays, item.Weight, item.Contribution)
            {
                Grade = item.Grade,
            })),
            Sums = [("r", autonomy.Score.Good), ("s", autonomy.Score.Lost)],
            OneMore =
            [
                new("agreed", autonomy.Score.With(Importance.Normal.Weight, 1, 1).Mean),
                new("imposed", autonomy.Score.With(Importance.Normal.Weight, 0, 1).Mean),
            ],
            Parameters = [("halfLifeDays", BalanceShare.HalfLifeDays)],
        };
    }

    private static Reading OfEvidence(MeasureCode measure, SharedReading reading, BetaEvidence evidence, Side side) => new()
    {
        Measure = measure,
        Side = side,
        Value = evidence.IsKnown ? evidence.Mean : null,
        Interval = evidence.Interval,
        Neutral = BetaEvidence.BaseRate,
        Evidence = evidence.Information - BetaEvidence.PriorWeight,
        EnoughEvidence = EnoughInformation,
        Because = [],
        OneMore = [],
        Parameters = [],
        Charter = reading.Charter?.Id,
    };

    private static Reading Balance(SharedReading reading)
    {
        var share = reading.Balance.Share;
        var (a, b) = (share.Totals.A, share.Totals.B);
        return new()
        {
            Measure = MeasureCode.Balance,
            Value = share.ShareOfA,
            Interval = share.Interval,
            Neutral = 0.5,
            Evidence = share.EffectiveCount,
            EnoughEvidence = EnoughItems,
            ClaimedEvidence = reading.Balance.Rows.Count(row => row.Weight is > 0 and < 1),
            IfUpheld = reading.Disputed.IsEmpty ? null : reading.BalanceIfUpheld.ShareOfA,
            Because = Ranked(reading.Balance.Rows.Select(row => new Reason(
                [.. row.Entries.Select(e => e.Id)], "Of" + row.Side, row.Weight, row.AgeDays, row.Amount, row.Contribution))),
            OneMore =
            [
                new("neededFromB", BalanceShare.NeededFromB(a, b, share.Band) is > 0 and var ofB ? ofB : null),
                new("neededFromA", BalanceShare.NeededFromB(b, a, share.Band) is > 0 and var ofA ? ofA : null),
            ],
            Beside = [new("inBand", share.ShareOfA is null ? null : share.InBand)],
            Sums = [("A", a), ("B", b), ("n", share.EffectiveCount)],
            Parameters = [("band", share.Band), ("halfLifeDays", BalanceShare.HalfLifeDays)],
            Charter = reading.Charter?.Id,
        };
    }

    private static Reading Consistent(SharedReading reading)
    {
        var classes = reading.Consistency.Classes;
        var (c, k) = reading.Consistency.All;
        return new()
        {
            Measure = MeasureCode.Consistency,
            Value = c,
            Interval = c is { } value ? IntervalOf(value, classes.Values.Sum(of => of.EffectiveCount)) : null,
            Neutral = 1,
            Evidence = classes.Values.Sum(of => of.Compared),
            EnoughEvidence = EnoughCompared,
            Because = Ranked(classes.Values.SelectMany(of => of.Pairs).Where(pair => pair.Difference > 0).Select(pair => new Reason(
                [pair.I, pair.J], pair.IsFlagged ? "Contradiction" : "Difference", 1, null, pair.Weight, -pair.Weight * pair.Difference / k))),
            OneMore = [],
            Beside =
            [
                new("crossParty", reading.Consistency.Cross.C),
                new("contradictions", classes.Values.Sum(of => of.Pairs.Count(pair => pair.IsFlagged)) is > 0 and var flagged ? flagged : null),
            ],
            Sums = [("sum k", k)],
            Parameters = [("radius", Consistency.Radius), ("halfLifeDays", Consistency.HalfLifeDays)],
            Charter = reading.Charter?.Id,
        };
    }

    private static Reading Loyalty(SharedReading reading, Side side)
    {
        var loyalty = reading.Loyalty[side];
        var counted = loyalty.Rows.Where(row => row.Regret.Spread > 0).ToArray();
        var items = loyalty.Items.Where(item => item.Spread > 0).ToArray();
        var spread = items.Length == 0 ? 0 : items.Average(item => item.Spread);
        return new()
        {
            Measure = MeasureCode.Loyalty,
            Side = side,
            Value = loyalty.Index.Value,
            Interval = loyalty.Index.Interval,
            Neutral = 1,
            Evidence = loyalty.Index.EffectiveCount,
            EnoughEvidence = EnoughChoices,
            ClaimedEvidence = items.Count(item => item.Attestation is > 0 and < 1),
            Because = Ranked(counted.Select(row => new Reason(
                [row.Id], row.Regret.IsSelfServing ? "SelfServing" : row.Regret.IsSacrifice ? "Sacrifice" : row.Regret.Regret > 0 ? "Costly" : "Best",
                row.Attestation, row.AgeDays, row.Regret.Regret!.Value, row.Contribution ?? 0))),
            OneMore = items.Length == 0 ? [] :
            [
                new("best", LoyaltyIndex.Of([.. items, new(0, spread, 0, 1)]).Value),
                new("worst", LoyaltyIndex.Of([.. items, new(spread, spread, 0, 1)]).Value),
            ],
            Parameters = [("tolerance", OptionRegret.Tolerance), ("halfLifeDays", LoyaltyIndex.HalfLifeDays)],
            Charter = reading.Charter?.Id,
        };
    }

    private static Reading Equity(SharedReading reading)
    {
        var equity = reading.Equity;
        return new()
        {
            Measure = MeasureCode.Equity,
            Value = equity.Year.Delta,
            Interval = equity.Interval,
            Neutral = 0,
            Evidence = equity.EffectiveInputs,
            EnoughEvidence = EnoughItems,
            IsAdditive = false,
            Because = Ranked(equity.Rows.Select(row => new Reason(
                [row.Id], row.IsSettlement ? "SettlementTo" + row.Side : row.Part + "Of" + row.Side, row.Weight, row.AgeDays, row.Weighed, row.Moves))),
            OneMore =
            [
                new("settlementFromA", equity.Year.SettlementFromAToB is > 0 and var fromA ? fromA : null),
                new("settlementFromB", equity.Year.SettlementFromAToB is < 0 and var fromB ? -fromB : null),
            ],
            Beside = [new("drift", Math.Max(equity.Drift.Up, equity.Drift.Down))],
            Sums = [("inputs A", equity.Inputs.A), ("inputs B", equity.Inputs.B), ("rewards A", equity.Rewards.A), ("rewards B", equity.Rewards.B)],
            Parameters = [("windowDays", EquityPosting.WindowDays), ("driftSlack", Cusum.Slack), ("driftLimit", Cusum.Limit)],
            Charter = reading.Charter?.Id,
        };
    }

    private static Reading Value(SharedReading reading, Side side)
    {
        var value = reading.Value[side];
        var worst = value.Contributions.Where(c => c.Contribution < 0).OrderBy(c => c.Contribution).FirstOrDefault();
        return new()
        {
            Measure = MeasureCode.Value,
            Side = side,
            Value = value.Score,
            Interval = value.Interval,
            Neutral = 1,
            Evidence = value.EffectiveCount,
            EnoughEvidence = EnoughBenefits,
            ClaimedEvidence = value.Contributions.Count(c => c.Benefit.Weight is > 0 and < 1),
            IsAdditive = value.Ratio is >= 0 and <= 1,
            Because = Ranked(value.Contributions.Select(c => new Reason(
                [c.Id], c.Benefit.IsDue ? "Due" : "UnderWay", c.Benefit.Weight, Days.Between(c.Benefit.IsDue ? c.Benefit.Due : reading.At, reading.At),
                c.Benefit.Realised, c.Contribution))),
            OneMore =
            [
                new("worstRealised", worst.Benefit is null ? null : Math.Clamp((value.Ratio ?? 0) - worst.Contribution, 0, 1)),
            ],
            Beside = [new("perceived", value.Perceived), new("gap", value.Gap)],
            Sums = [("realised", value.Sums.Realised), ("expected", value.Sums.Expected)],
            Parameters = [("halfLifeDays", BalanceShare.HalfLifeDays)],
            Charter = reading.Charter?.Id,
        };
    }

    private static Reading Responsiveness(SharedReading reading, Side side)
    {
        var waiting = reading.Waiting[side];
        var longest = waiting.Rows.Where(row => row.State == WaitState.Open).MaxBy(row => row.Time.Hours);
        return new()
        {
            Measure = MeasureCode.Responsiveness,
            IsOnlyUs = reading.IsOnlyUs,
            Side = side,
            Value = waiting.Curve.RestrictedMean,
            Interval = waiting.Curve.Interval,
            Neutral = 0,
            Evidence = EvidenceOf(waiting.Curve),
            EnoughEvidence = KaplanMeier.EnoughWaits,
            IsAdditive = false,
            Because = Ranked(waiting.Rows.Select(row => new Reason(
                [row.Id], row.State.ToString(), row.Time.IsAnswered ? 1 : 0, null, row.Time.Hours, row.LeaveOneOut ?? 0))),
            OneMore =
            [
                new("longestAnswered", longest is null ? null : waiting.IfAnswered(longest).RestrictedMean),
            ],
            Beside = [new("median", waiting.Curve.Median), new("ignored", waiting.Curve.IgnoredRate)],
            Parameters = [("horizonHours", KaplanMeier.HorizonHours), ("windowDays", WaitingReading.WindowDays)],
            Charter = reading.Charter?.Id,
        };
    }

    /// <summary>The number of waits; fewer than enough where too few of them were answered.</summary>
    internal static double EvidenceOf(KaplanMeier curve) => curve.Enough ? curve.Waits : Math.Min(curve.Waits, KaplanMeier.EnoughWaits - 1);

    private static Reading Waiting(SharedReading reading) => new()
    {
        Measure = MeasureCode.WaitingShare,
        IsOnlyUs = reading.IsOnlyUs,
        Value = reading.WaitingShare.ShareOfA,
        Interval = reading.WaitingShare.Interval,
        Neutral = 0.5,
        Evidence = reading.WaitingShare.Enough ? KaplanMeier.EnoughWaits : 0,
        EnoughEvidence = KaplanMeier.EnoughWaits,
        IsAdditive = false,
        Because = Ranked(SharesOfWaits(reading)),
        OneMore = [],
        Beside = [new("meanOfA", reading.Waiting.B.Curve.RestrictedMean), new("meanOfB", reading.Waiting.A.Curve.RestrictedMean)],
        Parameters = [("horizonHours", KaplanMeier.HorizonHours), ("band", WaitingShare.Band)],
        Charter = reading.Charter?.Id,
    };

    private static Reading Perceived(SharedReading reading) => new()
    {
        Measure = MeasureCode.Perception,
        Value = reading.Perception.Overclaim,
        Neutral = 0,
        Evidence = reading.Pulse is { A.ShareEstimate: not null, B.ShareEstimate: not null } ? 2 : 0,
        EnoughEvidence = 2,
        IsAdditive = false,
        Because =
        [
            .. from side in (Side[])[Side.A, Side.B]
                where reading.Pulse[side]?.ShareEstimate is not null
                let pulse = reading.Pulse[side]!
                select new Reason([pulse.Id], "Of" + side, 1, null, pulse.ShareEstimate!.Value, reading.Perception.Bias[side] ?? 0),
        ],
        OneMore = [],
        Beside = [new("ledgerShare", reading.Balance.Share.ShareOfA), new("normalised", reading.Perception.NormalisedShareOfA)],
        Parameters = [],
        Charter = reading.Charter?.Id,
    };

    /// <summary>How far the share lies above what it would be without each of the longest waits.</summary>
    private static IEnumerable<Reason> SharesOfWaits(SharedReading reading)
    {
        if (reading.Waiting is not { A.Curve.RestrictedMean: { } owedByA, B.Curve.RestrictedMean: { } owedByB } || owedByA + owedByB <= 0)
        {
            yield break;
        }

        var share = owedByB / (owedByA + owedByB);
        foreach (var side in (Side[])[Side.A, Side.B])
        {
            foreach (var row in reading.Waiting[side].Rows.Where(row => row.LeaveOneOut is not null))
            {
                var (a, b) = side == Side.A ? (owedByA - row.LeaveOneOut!.Value, owedByB) : (owedByA, owedByB - row.LeaveOneOut!.Value);
                yield return new(
                    [row.Id], row.State.ToString(), row.Time.IsAnswered ? 1 : 0, null, row.Time.Hours, a + b > 0 ? share - (b / (a + b)) : 0);
            }
        }
    }

    private static Interval IntervalOf(double share, double count) => BetaInterval.Of(1 + (count * share), 1 + (count * (1 - share)));

    /// <summary>The strongest first; of equals in the order of the ledger.</summary>
    private static ImmutableArray<Reason> Ranked(IEnumerable<Reason> reasons) =>
        [.. reasons.OrderByDescending(reason => Math.Abs(reason.Contribution)).ThenByDescending(reason => Math.Abs(reason.Size))];
}
