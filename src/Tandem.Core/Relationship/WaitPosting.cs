using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>How a wait ended, if it did.</summary>
public enum WaitState
{
    Answered,
    Withdrawn,
    Open,

    /// <summary>It was disclosed in a summary of mail, with its length.</summary>
    Summary,
}

/// <summary>A request of the last 180 days, as a wait that one side owes the other.</summary>
public sealed record WaitPosting(Side OwedBy, DateTimeOffset Opened, DateTimeOffset? Closed, WaitState State, DateTimeOffset? Due) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Waits, matter, this, sign);
}

/// <summary>The waits of a mail summary of the last 180 days.</summary>
public sealed record SummaryPosting(Summary Summary, Side EnteredBy, bool IsAcknowledged) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Summaries, matter, this, sign);
}
