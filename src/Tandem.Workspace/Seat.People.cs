using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;

namespace Tandem.Workspace;

/// <summary>Members of the organization, and what is told of access.</summary>
public sealed partial class Seat
{
    /// <summary>From where the viewer acts, for the audit log.</summary>
    public string From { get; init; } = "";

    /// <summary>The key a program acts with.</summary>
    public Guid? Key { get; init; }

    /// <summary>Writes into the audit log what was done. The detail is a few words of ours: never what people wrote.</summary>
    public Task AuditAsync(string what, RelationshipId? about, string detail, CancellationToken ct)
    {
        var now = rooms.Time.GetUtcNow();
        return rooms.People.WriteAuditAsync(
            new(Guid.CreateVersion7(now), now, viewer.Organization, viewer.Account, what, about, detail, From) { Key = Key }, ct);
    }

    /// <summary>
    /// Tells, at most once an hour, that somebody looked at what their side keeps for itself of a relationship. It is told before
    /// they see it, and also of a request that is broken off: a broken one may have been answered.
    /// </summary>
    public async Task AuditPrivateReadAsync(RelationshipId about)
    {
        var now = rooms.Time.GetUtcNow();
        if (!viewer.IsSharedOnly && rooms.PrivateReads.IsNew(viewer, Key, about, now))
        {
            await AuditAsync(AuditCode.PrivateRead, about, "", CancellationToken.None);
            rooms.PrivateReads.Tell(viewer, Key, about, now);
        }
    }

    /// <summary>Tells that texts of the shared record were erased for good: how many, never which.</summary>
    public Task AuditErasureAsync(RelationshipId about, int texts, CancellationToken ct) => viewer.Account is null ? Task.CompletedTask
        : AuditAsync(AuditCode.Erased, about, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"texts: {texts}"), ct);

    public Task<ImmutableArray<Member>> MembersAsync(CancellationToken ct) => rooms.People.MembersAsync(viewer, ct);

    public Task<ImmutableArray<MemberInvitation>> MemberInvitationsAsync(CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        return rooms.People.MemberInvitationsAsync(viewer, rooms.Time.GetUtcNow(), ct);
    }

    /// <returns>The token for the link; <c>null</c> when there are too many open invitations.</returns>
    public async Task<Token?> InviteMemberAsync(string address, Role role, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var (token, now) = (Token.New(), rooms.Time.GetUtcNow());
        if (!await rooms.People.InviteMemberAsync(viewer, token, address, role, now, now + MemberInvitation.Age, ct))
        {
            return null;
        }

        await AuditAsync(AuditCode.MemberInvited, null, $"{address}: {role}", ct);
        return token;
    }

    public async Task<bool> RevokeInvitationAsync(string id, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var isDone = await rooms.People.RevokeInvitationAsync(viewer, id, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(isDone, AuditCode.InvitationRevoked, "", ct);
        return isDone;
    }

    public async Task<MemberChange> SetRoleAsync(string pseudonym, Role role, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var change = await rooms.People.SetRoleAsync(viewer, pseudonym, role, ct);
        await AuditIfAsync(change == MemberChange.Done, AuditCode.RoleChanged, $"{pseudonym}: {role}", ct);
        return change;
    }

    public async Task<MemberChange> RemoveMemberAsync(string pseudonym, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        var change = await rooms.People.RemoveMemberAsync(viewer, pseudonym, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(change == MemberChange.Done, AuditCode.MemberRemoved, pseudonym, ct);
        return change;
    }

    /// <summary>Everybody may go, except the last who can administer.</summary>
    public async Task<MemberChange> LeaveAsync(CancellationToken ct)
    {
        var change = await rooms.People.RemoveMemberAsync(viewer, viewer.Pseudonym, rooms.Time.GetUtcNow(), ct);
        await AuditIfAsync(change == MemberChange.Done, AuditCode.MemberLeft, viewer.Pseudonym, ct);
        return change;
    }

    /// <summary>Lines of the audit log, newest first: for the owners of the organization.</summary>
    public Task<ImmutableArray<AuditLine>> AuditLogAsync(ImmutableArray<string> what, Guid? before, int most, CancellationToken ct)
    {
        viewer.Demand(Right.Administer);
        return rooms.People.AuditAsync(viewer, what, before, most, ct);
    }

    private Task AuditIfAsync(bool isDone, string what, string detail, CancellationToken ct) =>
        isDone ? AuditAsync(what, null, detail, ct) : Task.CompletedTask;
}
