using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Store.Evidence;

/// <summary>Opens relationships: recognises organizations by what belongs to them, and makes those it has not met.</summary>
internal sealed class Organizations(TandemDb db)
{
    private readonly HashSet<Guid> gained = [];

    public async Task<Relationship> OpenAsync(NewRelationship opening, CancellationToken ct)
    {
        var ours = opening.Us is { } us ? await OwnAsync(us, opening.Ours, ct) : await RecogniseAsync(opening.OurName, opening.Ours, null, true, ct);
        ours.IsOwner |= !await db.Organizations.AnyAsync(o => o.IsOwner, ct);
        var theirs = await RecogniseAsync(opening.TheirName, opening.Theirs, ours, opening.Us is null, ct);
        if (ours == theirs)
        {
            throw new ArgumentException("The two parties are one organization: they share a domain or an address.", nameof(opening));
        }

        var row = await RelationshipAsync(ours, theirs, ct);
        row.AsOf = opening.AsOf ?? row.AsOf;
        row.IsSample |= opening.IsSample;
        theirs.ShadowOf = opening.IsShared ? null : theirs.ShadowOf;
        Set(ours, opening.Clocks.A);
        Set(theirs, opening.Clocks.B);
        await GrowVersionsAsync(ct);
        await db.SaveChangesAsync(ct);
        return AsRelationship(row);
    }

    /// <summary>
    /// A relationship that begins with its ledger: nothing is known of the two but their names. Where the workspace has an
    /// owner, one of the two is it.
    /// </summary>
    public async Task<Relationship> BeginAsync(NewLedger ledger, CancellationToken ct)
    {
        var ours = ledger.Whose is { } whose ? await FindAsync(whose.Value, ct) : await OwnerAsync(ct) ?? Make(ledger.Names[ledger.Us], null);
        ours.IsOwner |= ledger.Whose is null;
        var theirs = Make(ledger.Names[ledger.Us.Other], ours);
        var id = ledger.Id?.Value ?? IdOf(ours.OrganizationId, theirs.OrganizationId);
        var row = new RelationshipRow
        {
            RelationshipId = id,
            SideA = ledger.Us == Side.A ? ours : theirs,
            SideB = ledger.Us == Side.A ? theirs : ours,
        };
        db.Add(row);
        db.AddRange(NewEvidence(id, Side.A), NewEvidence(id, Side.B));
        await db.SaveChangesAsync(ct);
        return AsRelationship(row);
    }

    private Task<OrganizationRow?> OwnerAsync(CancellationToken ct) => db.Organizations.Include(o => o.Domains).Include(o => o.Addresses)
        .OrderBy(o => o.OrganizationId).FirstOrDefaultAsync(o => o.IsOwner, ct);

    public static Relationship AsRelationship(RelationshipRow row) =>
        new(new(row.RelationshipId), new(AsOrganization(row.SideA), AsOrganization(row.SideB)), row.AsOf) { IsSample = row.IsSample };

    public static Organization AsOrganization(OrganizationRow row) => new(new(row.OrganizationId), row.Name, new(
        [.. row.Domains.OrderBy(d => d.Place).Select(d => d.Domain)],
        [.. row.Addresses.OrderBy(a => a.Place).Select(a => a.Address)],
        row.Everyone), ClockOf(row))
    { IsShadow = row.ShadowOf is not null };

    /// <summary>The days off belong to the clock, whether or not somebody said when the organization works otherwise.</summary>
    private static WorkingHours? ClockOf(OrganizationRow row)
    {
        var clock = row is { Zone: { } zone, Hours: { } hours } ? ClockOf(zone, hours) : null;
        return row.Absences.Count == 0 ? clock : (clock ?? WorkingHours.Default) with { Holidays = [.. row.Absences.SelectMany(DaysOf)] };
    }

    private static IEnumerable<DateOnly> DaysOf(AbsenceRow absence)
    {
        for (var day = absence.First; day <= absence.Last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    /// <summary>A zone that this machine has forgotten leaves the default clock: a reading says by which one it was made.</summary>
    public static WorkingHours? ClockOf(string zone, string hours) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && WorkingHours.TryParse(hours, WorkingHours.Default with { Zone = found }, out var clock)
            ? clock
            : null;

    private void Set(OrganizationRow organization, WorkingHours? clock)
    {
        if (clock is not null && (organization.Zone != clock.Zone.Id || organization.Hours != clock.Write()))
        {
            (organization.Zone, organization.Hours) = (clock.Zone.Id, clock.Write());
            gained.Add(organization.OrganizationId);
        }
    }

    private async Task<OrganizationRow> OwnAsync(OrganizationId us, Party party, CancellationToken ct)
    {
        var ours = await FindAsync(us.Value, ct);
        Gain(ours, party);
        await db.SaveChangesAsync(ct);
        return ours;
    }

    /// <summary>
    /// The organization a party is, with what the party adds to it. Beside another one it is looked for only among those that one
    /// knows: two organizations of a host may each have made up a third, and neither is to learn of the other. Without one it is the
    /// person at the machine who asks, and they may mean any. A domain stays with whom it was first given to. Whoever has joined says
    /// itself what belongs to it: the other side adds nothing to it.
    /// </summary>
    private async Task<OrganizationRow> RecogniseAsync(
        string name, Party party, OrganizationRow? beside, bool isAtMachine, CancellationToken ct)
    {
        var near = beside is null
            ? db.Organizations
            : db.Organizations.Where(o => o.OrganizationId == beside.OrganizationId || o.ShadowOf == beside.OrganizationId
                || db.Relationships.Any(r => (r.SideAId == o.OrganizationId && r.SideBId == beside.OrganizationId)
                    || (r.SideBId == o.OrganizationId && r.SideAId == beside.OrganizationId)));
        var domains = await db.Set<OrganizationDomainRow>().Where(d => ((IEnumerable<string>)party.Domains).Contains(d.Domain)
            && near.Any(o => o.OrganizationId == d.OrganizationId)).ToListAsync(ct);
        var addresses = await db.Set<OrganizationAddressRow>().Where(a => ((IEnumerable<string>)party.Addresses).Contains(a.Address)
            && near.Any(o => o.OrganizationId == a.OrganizationId)).ToListAsync(ct);
        var known = domains.OrderBy(d => party.Domains.IndexOf(d.Domain)).Select(d => d.OrganizationId)
            .Concat(addresses.OrderBy(a => party.Addresses.IndexOf(a.Address)).Select(a => a.OrganizationId))
            .Cast<Guid?>().FirstOrDefault() ?? await EverybodyElseAsync(party, beside, ct);
        var organization = known is { } id ? await FindAsync(id, ct) : Make(name, beside);
        if (beside is null || isAtMachine || organization.ShadowOf == beside.OrganizationId)
        {
            Gain(organization, party with
            {
                Domains = [.. party.Domains.Except(domains.Select(d => d.Domain))],
                Addresses = [.. party.Addresses.Except(addresses.Select(a => a.Address))],
            });
        }

        await db.SaveChangesAsync(ct);
        return organization;
    }

    /// <summary>"Everybody else" has nothing to be recognised by, but is one organization beside each of those it was named with.</summary>
    private async Task<Guid?> EverybodyElseAsync(Party party, OrganizationRow? beside, CancellationToken ct)
    {
        if (!party.Everyone || !party.Domains.IsEmpty || !party.Addresses.IsEmpty || beside is null)
        {
            return null;
        }

        return await db.Relationships.Where(r => r.SideAId == beside.OrganizationId && r.SideB.Everyone).Select(r => (Guid?)r.SideBId)
            .Union(db.Relationships.Where(r => r.SideBId == beside.OrganizationId && r.SideA.Everyone).Select(r => (Guid?)r.SideAId))
            .OrderBy(id => id).FirstOrDefaultAsync(ct);
    }

    private Task<OrganizationRow> FindAsync(Guid id, CancellationToken ct) =>
        db.Organizations.Include(o => o.Domains).Include(o => o.Addresses).SingleAsync(o => o.OrganizationId == id, ct);

    /// <param name="shadowOf">Whoever makes it up, while nobody of it has joined.</param>
    private OrganizationRow Make(string name, OrganizationRow? shadowOf)
    {
        var organization = new OrganizationRow { OrganizationId = Guid.NewGuid(), Name = name, ShadowOf = shadowOf?.OrganizationId };
        db.Add(organization);
        return organization;
    }

    private void Gain(OrganizationRow organization, Party party)
    {
        var before = (organization.Domains.Count, organization.Addresses.Count, organization.Everyone);
        organization.Everyone |= party.Everyone;
        foreach (var domain in party.Domains.Where(domain => organization.Domains.TrueForAll(d => d.Domain != domain)))
        {
            organization.Domains.Add(new() { Domain = domain, Place = organization.Domains.Count });
        }

        foreach (var address in party.Addresses.Where(address => organization.Addresses.TrueForAll(a => a.Address != address)))
        {
            organization.Addresses.Add(new() { Address = address, Place = organization.Addresses.Count });
        }

        if (before != (organization.Domains.Count, organization.Addresses.Count, organization.Everyone))
        {
            gained.Add(organization.OrganizationId);
        }
    }

    private async Task<RelationshipRow> RelationshipAsync(OrganizationRow ours, OrganizationRow theirs, CancellationToken ct)
    {
        // Not by the id: it was made from the shadow that one of the two may have been.
        var (one, other) = (ours.OrganizationId, theirs.OrganizationId);
        if (await db.Relationships.OrderBy(r => r.RelationshipId).FirstOrDefaultAsync(
            r => (r.SideAId == one && r.SideBId == other) || (r.SideAId == other && r.SideBId == one), ct) is { } known)
        {
            return known;
        }

        var id = IdOf(one, other);

        var made = new RelationshipRow { RelationshipId = id, SideA = ours, SideB = theirs };
        db.Add(made);
        db.AddRange(NewEvidence(id, Side.A), NewEvidence(id, Side.B));
        return made;
    }

    private static MailEvidenceRow NewEvidence(Guid relationship, Side side) => new()
    {
        RelationshipId = relationship,
        Side = side,
        Salt = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))),
        Version = 1,
    };

    /// <summary>
    /// Two organizations have one relationship, whoever opens it: its id follows from theirs (UUID version 8, RFC 9562
    /// §5.8). A unique index over the two could not be distributed by relationship.
    /// </summary>
    private static Guid IdOf(Guid one, Guid other)
    {
        var (low, high) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        var id = SHA256.HashData([.. low.ToByteArray(true), .. high.ToByteArray(true)])[..16];
        id[6] = (byte)((id[6] & 0x0f) | 0x80);
        id[8] = (byte)((id[8] & 0x3f) | 0x80);
        return new(id, true);
    }

    /// <summary>Who belongs to a side is part of every figure: what was computed before is out of date.</summary>
    private async Task GrowVersionsAsync(CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries<RelationshipRow>().Where(e => e.State == EntityState.Modified)
            .Select(e => e.Entity.RelationshipId).ToList();
        var organizations = gained.ToList();
        await db.Evidence.Where(row => changed.Contains(row.RelationshipId)
                || organizations.Contains(row.Relationship.SideAId) || organizations.Contains(row.Relationship.SideBId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), ct);
    }
}
