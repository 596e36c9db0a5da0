using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Known risks that were moved from one side to the other; they do not fade. measures.md 3, rule R20.</summary>
public sealed class ShiftBook
{
    private readonly Sum[] unconsented = new Sum[2];
    private Sum known;

    public double Known => known.Value;

    /// <summary>Moved onto a side that did not consent.</summary>
    public Sides<double> UnconsentedOnto => new(unconsented[0].Value, unconsented[1].Value);

    internal void Enter(ShiftPosting shift, int sign)
    {
        var moved = shift.Amount * shift.Weight;
        known.Enter(moved, sign);
        if (!shift.IsConsented)
        {
            unconsented[(int)shift.To].Enter(moved, sign);
        }
    }
}
