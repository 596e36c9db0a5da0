using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What a side put in and got out in a period, in the yardstick.</summary>
public sealed class EquityAccount
{
    private static readonly int Parts = Enum.GetValues<EquityPart>().Length;

    private readonly Sum[] sums = new Sum[Parts];
    private readonly Sum[] squares = new Sum[Parts];
    private readonly Sum[] weights = new Sum[Parts];
    private int count;

    public bool IsEmpty => count == 0;

    public double this[EquityPart part] => sums[(int)part].Value;

    /// <summary>The sum of the squares, for Kish's effective number.</summary>
    public double Squares(EquityPart part) => squares[(int)part].Value;

    /// <summary>The attested number of items.</summary>
    public double Evidence(EquityPart part) => weights[(int)part].Value;

    internal void Enter(EquityPosting posting, int sign)
    {
        var part = (int)posting.Part;
        sums[part].Enter(posting.Weighed, sign);
        squares[part].Enter(posting.Weighed * posting.Weighed, sign);
        weights[part].Enter(posting.Weight, sign);
        count += sign;
    }
}

/// <summary>Inputs and rewards of both sides: of the last 365 days, and by calendar quarter.</summary>
public sealed class EquityBook
{
    private readonly SortedDictionary<Quarter, Sides<EquityAccount>> quarters = [];

    public Sides<EquityAccount> Year { get; } = new(new(), new());

    public IReadOnlyDictionary<Quarter, Sides<EquityAccount>> Quarters => quarters;

    internal void Enter(EquityPosting posting, int sign)
    {
        if (posting.IsInWindow)
        {
            Year[posting.Side].Enter(posting, sign);
        }

        if (posting.Quarter is not { } quarter)
        {
            return;
        }

        if (!quarters.TryGetValue(quarter, out var accounts))
        {
            quarters.Add(quarter, accounts = new(new(), new()));
        }

        accounts[posting.Side].Enter(posting, sign);
        if (accounts is { A.IsEmpty: true, B.IsEmpty: true })
        {
            _ = quarters.Remove(quarter);
        }
    }
}
