using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Who;

namespace Tandem.Store.Sides;

/// <summary>What becomes of a shadow when somebody joins for it. Runs within a transaction of its caller.</summary>
internal sealed class Joining(TandemDb db)
{
    /// <returns><c>null</c> where the side is nobody's shadow any more, or the organization is not the person's to bind.</returns>
    public async Task<Viewer?> JoinAsync(
        RelationshipId id, Side side, AccountId account, OrganizationId? organization, string newName, DateTimeOffset now, CancellationToken ct)
    {
        var place = await db.Relationships.Include(r => r.SideA.Domains).Include(r => r.SideA.Addresses)
            .Include(r => r.SideB.Domains).Include(r => r.SideB.Addresses).SingleAsync(r => r.RelationshipId == id.Value, ct);
        var (shadow, other) = side == Side.A ? (place.SideA, place.SideB) : (place.SideB, place.SideA);
        if (shadow.ShadowOf is null)
        {
            return null;
        }

        return organization is { } own
            ? await JoinAsOwnAsync(place, side, shadow, other, account, own, ct)
            : await TakeOverAsync(shadow, account, newName, now, ct);
    }

    /// <summary>The organization that was made up becomes the person's own. Nobody else ever saw it.</summary>
    private async Task<Viewer> TakeOverAsync(OrganizationRow shadow, AccountId account, string newName, DateTimeOffset now, CancellationToken ct)
    {
        (shadow.ShadowOf, shadow.Name) = (null, newName);
        var member = new MemberRow
        {
            OrganizationId = shadow.OrganizationId,
            AccountId = account.Value,
            Pseudonym = "m-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            Role = (int)Role.Owner,
            JoinedAt = now,
        };
        db.Add(member);
        await db.SaveChangesAsync(ct);
        return new(new(shadow.OrganizationId), Role.Owner, account, member.Pseudonym);
    }

    /// <summary>
    /// An organization that is here already takes the shadow's seat. What the inviting side knew it by goes with it, or its mail
    /// would belong to nobody; what is known of an address is never a proof.
    /// </summary>
    private async Task<Viewer?> JoinAsOwnAsync(
        RelationshipRow place, Side side, OrganizationRow shadow, OrganizationRow other, AccountId account, OrganizationId own, CancellationToken ct)
    {
        var member = await db.Members.SingleOrDefaultAsync(
            row => row.OrganizationId == own.Value && row.AccountId == account.Value && row.LeftAt == null, ct);
        var isKnown = await db.Relationships.AnyAsync(
            row => (row.SideAId == own.Value && row.SideBId == other.OrganizationId)
                || (row.SideBId == own.Value && row.SideAId == other.OrganizationId), ct);
        if (member is null || !((Role)member.Role).May(Right.Invite) || own.Value == other.OrganizationId || isKnown)
        {
            return null;
        }

        var joined = await db.Organizations.Include(o => o.Domains).Include(o => o.Addresses).SingleAsync(o => o.OrganizationId == own.Value, ct);
        // The inviting side made up what belongs to the shadow. What is many people's, or shown to be somebody else's, is not the joining one's.
        var named = shadow.Domains.Select(domain => domain.Domain).ToList();
        var taken = await db.DomainProofs.Where(row => named.Contains(row.Domain) && row.ProvenAt != null && row.OrganizationId != own.Value)
            .Select(row => row.Domain).ToListAsync(ct);
        foreach (var domain in shadow.Domains.Where(domain => !FreeMail.Has(domain.Domain) && !taken.Contains(domain.Domain)
            && joined.Domains.TrueForAll(d => d.Domain != domain.Domain)).ToList())
        {
            joined.Domains.Add(new() { Domain = domain.Domain, Place = joined.Domains.Count });
        }

        foreach (var address in shadow.Addresses.Where(address => joined.Addresses.TrueForAll(a => a.Address != address.Address)).ToList())
        {
            joined.Addresses.Add(new() { Address = address.Address, Place = joined.Addresses.Count });
        }

        _ = side == Side.A ? place.SideAId = own.Value : place.SideBId = own.Value;
        _ = side == Side.A ? place.SideA = joined : place.SideB = joined;
        await db.Evidence.Where(row => row.RelationshipId == place.RelationshipId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), ct);
        await db.SaveChangesAsync(ct);
        db.RemoveRange(shadow.Domains);
        db.RemoveRange(shadow.Addresses);
        db.Remove(shadow);
        await db.SaveChangesAsync(ct);
        return new(own, (Role)member.Role, account, member.Pseudonym);
    }
}
