using System.Text.Json;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>
/// For somebody who was invited and has no seat yet: what is recorded about their organization, shown to them alone, and the way
/// in. The link is not enough: the address it was sent to must be confirmed as theirs.
/// </summary>
public sealed class Reception(Rooms rooms)
{
    /// <summary>What a link leads to for this person.</summary>
    public async Task<Welcomed> ReadAsync(InvitationLink link, AccountId account, string confirmedAddress, CancellationToken ct)
    {
        _ = account;
        var now = rooms.Time.GetUtcNow();
        if (await rooms.Invitations.FindAsync(link.Relationship, link.Token.Digest(), ct) is not { } invited || !invited.Invitation.IsOpenAt(now))
        {
            return new Welcomed.Nowhere();
        }

        if (!IsSame(invited.Invitation.Address, confirmedAddress))
        {
            return new Welcomed.AnotherAddress();
        }

        await rooms.Invitations.MarkAsync(link.Relationship, invited.Invitation.Id, isDeclined: false, now, ct);
        var entries = new List<JsonElement>();
        var inviting = new Viewer(invited.Relationship.Sides[invited.Side.Other].Id);
        await foreach (var entry in rooms.Ledgers.ReadAsync(inviting, link.Relationship, 1, ct))
        {
            entries.Add(ProposedLine.Of(entry));
        }

        return new Welcomed.Here(invited, entries, [.. invited.Drafts.Select(draft => ProposedLine.Of(draft.Line))]);
    }

    /// <summary>Joins, once; what was proposed becomes entries of the inviting side.</summary>
    /// <returns>The viewer of the person; <c>null</c> where the link leads nowhere for them.</returns>
    public async Task<Viewer?> JoinAsync(
        InvitationLink link, AccountId account, string confirmedAddress, OrganizationId? organization, string newName, CancellationToken ct)
    {
        if (await ReadAsync(link, account, confirmedAddress, ct) is not Welcomed.Here { Invited: var invited })
        {
            return null;
        }

        var now = rooms.Time.GetUtcNow();
        var viewer = await rooms.Invitations.JoinAsync(link.Relationship, link.Token.Digest(), account, organization, newName, now, ct);
        if (viewer is not null)
        {
            await EnterProposedAsync(invited, ct);
            rooms.Bell.Ring(link.Relationship);
        }

        return viewer;
    }

    public async Task<bool> DeclineAsync(InvitationLink link, AccountId account, string confirmedAddress, CancellationToken ct)
    {
        if (await ReadAsync(link, account, confirmedAddress, ct) is not Welcomed.Here { Invited: var invited })
        {
            return false;
        }

        await rooms.Invitations.MarkAsync(link.Relationship, invited.Invitation.Id, isDeclined: true, rooms.Time.GetUtcNow(), ct);
        return true;
    }

    /// <summary>
    /// What was shown is what is entered, by those who wrote it; a charter only if their organization has shown a domain by then. A
    /// process that dies in between leaves drafts, which their side proposes by hand: their keys keep them from being entered twice.
    /// </summary>
    private async Task EnterProposedAsync(InvitedTo invited, CancellationToken ct)
    {
        var inviting = new Viewer(invited.Relationship.Sides[invited.Side.Other].Id, Role.Owner, invited.InvitedBy);
        _ = await new Seat(inviting, rooms).ProposeDraftsAsync(invited.Relationship.Id, [.. invited.Drafts.Select(draft => draft.Id)], ct);
    }

    private static bool IsSame(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>What an invitation's link leads to for somebody.</summary>
public abstract record Welcomed
{
    private Welcomed()
    {
    }

    /// <summary>There is no such invitation, or it is used, expired or taken back: nobody is told which.</summary>
    public sealed record Nowhere : Welcomed;

    /// <summary>It was sent to another address than the one this person has confirmed.</summary>
    public sealed record AnotherAddress : Welcomed;

    /// <param name="Recorded">The entries that stand in the record already, as lines.</param>
    /// <param name="Proposed">What the inviting side proposes for it, as lines.</param>
    public sealed record Here(InvitedTo Invited, IReadOnlyList<JsonElement> Recorded, IReadOnlyList<JsonElement> Proposed) : Welcomed;
}
