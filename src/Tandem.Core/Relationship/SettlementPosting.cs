namespace Tandem.Core.Relationship;

/// <summary>A settlement in force: the drift begins anew.</summary>
public sealed record SettlementPosting(DateTimeOffset At) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Settlements, matter, At, sign);
}
