using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>One contribution or risk on a pan.</summary>
internal readonly record struct PanMember(double Amount, double Weight, DateTimeOffset At, long Sequence);

/// <summary>The two pans of a balance at an instant: what each holds, and how much evidence that is.</summary>
/// <param name="Squares">The sum of the squared items, for Kish's effective number.</param>
/// <param name="Evidence">The attested and faded number of items.</param>
public readonly record struct PanSums(double A, double B, double Squares, double Evidence);

/// <summary>The two pans of a balance, fading over a year.</summary>
public sealed class PanBook(Fading fading)
{
    private readonly Dictionary<GroupKey, PanGroup> groups = [];
    private readonly Dictionary<GroupKey, List<PanMember>> contested = [];
    private Sum a;
    private Sum b;
    private Sum squares;
    private Sum evidence;

    public PanSums At(DateTimeOffset now) => Faded(new(a.Value, b.Value, squares.Value, evidence.Value), now);

    /// <summary>With every disputed entry counted in full.</summary>
    public PanSums UpheldAt(DateTimeOffset now)
    {
        var sums = new PanSums(a.Value, b.Value, squares.Value, evidence.Value);
        foreach (var (key, members) in contested)
        {
            var present = groups.GetValueOrDefault(key);
            var upheld = present?.With(members) ?? PanGroup.Of(members);
            sums = Moved(Moved(sums, key.Side, present?.Item ?? default, -1), key.Side, upheld.Item, 1);
        }

        return Faded(sums, now);
    }

    internal void Enter(GroupKey key, PanMember member, int sign)
    {
        if (key.Project is null)
        {
            Put(key.Side, PanItem.Of(member), sign);
            return;
        }

        var group = groups.GetValueOrDefault(key);
        if (group is null)
        {
            groups.Add(key, group = new());
        }
        else
        {
            Put(key.Side, group.Item, -1);
        }

        group.Enter(member, sign);
        if (group.IsEmpty)
        {
            _ = groups.Remove(key);
            return;
        }

        Put(key.Side, group.Item, 1);
    }

    /// <summary>A disputed entry: on no pan, unless it were upheld.</summary>
    internal void Contest(GroupKey key, PanMember member, int sign)
    {
        if (sign > 0)
        {
            if (!contested.TryGetValue(key, out var members))
            {
                contested.Add(key, members = []);
            }

            members.Add(member);
            return;
        }

        _ = contested[key].Remove(member);
        if (contested[key].Count == 0)
        {
            _ = contested.Remove(key);
        }
    }

    /// <summary>An item that no group takes in, and that counts as evidence whatever it is worth.</summary>
    internal void EnterOne(Side side, double amount, double weight, DateTimeOffset at, int sign) =>
        Put(side, new(amount, weight, at), sign);

    private void Put(Side side, PanItem item, int sign)
    {
        var decay = fading.AsOfAnchor(item.At);
        var weighed = item.Amount * item.Weight * decay;
        (side == Side.A ? ref a : ref b).Enter(weighed, sign);
        squares.Enter(weighed * weighed, sign);
        evidence.Enter(item.Weight * decay, sign);
    }

    private PanSums Moved(PanSums sums, Side side, PanItem item, int sign)
    {
        var decay = fading.AsOfAnchor(item.At);
        var weighed = sign * item.Amount * item.Weight * decay;
        return new(
            sums.A + (side == Side.A ? weighed : 0), sums.B + (side == Side.B ? weighed : 0),
            sums.Squares + (weighed * weighed * sign), sums.Evidence + (sign * item.Weight * decay));
    }

    private PanSums Faded(PanSums sums, DateTimeOffset now)
    {
        var factor = fading.Now(now);
        return new(sums.A * factor, sums.B * factor, sums.Squares * factor * factor, sums.Evidence * factor);
    }
}
