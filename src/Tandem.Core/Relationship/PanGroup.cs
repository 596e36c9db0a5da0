using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>An item of the balance: its amount, how far it is attested, and from when it ages.</summary>
public readonly record struct PanItem(double Amount, double Weight, DateTimeOffset At)
{
    /// <summary>What is worth nothing is no evidence either (rule R10).</summary>
    internal static PanItem Of(PanMember member) => new(member.Amount, member.Amount > 0 ? member.Weight : 0, member.At);
}

/// <summary>What a side gave to a project in a month, as one item. Rule R10.</summary>
internal sealed class PanGroup
{
    private readonly List<long> times = []; // sorted; nearly every member is later than those before it
    private Sum amount;
    private Sum weighed;

    public bool IsEmpty => times.Count == 0;

    /// <summary>The amounts together, the mean attestation by amount, the age of the latest member.</summary>
    public PanItem Item => times.Count == 0 ? default
        : new(amount.Value, amount.Value > 0 ? weighed.Value / amount.Value : 0, new(times[^1], TimeSpan.Zero));

    public PanGroup Copy()
    {
        var copy = new PanGroup { amount = amount, weighed = weighed };
        copy.times.AddRange(times);
        return copy;
    }

    public void Enter(PanMember member, int sign)
    {
        var place = times.BinarySearch(member.At.UtcTicks);
        if (sign > 0)
        {
            times.Insert(place < 0 ? ~place : place, member.At.UtcTicks);
        }
        else
        {
            times.RemoveAt(place);
        }

        amount.Enter(member.Amount, sign);
        weighed.Enter(member.Amount * member.Weight, sign);
    }
}
