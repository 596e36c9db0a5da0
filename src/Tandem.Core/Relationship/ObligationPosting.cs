using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>An open commitment's worth; it never fades and is never pooled with the balance (rule R11).</summary>
public sealed record ObligationPosting(Side By, double Worth, double Weight, DateTimeOffset Due, bool IsOverdue) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Obligations[By].Enter(Worth * Weight, sign);
}
