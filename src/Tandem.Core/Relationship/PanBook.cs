using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>One contribution or risk on a pan.</summary>
internal readonly record struct PanMember(double Amount, double Weight, DateTimeOffset At);

/// <summary>The two pans of a balance at an instant: what each holds, and how much evidence that is.</summary>
/// <param name="Squares">The sum of the squared items, for Kish's effective number.</param>
/// <param name="Evidence">The attested and faded number of items.</param>
public readonly record struct PanSums(double A, double B, double Squares, double Evidence);

/// <summary>The two pans of a balance, fading over a year; and what they would hold if every disputed entry were upheld.</summary>
public sealed class PanBook(Fading fading)
{
    private readonly Dictionary<GroupKey, PanGroup> groups = [];
    private readonly Dictionary<GroupKey, (PanGroup Group, int Disputed)> contested = [];
    private Pans pans;
    private Pans upheld; // what disputed entries would put on the pans, alone or in the groups that they belong to
    private Pans displaced; // those groups as they are now

    public PanSums At(DateTimeOffset now) => Faded(pans.Sums, now);

    /// <summary>With every disputed entry counted in full.</summary>
    public PanSums UpheldAt(DateTimeOffset now)
    {
        var (sums, more, less) = (pans.Sums, upheld.Sums, displaced.Sums);
        return Faded(
            new(
                sums.A + more.A - less.A, sums.B + more.B - less.B, sums.Squares + more.Squares - less.Squares,
                sums.Evidence + more.Evidence - less.Evidence),
            now);
    }

    internal void Enter(GroupKey key, PanMember member, int sign)
    {
        if (key.Project is null)
        {
            Put(ref pans, key.Side, PanItem.Of(member), sign);
            return;
        }

        var isContested = contested.TryGetValue(key, out var whole);
        if (isContested)
        {
            Uphold(key, whole.Group, -1);
            whole.Group.Enter(member, sign);
        }

        Join(key, member, sign);
        if (isContested)
        {
            Uphold(key, whole.Group, 1);
        }
    }

    /// <summary>A disputed entry: on no pan, unless it were upheld.</summary>
    internal void Contest(GroupKey key, PanMember member, int sign)
    {
        if (key.Project is null)
        {
            Put(ref upheld, key.Side, PanItem.Of(member), sign);
            return;
        }

        if (contested.TryGetValue(key, out var whole))
        {
            Uphold(key, whole.Group, -1);
        }

        whole = (whole.Group ?? groups.GetValueOrDefault(key)?.Copy() ?? new(), whole.Disputed + sign);
        whole.Group.Enter(member, sign);
        if (whole.Disputed == 0)
        {
            _ = contested.Remove(key);
            return;
        }

        contested[key] = whole;
        Uphold(key, whole.Group, 1);
    }

    /// <summary>An item that no group takes in, and that counts as evidence whatever it is worth.</summary>
    internal void EnterOne(Side side, double amount, double weight, DateTimeOffset at, int sign) =>
        Put(ref pans, side, new(amount, weight, at), sign);

    private void Join(GroupKey key, PanMember member, int sign)
    {
        var group = groups.GetValueOrDefault(key);
        if (group is null)
        {
            groups.Add(key, group = new());
        }
        else
        {
            Put(ref pans, key.Side, group.Item, -1);
        }

        group.Enter(member, sign);
        if (group.IsEmpty)
        {
            _ = groups.Remove(key);
            return;
        }

        Put(ref pans, key.Side, group.Item, 1);
    }

    /// <summary>What a group would be with its disputed members, in place of what it is.</summary>
    private void Uphold(GroupKey key, PanGroup whole, int sign)
    {
        Put(ref upheld, key.Side, whole.Item, sign);
        if (groups.TryGetValue(key, out var present))
        {
            Put(ref displaced, key.Side, present.Item, sign);
        }
    }

    private void Put(ref Pans where, Side side, PanItem item, int sign) => where.Enter(side, item, fading.AsOfAnchor(item.At), sign);

    private PanSums Faded(PanSums sums, DateTimeOffset now)
    {
        var factor = fading.Now(now);
        return new(sums.A * factor, sums.B * factor, sums.Squares * factor * factor, sums.Evidence * factor);
    }

    private struct Pans
    {
        private Sum a;
        private Sum b;
        private Sum squares;
        private Sum evidence;

        public readonly PanSums Sums => new(a.Value, b.Value, squares.Value, evidence.Value);

        public void Enter(Side side, PanItem item, double decay, int sign)
        {
            var weighed = item.Amount * item.Weight * decay;
            (side == Side.A ? ref a : ref b).Enter(weighed, sign);
            squares.Enter(weighed * weighed, sign);
            evidence.Enter(item.Weight * decay, sign);
        }
    }
}
