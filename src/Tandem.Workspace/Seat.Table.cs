using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>What every page of a relationship shows at its head, and the folded ledger beneath it.</summary>
public sealed partial class Seat
{
    /// <summary>What stands at the head of every page of a relationship; <c>null</c> out of scope.</summary>
    public async Task<TableHead?> HeadAsync(RelationshipId id, CancellationToken ct) =>
        (await OpenTableAsync(id, static (_, _) => 0, isPrivate: false, ct))?.Head;

    /// <summary>The head of a page together with what the page reads of the folded ledger: one reading for both.</summary>
    public Task<(TableHead Head, T Read)?> TableAsync<T>(RelationshipId id, Func<TableHead, ReadLedger, T> read, CancellationToken ct) =>
        OpenTableAsync(id, read, isPrivate: true, ct);

    /// <param name="isPrivate">More than the head is handed out: what is the own side's alone with it.</param>
    private async Task<(TableHead Head, T Read)?> OpenTableAsync<T>(
        RelationshipId id, Func<TableHead, ReadLedger, T> read, bool isPrivate, CancellationToken ct)
    {
        if (await rooms.Heads.FindAsync(viewer, id, ct) is not { Relationship: var relationship } opened)
        {
            return null;
        }

        var isBroken = await IsBrokenAsync(id, opened.Head.Size, ct);
        if (isPrivate)
        {
            await AuditPrivateReadAsync(id);
        }

        return await rooms.Shelf.OwnAsync(viewer, opened, rooms.Time.GetUtcNow(), ledger =>
        {
            var head = new TableHead(
                relationship, relationship.SideOf(viewer), ledger.At, ledger.Course.Label, ledger.Course.Since,
                ledger.Course.Chronicle.Books.Charters.Count, SignedAt(ledger.Course.Chronicle), opened.Head.Size, ledger.Drafts)
            {
                Record = opened.Head,
                IsBroken = isBroken,
            };
            return (head, read(head, ledger));
        }, ct);
    }

    /// <summary>Reads what both sides share. The folded ledger is the reader's only while <paramref name="read"/> runs.</summary>
    public Task<T?> ReadSharedAsync<T>(Relationship relationship, Func<ReadLedger, T> read, CancellationToken ct) =>
        rooms.Shelf.SharedAsync(viewer, relationship.Id, rooms.Time.GetUtcNow(), read, ct);

    /// <summary>
    /// Reads what this side has: the shared record and, while the other side has not joined, its own drafts; what its mail says of
    /// waits comes on top. It is private as soon as it rests on either (<see cref="ReadLedger.IsOnlyUs"/>).
    /// </summary>
    public async Task<T?> ReadOwnAsync<T>(Relationship relationship, Func<ReadLedger, T> read, CancellationToken ct)
    {
        await AuditPrivateReadAsync(relationship.Id);
        return await rooms.Shelf.OwnAsync(viewer, relationship.Id, rooms.Time.GetUtcNow(), read, ct);
    }

    /// <summary>When the charter in force was signed by the side that had not proposed it.</summary>
    private static DateTimeOffset? SignedAt(Core.Relationship.Chronicle chronicle) =>
        chronicle.Books.Charters is { Count: > 0 and var count } charters
        ? chronicle.Matters[(int)charters.GetKeyAtIndex(count - 1) - 1].Recorded
        : null;
}

/// <param name="Us">The viewer's own side: it stands first on every page.</param>
/// <param name="At">The instant of the reading.</param>
/// <param name="Since">The Monday from which on the standing is what it is.</param>
/// <param name="CharterVersion">How many charters came into force; 0 for none.</param>
/// <param name="Entries">How many entries the shared record has.</param>
/// <param name="Drafts">How many drafts of the own side the reading rests on.</param>
public sealed record TableHead(
    Relationship Relationship, Side Us, DateTimeOffset At, StandingLabel Standing, DateTimeOffset? Since, int CharterVersion,
    DateTimeOffset? CharterAt, long Entries, int Drafts)
{
    /// <summary>What holds after the last entry.</summary>
    public RecordHead Record { get; init; } = RecordHead.Empty;

    /// <summary>Whether the record does not go on from what was shown to this side before.</summary>
    public bool IsBroken { get; init; }

    public Side Them => Us.Other;

    public string OurName => Relationship.Sides[Us].Name;

    public string TheirName => Relationship.Sides[Them].Name;

    public bool IsShared => Relationship.IsShared;

    /// <summary>As in <c>/r/3f…</c>.</summary>
    public string Url => $"/r/{Relationship.Id}";
}
