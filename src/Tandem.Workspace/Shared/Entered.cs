using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Shared;

/// <summary>What became of a <see cref="NewEntry"/>.</summary>
public abstract record Entered
{
    private Entered()
    {
    }

    /// <summary>It stands in the shared record as number <paramref name="Sequence"/>.</summary>
    /// <param name="WasThere">An earlier request with the same idempotency key wrote it.</param>
    public sealed record Sealed(EntryId Id, long Sequence, SignedCheckpoint? Checkpoint, bool WasThere) : Entered;

    /// <summary>The other side has not joined: it is kept as a draft of the own side.</summary>
    public sealed record Drafted(EntryId Id) : Entered;

    public sealed record Refused(Refusal Refusal) : Entered;

    /// <summary>Nobody confirms or signs for an organization that has not shown that a domain is its own.</summary>
    public sealed record NeedsDomain : Entered;

    /// <summary>There are as many drafts as there may be.</summary>
    public sealed record TooMany : Entered;
}
