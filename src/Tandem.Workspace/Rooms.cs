using System.Collections.Concurrent;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Everything a seat works with: wired once by the program, the same for all viewers.</summary>
public sealed class Rooms
{
    private readonly Lazy<Totals> totals;
    private readonly Lazy<LedgerShelf> shelf;
    private readonly Lazy<ReadingCache> mail;
    private readonly LedgerDesk desk = null!;

    public Rooms()
    {
        totals = new(() => new(Portfolios!, Bell, Time!));
        shelf = new(() => new(Heads!, Ledgers!, Drafts!, Evidence!));
        mail = new(() => new(Time!));
    }

    public required IEvidenceStore Evidence { get; init; }

    public required ILedgerStore Ledgers { get; init; }

    public required IHeadStore Heads { get; init; }

    public required IDraftStore Drafts { get; init; }

    public required IPeopleStore People { get; init; }

    public required INoteStore Notes { get; init; }

    public required IInvitationStore Invitations { get; init; }

    public required IPortfolioStore Portfolios { get; init; }

    public required IPulseStore Pulses { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Every ledger that grows here rings the <see cref="Bell"/>.</summary>
    public required LedgerDesk Desk
    {
        get => desk;
        init
        {
            desk = value;
            desk.Grown += (id, _) => Bell.Ring(id);
        }
    }

    /// <summary>Reads mailboxes; <c>null</c> where none can be brought in.</summary>
    public IMailSource? Mailboxes { get; init; }

    /// <summary>Where files that are brought in lie while they are read.</summary>
    public string UploadFolder { get; init; } = Path.Combine(Path.GetTempPath(), "tandem-uploads");

    /// <summary>The ledger of the sample; <c>null</c> where the program came without one.</summary>
    public string? SampleLedger { get; init; }

    public Bell Bell { get; } = new();

    public Totals Totals => totals.Value;

    public LedgerShelf Shelf => shelf.Value;

    public ReadingCache Mail => mail.Value;

    public PrivateReads PrivateReads { get; } = new();

    internal RecordsSeen Seen { get; } = new();

    /// <summary>Two clicks make one sample.</summary>
    internal SemaphoreSlim SampleGate { get; } = new(1);

    /// <summary>The relationships whose records are being verified.</summary>
    internal ConcurrentDictionary<RelationshipId, bool> Verifying { get; } = [];
}
