using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Evidence;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Person = Tandem.Workspace.People.Person;

namespace Tandem.Store.People;

/// <summary>Organizations and their members, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed partial class PeopleStore(Engine engine) : IPeopleStore
{
    // The condition is that of Visibility; every page of an entry asks.
    private const string Authors = """
        SELECT m.pseudonym, p.name
        FROM relationship AS r
        JOIN member AS m ON m.organization_id = r.side_a_id OR m.organization_id = r.side_b_id
        JOIN person AS p ON p.account_id = m.account_id
        WHERE r.relationship_id = @r AND (r.side_a_id = @viewer OR r.side_b_id = @viewer)
        """;

    public async Task<bool> HasAccountsAsync(CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Users.AnyAsync(user => user.EmailConfirmed, ct);
    }

    public async Task<Person?> PersonAsync(AccountId account, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await (from person in db.Persons
                      join user in db.Users on person.AccountId equals user.Id
                      where person.AccountId == account.Value
                      select new Person(account, person.Name, user.Email!, person.Language, person.Zone, person.HasShortcuts))
            .AsNoTracking().SingleOrDefaultAsync(ct);
    }

    public async Task SavePersonAsync(Person person, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var row = await db.Persons.FindAsync([person.Id.Value], ct);
        if (row is null)
        {
            row = new() { AccountId = person.Id.Value, MadeAt = at };
            db.Add(row);
        }

        (row.Name, row.Language, row.Zone, row.HasShortcuts) = (person.Name, person.Language, person.Zone, person.HasShortcuts);
        await db.SaveChangesAsync(ct);
    }

    public async Task<ImmutableDictionary<string, string>> AuthorsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(id.Value, ct);
        await using var command = query.Ask(Authors, ("viewer", query.Kept(viewer.Organization.Value)));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var authors = ImmutableDictionary.CreateBuilder<string, string>();
        while (await rows.ReadAsync(ct))
        {
            authors[rows.GetString(0)] = rows.GetString(1);
        }

        return authors.ToImmutable();
    }

    public async Task<Organization?> OrganizationAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await FindAsync(db, viewer, ct) is { } row ? Organizations.AsOrganization(row) : null;
    }

    public async Task<Membership> FoundAsync(AccountId founder, string name, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var organization = new OrganizationRow { OrganizationId = Guid.NewGuid(), Name = name };
        db.Add(organization);
        var member = NewMember(db, organization.OrganizationId, founder, Role.Owner, at);
        await db.SaveChangesAsync(ct);
        return AsMembership(member, name);
    }

    public async Task<Organization?> UnclaimedAsync(CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await FindUnclaimedAsync(db, ct) is { } row ? Organizations.AsOrganization(row) : null;
    }

    public async Task<Membership?> ClaimAsync(AccountId founder, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await FindUnclaimedAsync(db, ct) is not { } organization)
        {
            return null;
        }

        var member = NewMember(db, organization.OrganizationId, founder, Role.Owner, at);
        await db.SaveChangesAsync(ct);
        // Keys that nobody with an account made would open it for whoever was at the machine before.
        await db.ApiKeys.Where(row => row.OrganizationId == organization.OrganizationId && row.MadeBy == null && row.RevokedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(key => key.RevokedAt, at), ct);
        await transaction.CommitAsync(ct);
        return AsMembership(member, organization.Name);
    }

    public async Task SetOrganizationAsync(Viewer viewer, string name, WorkingHours clock, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        if (await FindAsync(db, viewer, ct) is not { } row)
        {
            return;
        }

        var isOtherClock = row.Zone != clock.Zone.Id || row.Hours != clock.Write();
        (row.Name, row.Zone, row.Hours) = (name, clock.Zone.Id, clock.Write());
        await db.SaveChangesAsync(ct);
        if (isOtherClock)
        {
            await OutdateReadingsAsync(db, viewer, ct);
        }

        await OutdateLinesAsync(db, viewer, ct);
    }

    public async Task<ImmutableArray<Absence>> AbsencesAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await db.Absences.AsNoTracking().Where(row => row.OrganizationId == viewer.Organization.Value)
            .OrderBy(row => row.First).ToListAsync(ct);
        return [.. rows.Select(row => new Absence(row.First, row.Last, row.What))];
    }

    public async Task<bool> AddAbsenceAsync(Viewer viewer, Absence absence, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var own = db.Absences.Where(row => row.OrganizationId == viewer.Organization.Value);
        if (await own.AnyAsync(row => row.First == absence.First, ct) || await own.CountAsync(ct) >= Limits.Absences)
        {
            return false;
        }

        db.Add(new AbsenceRow { OrganizationId = viewer.Organization.Value, First = absence.First, Last = absence.Last, What = absence.What });
        await db.SaveChangesAsync(ct);
        await OutdateReadingsAsync(db, viewer, ct);
        await OutdateLinesAsync(db, viewer, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> RemoveAbsenceAsync(Viewer viewer, DateOnly first, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var removed = await db.Absences.Where(row => row.OrganizationId == viewer.Organization.Value && row.First == first).ExecuteDeleteAsync(ct);
        await OutdateReadingsAsync(db, viewer, ct);
        await OutdateLinesAsync(db, viewer, ct);
        return removed > 0;
    }

    public IReadOnlyList<string> Secrets(string kind)
    {
        using var db = engine.NewDb();
        return [.. db.Secrets.AsNoTracking().Where(row => row.Name.StartsWith(kind + "/")).OrderBy(row => row.Name).Select(row => row.Value)];
    }

    public void KeepSecret(string kind, string name, string value, DateTimeOffset at)
    {
        using var db = engine.NewDb();
        db.Add(new SecretRow { Name = $"{kind}/{name}", Value = value, MadeAt = at });
        db.SaveChanges();
    }

    private static Task<OrganizationRow?> FindAsync(TandemDb db, Viewer viewer, CancellationToken ct) =>
        db.Organizations.Include(row => row.Domains).Include(row => row.Addresses).OrderBy(row => row.OrganizationId)
            .FirstOrDefaultAsync(row => row.OrganizationId == viewer.Organization.Value, ct);

    private static Task<OrganizationRow?> FindUnclaimedAsync(TandemDb db, CancellationToken ct) =>
        db.Organizations.Include(row => row.Domains).Include(row => row.Addresses).OrderBy(row => row.OrganizationId)
            .FirstOrDefaultAsync(row => row.IsOwner && !db.Members.Any(member => member.OrganizationId == row.OrganizationId), ct);

    /// <summary>When a side works is part of every figure about waiting: what was computed before is out of date.</summary>
    private static Task<int> OutdateReadingsAsync(TandemDb db, Viewer viewer, CancellationToken ct)
    {
        var organization = viewer.Organization.Value;
        return db.Evidence.Where(row => row.Relationship.SideAId == organization || row.Relationship.SideBId == organization)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), ct);
    }

    /// <summary>
    /// Lines of both sides show what the organization is called and how fast it answers. No ledger is of that size: they are made
    /// anew, and are read as they are until then.
    /// </summary>
    private static Task<int> OutdateLinesAsync(TandemDb db, Viewer viewer, CancellationToken ct)
    {
        var organization = viewer.Organization.Value;
        var relationships = db.Relationships.Where(row => row.SideAId == organization || row.SideBId == organization)
            .Select(row => row.RelationshipId);
        return db.PortfolioLines.Where(row => relationships.Contains(row.RelationshipId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Size, -1), ct);
    }

    private static MemberRow NewMember(TandemDb db, Guid organization, AccountId account, Role role, DateTimeOffset at)
    {
        var member = new MemberRow
        {
            OrganizationId = organization,
            Pseudonym = Pseudonyms.OfMember(),
            AccountId = account.Value,
            Role = (int)role,
            JoinedAt = at,
        };
        db.Add(member);
        return member;
    }

    private static Membership AsMembership(MemberRow row, string name) =>
        new(new(row.OrganizationId), new(row.AccountId!.Value), (Role)row.Role, row.Pseudonym, row.JoinedAt) { Name = name };
}
