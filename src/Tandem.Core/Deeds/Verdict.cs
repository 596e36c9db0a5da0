using Tandem.Core.Ledger;

namespace Tandem.Core.Deeds;

/// <summary>Whether a statement may be written into the ledger.</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <param name="Statement">As it is to be written: an agreement knows now what it says.</param>
    public sealed record Accepted(Statement Statement) : Verdict;

    public sealed record Refused(Refusal Refusal) : Verdict;
}
