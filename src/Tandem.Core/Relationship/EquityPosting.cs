using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>What an amount is in equity: one of the three inputs, or a reward.</summary>
public enum EquityPart
{
    Contribution,
    Investment,
    Risk,
    Reward,
}

/// <summary>An input or reward of a side: in the year's figure while it is young, in its quarter's for good. measures.md 6.</summary>
/// <param name="Weighed">Amount x attestation.</param>
/// <param name="Quarter"><c>null</c> for a settlement: it would itself look like drift (rule R15).</param>
public sealed record EquityPosting(
    Side Side, EquityPart Part, double Weighed, double Weight, Quarter? Quarter, bool IsInWindow) : Posting
{
    public const double WindowDays = 365;

    /// <summary>Also of what counts nothing now: the quarter it lies in is still one that the drift passes.</summary>
    internal static void Post(Digest digest, Side side, EquityPart part, double amount, double weight, DateTimeOffset at, bool isSettlement = false)
    {
        digest.Post(new EquityPosting(
            side, part, amount * weight, weight, isSettlement ? null : Vocabulary.Quarter.Of(at), digest.IsWithin(at, WindowDays)));
    }

    internal override void Enter(Books books, Matter matter, int sign) => books.Equity.Enter(this, sign);
}
