using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Store.People;

/// <summary>What was done with access.</summary>
internal sealed partial class PeopleStore
{
    public async Task WriteAuditAsync(AuditLine line, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        db.Add(new AuditRow
        {
            AuditId = line.Id,
            OrganizationId = line.Organization?.Value,
            AccountId = line.Account?.Value,
            KeyId = line.Key,
            At = line.At,
            What = line.What,
            About = line.About?.Value,
            Detail = line.Detail,
            Address = line.Address,
        });
        await db.SaveChangesAsync(ct);
    }

    public async Task<ImmutableArray<AuditLine>> AuditAsync(
        Viewer viewer, ImmutableArray<string> what, Guid? before, int most, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = db.Audit.Where(row => row.OrganizationId == viewer.Organization.Value);
        return await ReadAsync(db, rows, what, before, most, ct);
    }

    public async Task<ImmutableArray<AuditLine>> OwnAuditAsync(AccountId account, int most, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await ReadAsync(db, db.Audit.Where(row => row.AccountId == account.Value), AuditCode.Own, null, most, ct);
    }

    public async Task<bool> HasSignedInAsync(AccountId account, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Audit.AnyAsync(row => row.AccountId == account.Value && row.What == AuditCode.SignedIn, ct);
    }

    private static async Task<ImmutableArray<AuditLine>> ReadAsync(
        TandemDb db, IQueryable<AuditRow> rows, ImmutableArray<string> what, Guid? before, int most, CancellationToken ct)
    {
        if (!what.IsEmpty)
        {
            rows = rows.Where(row => ((IEnumerable<string>)what).Contains(row.What));
        }

        if (before is { } last)
        {
            rows = rows.Where(row => row.AuditId.CompareTo(last) < 0);
        }

        var found = await (from row in rows
                           orderby row.AuditId descending
                           join person in db.Persons on row.AccountId equals person.AccountId into persons
                           from person in persons.DefaultIfEmpty()
                           select new { row, person.Name }).AsNoTracking().Take(most).ToListAsync(ct);
        return
        [
            .. found.OrderByDescending(line => line.row.AuditId.ToString(), StringComparer.Ordinal).Select(line => new AuditLine(
                line.row.AuditId, line.row.At, line.row.OrganizationId is { } o ? new OrganizationId(o) : null,
                line.row.AccountId is { } a ? new AccountId(a) : null, line.row.What, line.row.About is { } r ? new RelationshipId(r) : null,
                line.row.Detail, line.row.Address) { Key = line.row.KeyId, Name = line.Name }),
        ];
    }
}
