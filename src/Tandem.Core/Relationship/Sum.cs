namespace Tandem.Core.Relationship;

/// <summary>
/// A running sum that forgets nothing: twice the digits of a double (Dekker 1971, Knuth's two-sum), so that what was put in
/// can be taken out again and leaves the sum as if it had never been there. <c>default</c> is zero.
/// </summary>
public struct Sum
{
    private double high;
    private double low;

    public readonly double Value => high + low;

    public void Add(double amount)
    {
        var sum = high + amount;
        var rounded = sum - high;
        var error = (high - (sum - rounded)) + (amount - rounded) + low;
        high = sum + error;
        low = error - (high - sum);
    }
}
