using System.Collections.Immutable;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Measures;

/// <summary>
/// What a side got of what it expected: the value realised so far over the value expected so far, beside the value it
/// perceives. Value in use: Vargo and Lusch 2004; perceived value: Zeithaml 1988. measures.md 7.
/// </summary>
/// <param name="Perceived">From the side's latest pulse, 0 to 1.</param>
/// <param name="Contributions">What each benefit adds to (ratio - 1); all together make it exactly.</param>
public sealed record ValueReading(
    Side Receiver, ValueSums Sums, double? Perceived, ImmutableArray<(EntryId Id, double Contribution, ValuePosting Benefit)> Contributions)
{
    /// <summary>Over 1 when more was delivered than expected; <c>null</c> when nothing is to be expected yet.</summary>
    public double? Ratio => Sums.Expected > 0 ? Sums.Realised / Sums.Expected : null;

    /// <summary>The ratio cut to 0 to 1.</summary>
    public double? Score => ScoreOf(Sums);

    /// <summary>Kish's effective number of benefits, each as far as it has come.</summary>
    public double EffectiveCount => Sums.Expected > 0 ? BalanceShare.Kish(Sums.Expected, Sums.Squares, Sums.Evidence) : 0;

    /// <summary>90 %; <c>null</c> without a ratio.</summary>
    public Interval? Interval => Score is { } score
        ? BetaInterval.Of(1 + (EffectiveCount * score), 1 + (EffectiveCount * (1 - score)))
        : null;

    /// <summary>How far the side's perception lies above what was realised.</summary>
    public double? Gap => Perceived - Score;

    public static ValueReading Of(Chronicle chronicle, Side receiver)
    {
        var (book, at) = (chronicle.Books.Value[receiver], chronicle.At);
        var sums = book.At(at);
        var started = chronicle.Posted<ValuePosting>().Where(p => p.Posting.Receiver == receiver && p.Posting.HasStarted);
        return new(receiver, sums, PulseReading.Latest(chronicle.Books, receiver)?.PerceivedValue, sums.Expected > 0
            ? [.. started.Select(p => (p.Matter.Id, ContributionOf(p.Posting), p.Posting))]
            : []);

        double ContributionOf(ValuePosting benefit) =>
            book.DecayOf(benefit, at) * benefit.Weight * (benefit.Realised - (benefit.Expected * benefit.Elapsed(at))) / sums.Expected;
    }

    public static double? ScoreOf(ValueSums sums) => sums.Expected > 0 ? Math.Clamp(sums.Realised / sums.Expected, 0, 1) : null;

    /// <summary>The mean of what was realised and what is perceived, or the one that is known.</summary>
    public static double? Combined(double? score, double? perceived) =>
        score is { } got && perceived is { } felt ? (got + felt) / 2 : score ?? perceived;
}
