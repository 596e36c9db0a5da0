using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Everything a seat works with: wired once by the program, the same for all viewers.</summary>
public sealed class Rooms(
    IEvidenceStore evidence, ILedgerStore ledgers, IDraftStore drafts, IPeopleStore people, INoteStore notes, LedgerDesk desk, TimeProvider time)
{
    public IEvidenceStore Evidence => evidence;

    public ILedgerStore Ledgers => ledgers;

    public IDraftStore Drafts => drafts;

    public IPeopleStore People => people;

    public INoteStore Notes => notes;

    public LedgerDesk Desk => desk;

    public TimeProvider Time => time;

    public LedgerShelf Shelf { get; } = new(ledgers, drafts, evidence);

    /// <summary>The relationships whose records are being verified.</summary>
    internal System.Collections.Concurrent.ConcurrentDictionary<Core.Vocabulary.RelationshipId, bool> Verifying { get; } = [];

    public ReadingCache Mail { get; } = new(time);
}
