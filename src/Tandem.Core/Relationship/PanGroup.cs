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
    private readonly SortedSet<(DateTimeOffset At, long Sequence)> members = [];
    private Sum amount;
    private Sum weighed;

    public bool IsEmpty => members.Count == 0;

    /// <summary>The amounts together, the mean attestation by amount, the age of the latest member.</summary>
    public PanItem Item => members.Count == 0 ? default
        : new(amount.Value, amount.Value > 0 ? weighed.Value / amount.Value : 0, members.Max.At);

    public static PanGroup Of(IEnumerable<PanMember> members)
    {
        var group = new PanGroup();
        foreach (var member in members)
        {
            group.Enter(member, 1);
        }

        return group;
    }

    public PanGroup With(IEnumerable<PanMember> more)
    {
        var group = Of(more);
        group.members.UnionWith(members);
        group.amount.Enter(amount.Value, 1);
        group.weighed.Enter(weighed.Value, 1);
        return group;
    }

    public void Enter(PanMember member, int sign)
    {
        _ = sign > 0 ? members.Add((member.At, member.Sequence)) : members.Remove((member.At, member.Sequence));
        amount.Enter(member.Amount, sign);
        weighed.Enter(member.Amount * member.Weight, sign);
    }
}
