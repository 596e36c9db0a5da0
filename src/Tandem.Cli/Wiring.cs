using Tandem.Sources.Mail;
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
    /// <param name="uploads">Where files that are brought in lie while they are read.</param>
    public static Rooms RoomsOf(
        TandemStore store, LedgerDesk desk, TimeProvider time, IEvidenceStore? evidence = null, string? uploads = null) => new()
        {
            Evidence = evidence ?? store.Evidence,
            Ledgers = store.Ledgers,
            Heads = store.Heads,
            Drafts = store.Drafts,
            People = store.People,
            Notes = store.Notes,
            Invitations = store.Invitations,
            Portfolios = store.Portfolios,
            Pulses = store.Pulses,
            Desk = desk,
            Time = time,
            SampleLedger = Path.Combine(AppContext.BaseDirectory, "samples", "ledger.ndjson") is var sample && File.Exists(sample) ? sample : null,
            Mailboxes = new MailReader(),
            UploadFolder = uploads ?? Path.Combine(Path.GetTempPath(), "tandem-uploads"),
        };
}
