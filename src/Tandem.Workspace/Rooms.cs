using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Everything a seat works with: wired once by the program, the same for all viewers.</summary>
public sealed class Rooms(
    IEvidenceStore evidence, ILedgerStore ledgers, IDraftStore drafts, IPeopleStore people, IPulseStore pulses, LedgerDesk desk, TimeProvider time)
{
    public IEvidenceStore Evidence => evidence;

    public ILedgerStore Ledgers => ledgers;

    public IDraftStore Drafts => drafts;

    public IPeopleStore People => people;

    public IPulseStore Pulses => pulses;

    public LedgerDesk Desk => desk;

    public TimeProvider Time => time;

    public LedgerShelf Shelf { get; } = new(ledgers, drafts, evidence);

    public ReadingCache Mail { get; } = new(time);
}
