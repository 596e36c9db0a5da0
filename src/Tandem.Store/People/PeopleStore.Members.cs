using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Store.People;

/// <summary>Members and their invitations. What could leave an organization without an owner is done alone, one at a time.</summary>
internal sealed partial class PeopleStore
{
    public async Task<bool> HasMembersAsync(CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Members.AnyAsync(row => row.AccountId != null && row.LeftAt == null, ct);
    }

    /// <summary>Addresses are compared as the framework normalizes them.</summary>
    public async Task<ImmutableArray<Membership>> MembershipsOfAsync(string address, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var normalized = address.Trim().Normalize().ToUpperInvariant();
        var account = await db.Users.Where(user => user.NormalizedEmail == normalized && user.EmailConfirmed)
            .Select(user => (Guid?)user.Id).FirstOrDefaultAsync(ct);
        return account is { } known ? await MembershipsAsync(new AccountId(known), ct) : [];
    }

    public async Task<ImmutableArray<Membership>> MembershipsAsync(AccountId account, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await (from member in db.Members
                          join organization in db.Organizations on member.OrganizationId equals organization.OrganizationId
                          where member.AccountId == account.Value && member.LeftAt == null
                          orderby member.JoinedAt, member.OrganizationId
                          select new { member, organization.Name }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Select(row => AsMembership(row.member, row.Name))];
    }

    public async Task<ImmutableArray<Member>> MembersAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await (from member in db.Members
                          join user in db.Users on member.AccountId equals user.Id
                          join person in db.Persons on member.AccountId equals person.AccountId
                          where member.OrganizationId == viewer.Organization.Value && member.LeftAt == null
                          orderby person.Name, member.Pseudonym
                          select new { member, person.Name, user.Email }).AsNoTracking().Take(Limits.Members).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new Member(
                new(row.member.AccountId!.Value), row.member.Pseudonym, row.Name, row.Email!, (Role)row.member.Role, row.member.JoinedAt)),
        ];
    }

    public async Task<MemberChange> SetRoleAsync(Viewer viewer, string pseudonym, Role role, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await ActiveAsync(db, viewer.Organization, row => row.Pseudonym == pseudonym, ct) is not { } member)
        {
            return MemberChange.NotThere;
        }

        if (role != Role.Owner && await IsLastOwnerAsync(db, member, ct))
        {
            return MemberChange.LastOwner;
        }

        member.Role = (int)role;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return MemberChange.Done;
    }

    public async Task<MemberChange> RemoveMemberAsync(Viewer viewer, string pseudonym, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var change = await EndAsync(db, await ActiveAsync(db, viewer.Organization, row => row.Pseudonym == pseudonym, ct), at, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return change;
    }

    public async Task<MemberChange> AssignAsync(OrganizationId organization, AccountId account, Role? role, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var member = await ActiveAsync(db, organization, row => row.AccountId == account.Value, ct);
        var change = MemberChange.Done;
        if (role is not { } given)
        {
            change = await EndAsync(db, member, at, ct);
        }
        else if (member is null)
        {
            NewMember(db, organization.Value, account, given, at);
        }
        else if (given != Role.Owner && await IsLastOwnerAsync(db, member, ct))
        {
            change = MemberChange.LastOwner;
        }
        else
        {
            member.Role = (int)given;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return change;
    }

    public async Task<bool> InviteMemberAsync(
        Viewer viewer, Token token, string address, Role role, DateTimeOffset at, DateTimeOffset expires, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await OpenInvitations(db, at).CountAsync(row => row.OrganizationId == viewer.Organization.Value, ct) >= Limits.MemberInvitations)
        {
            return false;
        }

        db.Add(new MemberInvitationRow
        {
            OrganizationId = viewer.Organization.Value,
            Digest = token.Digest(),
            Address = address,
            Role = (int)role,
            InvitedBy = viewer.Account?.Value,
            MadeAt = at,
            ExpiresAt = expires,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<ImmutableArray<MemberInvitation>> MemberInvitationsAsync(Viewer viewer, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await OpenInvitations(db, now).AsNoTracking().Where(row => row.OrganizationId == viewer.Organization.Value)
            .OrderBy(row => row.MadeAt).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new MemberInvitation(
                Convert.ToHexStringLower(row.Digest), row.Address, (Role)row.Role, row.MadeAt, row.ExpiresAt)),
        ];
    }

    public async Task<bool> RevokeInvitationAsync(Viewer viewer, string id, DateTimeOffset at, CancellationToken ct)
    {
        if (id.Length != 64 || !id.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var digest = Convert.FromHexString(id);
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct); // as joining is: nobody joins by what was revoked
        var revoked = await OpenInvitations(db, at).Where(row => row.OrganizationId == viewer.Organization.Value && row.Digest == digest)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, at), ct);
        await transaction.CommitAsync(ct);
        return revoked > 0;
    }

    public async Task<OpenInvitation?> FindInvitationAsync(Token token, DateTimeOffset now, CancellationToken ct)
    {
        var digest = token.Digest();
        await using var db = engine.NewDb();
        var found = await (from invitation in OpenInvitations(db, now)
                           join organization in db.Organizations on invitation.OrganizationId equals organization.OrganizationId
                           where invitation.Digest == digest
                           select new { invitation, organization.Name }).AsNoTracking().SingleOrDefaultAsync(ct);
        return found is null ? null : new(
            new(found.invitation.OrganizationId), found.Name, found.invitation.Address, (Role)found.invitation.Role,
            found.invitation.InvitedBy is { } by ? new AccountId(by) : null);
    }

    public async Task<Membership?> JoinAsync(Token token, AccountId account, string address, DateTimeOffset now, CancellationToken ct)
    {
        var digest = token.Digest();
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var invitation = await OpenInvitations(db, now).SingleOrDefaultAsync(row => row.Digest == digest, ct);
        if (invitation is null || !string.Equals(invitation.Address, address, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        invitation.UsedAt = now;
        var organization = new OrganizationId(invitation.OrganizationId);
        var member = await ActiveAsync(db, organization, row => row.AccountId == account.Value, ct)
            ?? NewMember(db, invitation.OrganizationId, account, (Role)invitation.Role, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var name = await db.Organizations.Where(row => row.OrganizationId == organization.Value).Select(row => row.Name).SingleAsync(ct);
        return AsMembership(member, name);
    }

    public async Task<MemberChange> EraseAsync(AccountId account, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var id = account.Value;
        await ForgetAddressAsync(db, id, ct);
        foreach (var member in await db.Members.Where(row => row.AccountId == id).ToListAsync(ct))
        {
            if (member.LeftAt is null && await EndAsync(db, member, at, ct) == MemberChange.LastOwner)
            {
                return MemberChange.LastOwner;
            }

            member.AccountId = null;
        }

        await db.SaveChangesAsync(ct);
        await db.Sessions.Where(row => row.AccountId == id).ExecuteDeleteAsync(ct);
        await db.SavedViews.Where(row => row.AccountId == id).ExecuteDeleteAsync(ct);
        await db.Persons.Where(row => row.AccountId == id).ExecuteDeleteAsync(ct);
        await db.Audit.Where(row => row.AccountId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Address, ""), ct);
        var erased = await db.Users.Where(row => row.Id == id).ExecuteDeleteAsync(ct); // logins, tokens and passkeys go with it
        await transaction.CommitAsync(ct);
        return erased > 0 ? MemberChange.Done : MemberChange.NotThere;
    }

    /// <summary>Where somebody else wrote it down: in what they were invited by, and in what is told of that.</summary>
    private static async Task ForgetAddressAsync(TandemDb db, Guid account, CancellationToken ct)
    {
        var address = await db.Users.Where(row => row.Id == account).Select(row => row.Email).SingleOrDefaultAsync(ct) ?? "";
        var places = await db.Members.Where(row => row.AccountId == account).Select(row => row.OrganizationId).ToListAsync(ct);
        foreach (var row in await db.MemberInvitations.Where(row => row.UsedAt != null && places.Contains(row.OrganizationId)).ToListAsync(ct))
        {
            row.Address = row.Address.Equals(address, StringComparison.OrdinalIgnoreCase) ? "" : row.Address;
        }

        var invitations = db.Invitations.Where(row => row.UsedAt != null && db.Relationships.Any(
            r => r.RelationshipId == row.RelationshipId && (places.Contains(r.SideAId) || places.Contains(r.SideBId))));
        foreach (var row in await invitations.ToListAsync(ct))
        {
            row.Address = row.Address.Equals(address, StringComparison.OrdinalIgnoreCase) ? "" : row.Address;
        }

        var told = db.Audit.Where(
            row => row.What == AuditCode.MemberInvited && row.OrganizationId != null && places.Contains(row.OrganizationId.Value));
        foreach (var row in await told.ToListAsync(ct))
        {
            row.Detail = row.Detail.StartsWith(address + ":", StringComparison.OrdinalIgnoreCase) ? row.Detail[address.Length..] : row.Detail;
        }
    }

    private static IQueryable<MemberInvitationRow> OpenInvitations(TandemDb db, DateTimeOffset now) =>
        db.MemberInvitations.Where(row => row.UsedAt == null && row.RevokedAt == null && row.ExpiresAt > now);

    private static Task<MemberRow?> ActiveAsync(
        TandemDb db, OrganizationId organization, System.Linq.Expressions.Expression<Func<MemberRow, bool>> which, CancellationToken ct) =>
        db.Members.Where(row => row.OrganizationId == organization.Value && row.LeftAt == null && row.AccountId != null)
            .Where(which).OrderBy(row => row.JoinedAt).FirstOrDefaultAsync(ct);

    private static async Task<MemberChange> EndAsync(TandemDb db, MemberRow? member, DateTimeOffset at, CancellationToken ct)
    {
        if (member is null)
        {
            return MemberChange.NotThere;
        }

        if (await IsLastOwnerAsync(db, member, ct))
        {
            return MemberChange.LastOwner;
        }

        member.LeftAt = at;
        return MemberChange.Done;
    }

    private static async Task<bool> IsLastOwnerAsync(TandemDb db, MemberRow member, CancellationToken ct) =>
        member.Role == (int)Role.Owner && !await db.Members.AnyAsync(
            row => row.OrganizationId == member.OrganizationId && row.Pseudonym != member.Pseudonym && row.Role == (int)Role.Owner
                && row.LeftAt == null && row.AccountId != null,
            ct);
}
