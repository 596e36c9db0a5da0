using Tandem.Core.Facts;
using Tandem.Core.Vocabulary;

namespace Tandem.Core.Relationship;

/// <summary>Something that shows commitment in the last half year (rule R14).</summary>
public sealed record CommittedPosting(Side Side) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.AddCommitted(Side, sign);
}

/// <summary>A transaction of the last half year.</summary>
public sealed record TransactionPosting : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Transactions += sign;
}

/// <summary>A major incident, acknowledged, more than 14 days and at most a year old, neither repaired nor forgiven (rule C4).</summary>
public sealed record SeverePosting : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.SevereIncidents += sign;
}

/// <summary>An open commitment's worth; it never fades and is never pooled with the balance (rule R11).</summary>
public sealed record ObligationPosting(Side By, double Worth, double Weight, DateTimeOffset Due, bool IsOverdue) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => books.Obligations[By].Enter(Worth * Weight, sign);
}

/// <summary>One side's answers in a pulse round; the latest round of a side counts (rule R18).</summary>
public sealed record PulsePosting(Pulse Pulse) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Pulses[Pulse.Side], matter, Pulse, sign);
}

/// <summary>A settlement in force: the drift begins anew.</summary>
public sealed record SettlementPosting(DateTimeOffset At) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign) => Books.Note(books.Settlements, matter, At, sign);
}

/// <summary>A charter signed by both; the one signed last governs.</summary>
public sealed record CharterPosting(long SignedBy) : Posting
{
    internal override void Enter(Books books, Matter matter, int sign)
    {
        _ = sign > 0 ? books.Charters.TryAdd(SignedBy, matter) : books.Charters.Remove(SignedBy);
    }
}
