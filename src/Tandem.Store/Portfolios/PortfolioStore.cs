using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Store.Sides;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Portfolios;

/// <summary>The portfolio of each organization, in the tables of a <see cref="TandemDb"/>. Reading a page is <see cref="PortfolioSql"/>.</summary>
internal sealed class PortfolioStore(Engine engine) : IPortfolioStore
{
    private const double Millionths = 1_000_000;

    public async Task KeepAsync(OrganizationId organization, RelationshipLine line, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (!await db.Relationships.AnyAsync(
            row => row.RelationshipId == line.Id.Value && (row.SideAId == organization.Value || row.SideBId == organization.Value), ct))
        {
            return; // it was taken away while its line was made
        }

        var row = await db.PortfolioLines.FindAsync([line.Id.Value, organization.Value], ct);
        if (row is null)
        {
            row = new() { RelationshipId = line.Id.Value, OrganizationId = organization.Value };
            db.Add(row);
        }

        var isRenamed = row.Name != line.Name || row.Pressure != line.Pressure;
        Write(row, line);
        if (isRenamed)
        {
            await db.PortfolioWords.Where(word => word.RelationshipId == line.Id.Value && word.OrganizationId == organization.Value)
                .ExecuteDeleteAsync(ct);
            db.AddRange(PortfolioSql.WordsOf(line.Name).Select(word => new PortfolioWordRow
            {
                RelationshipId = line.Id.Value,
                OrganizationId = organization.Value,
                Word = word,
                Pressure = line.Pressure,
            }));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    public async Task<bool> RemoveSampleAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var row = await db.Relationships.VisibleTo(viewer).Include(r => r.SideA).Include(r => r.SideB)
            .OrderBy(r => r.RelationshipId).FirstOrDefaultAsync(r => r.RelationshipId == id.Value && r.IsSample, ct);
        if (row is null)
        {
            return false;
        }

        await db.PortfolioWords.Where(word => word.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.PortfolioLines.Where(line => line.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.Drafts.Where(draft => draft.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.Notes.Where(note => note.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.SeenCheckpoints.Where(seen => seen.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.PulseAnswers.Where(answer => answer.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.PulseTurnouts.Where(turnout => turnout.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        await db.PulseRounds.Where(round => round.RelationshipId == id.Value).ExecuteDeleteAsync(ct);
        var keys = PulseStore.KeysOf(id);
        await db.Secrets.Where(secret => secret.Name.StartsWith(keys)).ExecuteDeleteAsync(ct);
        var them = row.SideAId == viewer.Organization.Value ? row.SideB : row.SideA;
        var nobody = new OrganizationRow { OrganizationId = Guid.NewGuid(), Name = them.Name, ShadowOf = them.OrganizationId };
        db.Add(nobody);
        them.ShadowOf = nobody.OrganizationId;
        (row.SideA, row.SideB) = row.SideA == them ? (them, nobody) : (nobody, them);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<PortfolioPage> PageAsync(Viewer viewer, PortfolioQuery query, CancellationToken ct)
    {
        await using var asked = await engine.QueryAsync(Guid.Empty, ct);
        return await PortfolioSql.PageAsync(asked, viewer, query, ct);
    }

    public async Task<int> CountAsync(Viewer viewer, PortfolioQuery query, CancellationToken ct)
    {
        await using var asked = await engine.QueryAsync(Guid.Empty, ct);
        return await PortfolioSql.CountAsync(asked, viewer, query, ct);
    }

    public async Task<ImmutableArray<PlaceOfEffort>> PlacesAsync(Viewer viewer, int most, CancellationToken ct)
    {
        await using var asked = await engine.QueryAsync(Guid.Empty, ct);
        return await PortfolioSql.PlacesAsync(asked, viewer, most, ct);
    }

    public async Task<ImmutableArray<OrganizationId>> OrganizationsAsync(RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var sides = from place in db.Relationships.Where(row => row.RelationshipId == id.Value)
                    from organization in db.Organizations
                    where (organization.OrganizationId == place.SideAId || organization.OrganizationId == place.SideBId)
                        && organization.ShadowOf == null
                    select organization.OrganizationId;
        return [.. (await sides.ToListAsync(ct)).Select(found => new OrganizationId(found))];
    }

    public async Task<ImmutableArray<(OrganizationId Organization, RelationshipId Relationship)>> StaleAsync(
        int today, RelationshipId after, int most, CancellationToken ct)
    {
        await using var asked = await engine.QueryAsync(after.Value, ct);
        return await PortfolioSql.StaleAsync(asked, today, most, ct);
    }

    public async Task<ImmutableArray<SavedView>> ViewsAsync(AccountId account, OrganizationId organization, CancellationToken ct)
    {
        await using var asked = await engine.QueryAsync(Guid.Empty, ct);
        return await PortfolioSql.ViewsAsync(asked, account, organization, ct);
    }

    public async Task KeepViewAsync(AccountId account, OrganizationId organization, string name, string? query, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var own = db.SavedViews.Where(row => row.AccountId == account.Value && row.OrganizationId == organization.Value);
        await own.Where(row => row.Name == name).ExecuteDeleteAsync(ct);
        if (query is not null && await own.CountAsync(ct) < Limits.SavedViews)
        {
            db.Add(new SavedViewRow { AccountId = account.Value, OrganizationId = organization.Value, Name = name, Query = query });
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static void Write(PortfolioLineRow row, RelationshipLine line)
    {
        (row.Name, row.NameKey, row.Us, row.IsShared) = (line.Name, PortfolioSql.KeyOf(line.Name), (int)line.Us, line.IsShared);
        (row.Standing, row.Since, row.Evidence, row.Action) = ((int)line.Standing, line.Since, (int)line.Evidence, line.Action);
        (row.Share, row.ShareLow, row.ShareHigh) = (Kept(line.Share), Kept(line.ShareInterval?.Low), Kept(line.ShareInterval?.High));
        (row.OurTrust, row.TheirTrust) = (Kept(line.Trust.Ours?.Value), Kept(line.Trust.Theirs?.Value));
        (row.OurValue, row.TheirValue) = (Kept(line.Value.Ours?.Value), Kept(line.Value.Theirs?.Value));
        row.Spans = PortfolioSql.SpansOf(line.Trust.Ours, line.Trust.Theirs, line.Value.Ours, line.Value.Theirs);
        row.Weeks = string.Join(' ', line.Weeks.Select(week => week.ToString(CultureInfo.InvariantCulture)));
        (row.OpenOurs, row.OpenTheirs, row.Waits) = (line.Open.Ours, line.Open.Theirs, line.WaitsInAll);
        row.WaitsOf = FormattableString.Invariant($"{line.Waits.Requests} {line.Waits.Claims} {line.Waits.Decisions} {line.Waits.Signatures}");
        (row.OurDue, row.TheirDue) = (PortfolioSql.DayOf(line.OurDue), PortfolioSql.DayOf(line.TheirDue));
        (row.Effort, row.Appreciated, row.Pressure, row.Size, row.MadeOn) = (line.Effort, line.Appreciated, line.Pressure, line.Size, line.MadeOn);
    }

    private static int? Kept(double? share) => share is { } value ? (int)Math.Round(value * Millionths) : null;
}
