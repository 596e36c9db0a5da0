using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Sides;

/// <summary>Invitations, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class InvitationStore(Engine engine) : IInvitationStore
{
    private const string What = "invitation";

    public async Task<bool> InviteAsync(Viewer viewer, RelationshipId id, NewInvitation invitation, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        if (open is null || !await OfShadow(db, viewer, id).AnyAsync(ct))
        {
            return false;
        }

        await db.Invitations.Where(row => row.RelationshipId == id.Value && row.UsedAt == null && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, invitation.MadeAt), ct);
        var shown = invitation.Drafts.Select(draft => draft.Value).ToList();
        var drafts = db.Drafts.VisibleTo(db, viewer, id);
        await drafts.ExecuteUpdateAsync(set => set.SetProperty(row => row.InvitationId, (Guid?)null), ct);
        await drafts.Where(row => shown.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.InvitationId, invitation.Id), ct);
        db.Add(new InvitationRow
        {
            RelationshipId = id.Value,
            InvitationId = invitation.Id,
            Digest = invitation.Digest.ToArray(),
            Side = 1 - open.Side,
            Address = invitation.Address,
            Language = invitation.Language,
            Message = open.Lock(0, What, invitation.Message),
            InvitedBy = viewer.Account?.Value,
            MadeAt = invitation.MadeAt,
            ExpiresAt = invitation.ExpiresAt,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<IReadOnlyList<Invitation>> InvitationsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        if (open is null)
        {
            return [];
        }

        var rows = await db.Invitations.AsNoTracking().Where(row => row.RelationshipId == id.Value && row.Side != open.Side)
            .OrderByDescending(row => row.MadeAt).Take(Limits.InvitationsListed).ToListAsync(ct);
        return [.. rows.Select(row => AsInvitation(row, open.Unlock(0, What, row.Message)))];
    }

    /// <summary>Alone, as joining is: whoever is told that it was revoked is right.</summary>
    public async Task<bool> RevokeAsync(Viewer viewer, RelationshipId id, Guid invitation, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var revoked = await Own(db, viewer, id, invitation).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), ct);
        await transaction.CommitAsync(ct);
        return revoked > 0;
    }

    public async Task<bool> RemindAsync(Viewer viewer, RelationshipId id, Guid invitation, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await Own(db, viewer, id, invitation).Where(row => row.RemindedAt == null && row.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RemindedAt, now), ct) > 0;
    }

    public async Task<InvitedTo?> FindAsync(RelationshipId id, ReadOnlyMemory<byte> digest, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var bytes = digest.ToArray();
        if (await db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.RelationshipId == id.Value && row.Digest == bytes, ct) is not { } row)
        {
            return null;
        }

        var (invited, inviting) = ((Side)row.Side, (Side)(1 - row.Side));
        var place = await db.Relationships.AsNoTracking().Include(r => r.SideA.Domains).Include(r => r.SideA.Addresses)
            .Include(r => r.SideB.Domains).Include(r => r.SideB.Addresses).SingleAsync(r => r.RelationshipId == id.Value, ct);
        var relationship = Organizations.AsRelationship(place);
        var viewer = new Viewer(relationship.Sides[inviting].Id);
        using var open = (await SideLock.OpenAsync(db, viewer, id, ct))!;
        var drafts = await db.Drafts.AsNoTracking().Where(d => d.RelationshipId == id.Value && d.InvitationId == row.InvitationId)
            .OrderBy(d => d.Number).ToListAsync(ct);
        var messages = await db.Messages.LongCountAsync(m => m.RelationshipId == id.Value && m.Side == inviting, ct);
        var domains = relationship.Sides[invited].Party.Domains.ToHashSet();
        var addresses = (await db.Set<MailAddressRow>().AsNoTracking().Where(a => a.RelationshipId == id.Value && a.Side == inviting)
            .Select(a => a.Address).Distinct().ToListAsync(ct)).LongCount(a => domains.Contains(a[(a.IndexOf('@', StringComparison.Ordinal) + 1)..]));
        return new(
            relationship, invited, AsInvitation(row, open.Unlock(0, What, row.Message)), row.InvitedBy is { } by ? new(by) : null,
            [.. drafts.Select(d => DraftStore.AsDraft(d, open))], messages, addresses);
    }

    public async Task MarkAsync(RelationshipId id, Guid invitation, bool isDeclined, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var one = db.Invitations.Where(row => row.RelationshipId == id.Value && row.InvitationId == invitation && row.UsedAt == null);
        _ = isDeclined
            ? await one.ExecuteUpdateAsync(set => set.SetProperty(row => row.DeclinedAt, now), ct)
            : await one.Where(row => row.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<Viewer?> JoinAsync(
        RelationshipId id, ReadOnlyMemory<byte> digest, AccountId account, OrganizationId? organization, string newName, DateTimeOffset now,
        CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var bytes = digest.ToArray();
        var invitation = await db.Invitations.SingleOrDefaultAsync(row => row.RelationshipId == id.Value && row.Digest == bytes, ct);
        if (invitation is null || !AsInvitation(invitation, "").IsOpenAt(now))
        {
            return null;
        }

        var viewer = await new Joining(db).JoinAsync(id, (Side)invitation.Side, account, organization, newName, now, ct);
        if (viewer is null)
        {
            return null;
        }

        invitation.UsedAt = now;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return viewer;
    }

    /// <summary>The relationship, while the other side of it is made up by the viewer's.</summary>
    private static IQueryable<RelationshipRow> OfShadow(TandemDb db, Viewer viewer, RelationshipId id) =>
        db.Relationships.VisibleTo(viewer).Where(row => row.RelationshipId == id.Value && (row.SideA.ShadowOf != null || row.SideB.ShadowOf != null));

    private static IQueryable<InvitationRow> Own(TandemDb db, Viewer viewer, RelationshipId id, Guid invitation) =>
        db.Invitations.Where(row => row.RelationshipId == id.Value && row.InvitationId == invitation && row.UsedAt == null && row.RevokedAt == null
            && OfShadow(db, viewer, id).Any());

    private static Invitation AsInvitation(InvitationRow row, string message) => new(
        row.InvitationId, row.Address, row.Language, message, row.MadeAt, row.ExpiresAt, row.RemindedAt, row.ReadAt, row.UsedAt, row.DeclinedAt,
        row.RevokedAt);
}
