using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Invitations to the other side. An invitation is found by the digest of its token, and only the person whose address it names
/// may read what it shows.
/// </summary>
public interface IInvitationStore
{
    /// <summary>Keeps an invitation and marks the drafts it shows; one that was open before is revoked.</summary>
    /// <returns><c>false</c> out of scope, or where the other side has joined.</returns>
    Task<bool> InviteAsync(Viewer viewer, RelationshipId id, NewInvitation invitation, CancellationToken ct);

    /// <summary>The invitations of the viewer's side, the newest first; none out of scope.</summary>
    Task<IReadOnlyList<Invitation>> InvitationsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>Takes an open invitation back: its link leads nowhere from then on.</summary>
    Task<bool> RevokeAsync(Viewer viewer, RelationshipId id, Guid invitation, DateTimeOffset now, CancellationToken ct);

    /// <summary>Notes that it was sent once more; <c>false</c> where it was before.</summary>
    Task<bool> RemindAsync(Viewer viewer, RelationshipId id, Guid invitation, DateTimeOffset now, CancellationToken ct);

    /// <summary>What a link leads to, whoever asks; <c>null</c> where it leads nowhere.</summary>
    Task<InvitedTo?> FindAsync(RelationshipId id, ReadOnlyMemory<byte> digest, CancellationToken ct);

    /// <summary>Notes that the invited person has read it, or will not join.</summary>
    Task MarkAsync(RelationshipId id, Guid invitation, bool isDeclined, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Joins for an organization, once: one of the person's own, or the one that was made up for them, which becomes theirs under the
    /// name they give.
    /// </summary>
    /// <param name="newName">The name of the organization where it is a new one.</param>
    /// <returns>The viewer of the person there; <c>null</c> where the invitation is used, expired or revoked, or the organization is
    /// the inviting one or not the person's to bind.</returns>
    Task<Viewer?> JoinAsync(
        RelationshipId id, ReadOnlyMemory<byte> digest, AccountId account, OrganizationId? organization, string newName, DateTimeOffset now,
        CancellationToken ct);
}

/// <param name="Digest">SHA-256 of the token in the link.</param>
/// <param name="Drafts">The own drafts that it shows and that become entries when the other side joins.</param>
/// <param name="Message">A word to the invited person; may be empty.</param>
public sealed record NewInvitation(
    Guid Id, ReadOnlyMemory<byte> Digest, string Address, string Language, string Message, IReadOnlyCollection<EntryId> Drafts,
    DateTimeOffset MadeAt, DateTimeOffset ExpiresAt);

/// <summary>An invitation as the inviting side sees it.</summary>
public sealed record Invitation(
    Guid Id, string Address, string Language, string Message, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? RemindedAt,
    DateTimeOffset? ReadAt, DateTimeOffset? UsedAt, DateTimeOffset? DeclinedAt, DateTimeOffset? RevokedAt)
{
    public bool IsOpenAt(DateTimeOffset now) => UsedAt is null && RevokedAt is null && DeclinedAt is null && ExpiresAt > now;
}

/// <summary>What a link leads to.</summary>
/// <param name="Side">The side that is invited.</param>
/// <param name="InvitedBy">Who sent it; <c>null</c> for the person at a machine without accounts.</param>
/// <param name="Drafts">What the inviting side proposes for the record.</param>
/// <param name="Messages">How many messages of mail the inviting side keeps that touch the other.</param>
/// <param name="Addresses">How many addresses of the invited side it knows from them.</param>
public sealed record InvitedTo(
    Relationship Relationship, Side Side, Invitation Invitation, AccountId? InvitedBy, ImmutableArray<Draft> Drafts, long Messages, long Addresses);
