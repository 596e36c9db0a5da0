using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Opening a relationship, and inviting the other side into it.</summary>
public sealed partial class Seat
{
    private static readonly TimeSpan InvitationStands = TimeSpan.FromDays(30);

    /// <summary>Opens a relationship with an organization that is not here yet, or finds the one there is.</summary>
    /// <exception cref="ArgumentException">The two would be one: they share a domain or an address.</exception>
    public async Task<Relationship> OpenRelationshipAsync(string theirName, Core.Evidence.Party theirs, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        var relationship = await rooms.Evidence.OpenAsync(
            new("", Core.Evidence.Party.Nobody, theirName, theirs) { Us = viewer.Organization }, ct);
        rooms.Bell.Ring(relationship.Id); // it is in the list at once
        return relationship;
    }

    public async Task<IReadOnlyList<Invitation>> InvitationsAsync(RelationshipId id, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        return await rooms.Invitations.InvitationsAsync(viewer, id, ct);
    }

    /// <summary>Invites one address, once; an invitation that was open before leads nowhere from then on.</summary>
    /// <param name="drafts">The own drafts it shows, and that become entries when the other side joins.</param>
    /// <returns>The link, known to nobody but the receiver of the letter; <c>null</c> out of scope or when the other side is here.</returns>
    public async Task<InvitationLink?> InviteAsync(
        RelationshipId id, string address, string language, string message, IReadOnlyCollection<EntryId> drafts, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        var (token, now) = (Token.New(), rooms.Time.GetUtcNow());
        var invitation = new NewInvitation(
            Guid.CreateVersion7(now), token.Digest(), address.Trim(), language, message.Trim(), drafts, now, now + InvitationStands);
        return await rooms.Invitations.InviteAsync(viewer, id, invitation, ct) ? new InvitationLink(id, token) : null;
    }

    public async Task<bool> RevokeInvitationAsync(RelationshipId id, Guid invitation, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        return await rooms.Invitations.RevokeAsync(viewer, id, invitation, rooms.Time.GetUtcNow(), ct);
    }
}
