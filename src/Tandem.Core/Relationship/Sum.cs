namespace Tandem.Core.Relationship;

/// <summary>
/// A running sum that forgets nothing: twice the digits of a double (Dekker 1971, Knuth's two-sum), so that what was put in
/// can be taken out again and leaves the sum as if it had never been there; with nothing left in it, it is exactly zero.
/// <c>default</c> is zero.
/// </summary>
public struct Sum
{
    private double high;
    private double low;
    private int items;

    public readonly double Value => high + low;

    /// <param name="amount">The very number that was put in, when it is taken out.</param>
    /// <param name="sign">1 to put it in, -1 to take it out.</param>
    public void Enter(double amount, int sign)
    {
        if (amount == 0)
        {
            return;
        }

        items += sign;
        if (items == 0)
        {
            (high, low) = (0, 0);
            return;
        }

        var signed = sign * amount;
        var sum = high + signed;
        var rounded = sum - high;
        var error = (high - (sum - rounded)) + (signed - rounded) + low;
        high = sum + error;
        low = error - (high - sum);
    }
}
