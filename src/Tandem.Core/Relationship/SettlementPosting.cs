using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>A settlement in force: the drift begins anew.</summary>
/// <param name="Worth">In the yardstick.</param>
public sealed record SettlementPosting(DateTimeOffset At, string Period, Side From, double Worth) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Settlements, matter, this, sign);
}
