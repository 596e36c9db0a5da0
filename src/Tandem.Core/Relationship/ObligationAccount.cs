namespace Tandem.Core.Relationship;

/// <summary>What a side still owes by its open commitments, in the yardstick.</summary>
public sealed class ObligationAccount
{
    private Sum open;

    public double Open => open.Value;

    internal void Enter(double worth, int sign) => open.Enter(worth, sign);
}
