using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Everything a seat works with: wired once by the program, the same for all viewers.</summary>
public sealed class Rooms(
    IEvidenceStore evidence, ILedgerStore ledgers, IDraftStore drafts, IPeopleStore people, IInvitationStore invitations,
    IPortfolioStore portfolios, LedgerDesk desk, TimeProvider time)
{
    private Totals? totals;

    /// <summary>Rings for every ledger that grows at the desk, too.</summary>
    public Bell Bell { get; } = BellOf(desk);

    public IEvidenceStore Evidence => evidence;

    public ILedgerStore Ledgers => ledgers;

    public IDraftStore Drafts => drafts;

    public IPeopleStore People => people;

    public IInvitationStore Invitations => invitations;

    public IPortfolioStore Portfolios => portfolios;

    public LedgerDesk Desk => desk;

    public TimeProvider Time => time;

    public Totals Totals => totals ??= new(portfolios, Bell, time);

    public LedgerShelf Shelf { get; } = new(ledgers, drafts, evidence);

    public People.PrivateReads PrivateReads { get; } = new();

    public ReadingCache Mail { get; } = new(time);

    private static Bell BellOf(LedgerDesk desk)
    {
        var bell = new Bell();
        desk.Grown += (id, _) => bell.Ring(id);
        return bell;
    }
}
