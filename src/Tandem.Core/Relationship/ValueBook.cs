using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What was to be expected by an instant, and what was realised.</summary>
/// <param name="Squares">The sum of the squared expectations, for Kish's effective number.</param>
/// <param name="Evidence">The attested and faded number of benefits, each as far as it has come.</param>
public readonly record struct ValueSums(double Realised, double Expected, double Squares, double Evidence)
{
    internal ValueSums With(double realised, double expected, double evidence) =>
        new(Realised + realised, Expected + expected, Squares + (expected * expected), Evidence + evidence);
}

/// <summary>The benefits of one side. What is past its due date fades over a year; what is on its way is counted when read.</summary>
public sealed class ValueBook(Fading fading)
{
    private readonly HashSet<ValuePosting> underWay = new(ReferenceEqualityComparer.Instance);
    private readonly Ended all = new();
    private readonly Ended acknowledged = new();

    public ValueSums At(DateTimeOffset now)
    {
        var sums = all.Faded(fading.Now(now));
        foreach (var benefit in underWay)
        {
            var elapsed = benefit.Elapsed(now);
            sums = sums.With(benefit.Weight * benefit.Realised, benefit.Weight * benefit.Expected * elapsed, benefit.Weight * elapsed);
        }

        return sums;
    }

    /// <summary>From acknowledged benefits and realisations alone (rule C8).</summary>
    public ValueSums AcknowledgedAt(DateTimeOffset now)
    {
        var sums = acknowledged.Faded(fading.Now(now));
        foreach (var benefit in underWay.Where(b => b.Weight == 1))
        {
            var elapsed = benefit.Elapsed(now);
            sums = sums.With(benefit.Acknowledged, benefit.Expected * elapsed, elapsed);
        }

        return sums;
    }

    /// <summary>How much a benefit has faded.</summary>
    public double DecayOf(ValuePosting benefit, DateTimeOffset now) =>
        benefit.IsDue ? fading.AsOfAnchor(benefit.Due) * fading.Now(now) : 1;

    internal void Enter(ValuePosting benefit, int sign)
    {
        if (!benefit.HasStarted)
        {
            return;
        }

        if (!benefit.IsDue)
        {
            _ = sign > 0 ? underWay.Add(benefit) : underWay.Remove(benefit);
            return;
        }

        var decay = fading.AsOfAnchor(benefit.Due);
        all.Enter(benefit.Weight * decay, benefit.Realised, benefit.Expected, sign);
        if (benefit.Weight == 1)
        {
            acknowledged.Enter(decay, benefit.Acknowledged, benefit.Expected, sign);
        }
    }

    private sealed class Ended
    {
        private Sum realised;
        private Sum expected;
        private Sum squares;
        private Sum evidence;

        public ValueSums Faded(double factor) => new(
            realised.Value * factor, expected.Value * factor, squares.Value * factor * factor, evidence.Value * factor);

        public void Enter(double weight, double got, double hoped, int sign)
        {
            realised.Enter(weight * got, sign);
            expected.Enter(weight * hoped, sign);
            squares.Enter(weight * hoped * weight * hoped, sign);
            evidence.Enter(weight, sign);
        }
    }
}
