using System.Collections.Immutable;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>How long one reply took, or has been waited for so far, in working hours of the side that owes it.</summary>
public readonly record struct ReplyTime(double Hours, bool IsAnswered);

/// <summary>One step of the curve: at <paramref name="Hours"/>, of <paramref name="AtRisk"/> waits <paramref name="Answered"/> ended.</summary>
/// <param name="Hours">Working hours.</param>
/// <param name="AtRisk">Waits that had lasted at least this long.</param>
/// <param name="Answered">Waits answered at exactly this time.</param>
/// <param name="StillWaiting">The estimated share of waits that last longer.</param>
/// <param name="StandardError">Greenwood's.</param>
/// <param name="Band">90 %, log-log; <c>null</c> where the share is 0 or 1.</param>
public readonly record struct SurvivalStep(
    double Hours, int AtRisk, int Answered, double StillWaiting, double StandardError, Interval? Band);

/// <summary>
/// The Kaplan-Meier curve of reply times and its restricted mean: unanswered waits count for as long as they lasted,
/// so that silence is not forgotten. Kaplan and Meier 1958; Greenwood 1926; measures.md 2b.
/// </summary>
public sealed record KaplanMeier
{
    /// <summary>The horizon tau: forty working hours, one week.</summary>
    public const double HorizonHours = 40;

    /// <summary>With fewer waits than this there is not enough evidence.</summary>
    public const int EnoughWaits = 5;

    /// <summary>With fewer replies than this there is not enough evidence: with none the standard error is 0, which is not certainty.</summary>
    public const int EnoughReplies = 3;

    private const double Z = 1.6448536269514722; // the 95 % quantile of the normal distribution

    /// <summary>Twelve of twenty-four answered is one half, whatever the running product makes of it.</summary>
    private const double Rounding = 1e-12;

    public required ImmutableArray<SurvivalStep> Steps { get; init; }

    public required int Waits { get; init; }

    public required int Replies { get; init; }

    /// <summary>Mean wait up to the horizon, in working hours; <c>null</c> without a wait.</summary>
    public required double? RestrictedMean { get; init; }

    public required double? StandardError { get; init; }

    /// <summary>The first time at which at most half of the waits still last; <c>null</c> when it is not reached.</summary>
    public double? Median => Steps.Where(step => step.StillWaiting <= 0.5 + Rounding).Select(step => (double?)step.Hours).FirstOrDefault();

    /// <summary>90 %, clipped to the horizon.</summary>
    public Interval? Interval => RestrictedMean is { } mean && StandardError is { } error
        ? new Interval(mean - (Z * error), mean + (Z * error)).Clipped(0, HorizonHours)
        : null;

    /// <summary>The share of waits that last longer than the horizon.</summary>
    public double? IgnoredRate => RestrictedMean is null ? null : StillWaitingAt(HorizonHours);

    /// <summary>1 when every reply comes at once, 0 when none comes within the horizon.</summary>
    public double? Responsiveness => 1 - (RestrictedMean / HorizonHours);

    public bool Enough => Waits >= EnoughWaits && Replies >= EnoughReplies;

    public static KaplanMeier Of(IEnumerable<ReplyTime> times) => OfSorted(Sorted(times));

    /// <summary>By time; at equal times the answers come before those still waiting.</summary>
    public static ReplyTime[] Sorted(IEnumerable<ReplyTime> times)
    {
        var sorted = times.ToArray();
        Array.Sort(sorted, (left, right) => left.Hours.CompareTo(right.Hours) is var byTime and not 0
            ? byTime
            : right.IsAnswered.CompareTo(left.IsAnswered));
        return sorted;
    }

    /// <summary>The curve of times that are sorted already; linear, so that leaving one out is cheap.</summary>
    public static KaplanMeier OfSorted(ReplyTime[] sorted)
    {
        var steps = StepsOf(sorted);
        return new()
        {
            Steps = steps,
            Waits = sorted.Length,
            Replies = sorted.Count(time => time.IsAnswered),
            RestrictedMean = sorted.Length == 0 ? null : Area(steps),
            StandardError = sorted.Length == 0 ? null : Math.Sqrt(Variance(steps)),
        };
    }

    /// <summary>
    /// The restricted mean alone, of sorted times without one of them: what <see cref="OfSorted"/> gives, but nothing is
    /// allocated, because it is asked for once a row.
    /// </summary>
    public static double? MeanWithout(ReplyTime[] sorted, int without)
    {
        var atRisk = sorted.Length - (without >= 0 ? 1 : 0);
        if (atRisk == 0)
        {
            return null;
        }

        var (area, share, since) = (0.0, 1.0, 0.0);
        for (var at = 0; at < sorted.Length && sorted[at].Hours < HorizonHours;)
        {
            var (hours, ended, answered) = (sorted[at].Hours, 0, 0);
            for (; at < sorted.Length && sorted[at].Hours == hours; at++)
            {
                ended += at == without ? 0 : 1;
                answered += at != without && sorted[at].IsAnswered ? 1 : 0;
            }

            if (answered > 0)
            {
                area += share * (hours - since);
                (share, since) = (share * (1 - (answered / (double)atRisk)), hours);
            }

            atRisk -= ended;
        }

        return area + (share * (HorizonHours - since));
    }

    /// <summary>The estimated share of waits that last longer than a time.</summary>
    public double StillWaitingAt(double hours)
    {
        var share = 1.0;
        foreach (var step in Steps)
        {
            if (step.Hours > hours)
            {
                break;
            }

            share = step.StillWaiting;
        }

        return share;
    }

    private static ImmutableArray<SurvivalStep> StepsOf(ReplyTime[] sorted)
    {
        var steps = ImmutableArray.CreateBuilder<SurvivalStep>();
        var share = 1.0;
        var greenwood = 0.0;
        for (var at = 0; at < sorted.Length;)
        {
            var (hours, atRisk, answered, next) = (sorted[at].Hours, sorted.Length - at, 0, at);
            for (; next < sorted.Length && sorted[next].Hours == hours; next++)
            {
                answered += sorted[next].IsAnswered ? 1 : 0;
            }

            at = next;
            if (answered == 0)
            {
                continue;
            }

            share *= 1 - (answered / (double)atRisk);
            greenwood += atRisk > answered ? answered / ((double)atRisk * (atRisk - answered)) : 0;
            var error = share * Math.Sqrt(greenwood);
            steps.Add(new(hours, atRisk, answered, share, error, Band(share, error)));
        }

        return steps.ToImmutable();
    }

    private static Interval? Band(double share, double error)
    {
        if (share is <= 0 or >= 1)
        {
            return null;
        }

        var spread = Z * error / (share * Math.Abs(Math.Log(share)));
        return new(Math.Pow(share, Math.Exp(spread)), Math.Pow(share, Math.Exp(-spread)));
    }

    /// <summary>The area under the curve from the start to the horizon.</summary>
    private static double Area(ImmutableArray<SurvivalStep> steps)
    {
        var (area, share, since) = (0.0, 1.0, 0.0);
        foreach (var step in steps)
        {
            if (step.Hours >= HorizonHours)
            {
                break;
            }

            area += share * (step.Hours - since);
            (share, since) = (step.StillWaiting, step.Hours);
        }

        return area + (share * (HorizonHours - since));
    }

    /// <summary>The sum of A²·d / (n·(n-d)), where A is the area to the right of each step: summed from the last step back.</summary>
    private static double Variance(ImmutableArray<SurvivalStep> steps)
    {
        var (variance, area, until) = (0.0, 0.0, HorizonHours);
        for (var at = steps.Length - 1; at >= 0; at--)
        {
            var step = steps[at];
            if (step.Hours >= HorizonHours)
            {
                continue;
            }

            area += step.StillWaiting * (until - step.Hours);
            until = step.Hours;
            if (step.AtRisk > step.Answered)
            {
                variance += area * area * step.Answered / ((double)step.AtRisk * (step.AtRisk - step.Answered));
            }
        }

        return variance;
    }
}
