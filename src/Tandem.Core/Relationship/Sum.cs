namespace Tandem.Core.Relationship;

/// <summary>
/// A running sum with three times the digits of a double (Knuth's two-sum in a cascade; Ogita, Rump and Oishi 2005), so that what
/// was put in can be taken out again and the rest is as if it had never been there; with nothing left in it, it is exactly
/// zero. <c>default</c> is zero.
/// </summary>
public struct Sum
{
    private double high;
    private double middle;
    private double low;
    private int items;

    public readonly double Value => high + (middle + low);

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
            (high, middle, low) = (0, 0, 0);
            return;
        }

        low += Add(ref middle, Add(ref high, sign * amount));
    }

    /// <summary>Adds, and returns what rounding lost.</summary>
    private static double Add(ref double sum, double amount)
    {
        var (before, after) = (sum, sum + amount);
        var rounded = after - before;
        sum = after;
        return (before - (after - rounded)) + (amount - rounded);
    }
}
