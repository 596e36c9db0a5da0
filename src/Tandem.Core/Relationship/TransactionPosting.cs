namespace Tandem.Core.Relationship;

/// <summary>A transaction of the last half year.</summary>
public sealed record TransactionPosting : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Transactions += sign;
}
