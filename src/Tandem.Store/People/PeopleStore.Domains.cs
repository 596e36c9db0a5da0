using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Store.People;

/// <summary>Which domains an organization says are its own, and which it has shown to be.</summary>
internal sealed partial class PeopleStore
{
    public async Task<ImmutableArray<ProvenDomain>> ProvenDomainsAsync(OrganizationId organization, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await db.DomainProofs.AsNoTracking().Where(row => row.OrganizationId == organization.Value && row.ProvenAt != null)
            .OrderBy(row => row.ProvenAt).ToListAsync(ct);
        return [.. rows.Select(row => new ProvenDomain(row.Domain, row.Method!, row.ProvenAt!.Value))];
    }

    public async Task<ImmutableArray<Domain>> DomainsAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await Own(db, viewer).AsNoTracking().OrderBy(row => row.Domain).ToListAsync(ct);
        return [.. rows.Select(row => new Domain(row.Domain, row.Code, row.Method, row.AskedAt, row.ProvenAt, row.Attempts))];
    }

    public async Task<DomainAnswer> AskDomainAsync(Viewer viewer, string domain, string code, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await IsTakenAsync(db, viewer, domain, ct))
        {
            return DomainAnswer.Taken;
        }

        if (await Own(db, viewer).AnyAsync(row => row.Domain == domain, ct))
        {
            return DomainAnswer.Done; // asked again: the code stays
        }

        if (await Own(db, viewer).CountAsync(ct) >= Limits.Domains)
        {
            return DomainAnswer.TooMany;
        }

        db.Add(new DomainProofRow { OrganizationId = viewer.Organization.Value, Domain = domain, Code = code, AskedAt = at });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return DomainAnswer.Done;
    }

    public async Task<bool> TryDomainAsync(Viewer viewer, string domain, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await Own(db, viewer).Where(row => row.Domain == domain && row.ProvenAt == null && row.Attempts < Limits.DomainAttempts)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1), ct) > 0;
    }

    public async Task<DomainAnswer> ProveDomainAsync(Viewer viewer, string domain, string method, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await IsTakenAsync(db, viewer, domain, ct))
        {
            return DomainAnswer.Taken;
        }

        if (await Own(db, viewer).SingleOrDefaultAsync(row => row.Domain == domain, ct) is not { } proof)
        {
            return DomainAnswer.NotThere;
        }

        (proof.Method, proof.ProvenAt) = (method, at);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return DomainAnswer.Done;
    }

    public async Task<bool> RemoveDomainAsync(Viewer viewer, string domain, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await Own(db, viewer).Where(row => row.Domain == domain).ExecuteDeleteAsync(ct) > 0;
    }

    public async Task<OrganizationId?> HolderAsync(string domain, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var holder = await db.DomainProofs.Where(row => row.Domain == domain && row.ProvenAt != null)
            .OrderBy(row => row.ProvenAt).Select(row => (Guid?)row.OrganizationId).FirstOrDefaultAsync(ct);
        return holder is { } id ? new OrganizationId(id) : null;
    }

    private static IQueryable<DomainProofRow> Own(TandemDb db, Viewer viewer) =>
        db.DomainProofs.Where(row => row.OrganizationId == viewer.Organization.Value);

    private static Task<bool> IsTakenAsync(TandemDb db, Viewer viewer, string domain, CancellationToken ct) =>
        db.DomainProofs.AnyAsync(row => row.Domain == domain && row.ProvenAt != null && row.OrganizationId != viewer.Organization.Value, ct);
}
