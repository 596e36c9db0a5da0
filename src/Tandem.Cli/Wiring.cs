using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Cli;

/// <summary>What belongs together, put together in one place.</summary>
public static class Wiring
{
    /// <summary>The rooms of a workspace over its store.</summary>
    /// <param name="evidence">Another home of evidence than the store's.</param>
    public static Rooms RoomsOf(TandemStore store, LedgerDesk desk, TimeProvider time, IEvidenceStore? evidence = null) => new()
    {
        Evidence = evidence ?? store.Evidence,
        Ledgers = store.Ledgers,
        Drafts = store.Drafts,
        People = store.People,
        Notes = store.Notes,
        Invitations = store.Invitations,
        Portfolios = store.Portfolios,
        Pulses = store.Pulses,
        Desk = desk,
        Time = time,
    };
}
