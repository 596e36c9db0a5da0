using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Store.People;

/// <summary>Organizations and their members, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class PeopleStore(Engine engine) : IPeopleStore
{
    public async Task<bool> HasAccountsAsync(CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Users.AnyAsync(ct);
    }

    public async Task<ImmutableArray<Membership>> MembershipsAsync(AccountId account, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await db.Members.AsNoTracking().Where(row => row.AccountId == account.Value && row.LeftAt == null)
            .OrderBy(row => row.JoinedAt).ToListAsync(ct);
        return [.. rows.Select(row => new Membership(new(row.OrganizationId), account, (Role)row.Role, row.Pseudonym, row.JoinedAt))];
    }

    public async Task<ImmutableArray<ProvenDomain>> ProvenDomainsAsync(OrganizationId organization, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await db.DomainProofs.AsNoTracking().Where(row => row.OrganizationId == organization.Value && row.ProvenAt != null)
            .OrderBy(row => row.ProvenAt).ToListAsync(ct);
        return [.. rows.Select(row => new ProvenDomain(row.Domain, row.Method!, row.ProvenAt!.Value))];
    }

    public async Task<ImmutableDictionary<string, string>> AuthorsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var sides = db.Relationships.VisibleTo(viewer).Where(row => row.RelationshipId == id.Value);
        var names = from member in db.Members.AsNoTracking()
                    join person in db.Persons on member.AccountId equals person.AccountId
                    where sides.Any(side => side.SideAId == member.OrganizationId || side.SideBId == member.OrganizationId)
                    select new { member.Pseudonym, person.Name };
        return (await names.ToListAsync(ct)).DistinctBy(author => author.Pseudonym)
            .ToImmutableDictionary(author => author.Pseudonym, author => author.Name);
    }
}
