using Microsoft.EntityFrameworkCore;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>Relationships and each side's private evidence, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class EvidenceStore(Engine engine) : IEvidenceStore
{
    /// <summary>As many identifiers as one query looks up.</summary>
    private const int TextsAtOnce = 500;

    public async Task<Organization?> OwnerAsync(CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var owner = await db.Organizations.AsNoTracking().Include(o => o.Domains).Include(o => o.Addresses)
            .OrderBy(o => o.OrganizationId).FirstOrDefaultAsync(o => o.IsOwner, ct);
        return owner is null ? null : Organizations.AsOrganization(owner);
    }

    public async Task<IReadOnlyList<Relationship>> RelationshipsAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var rows = await WithSides(db.Relationships.VisibleTo(viewer)).OrderBy(row => row.RelationshipId).ToListAsync(ct);
        return [.. rows.Select(Organizations.AsRelationship)];
    }

    /// <summary>Names are looked through here, because databases disagree about small letters and capitals.</summary>
    public async Task<IReadOnlyList<Relationship>> PageAsync(
        Viewer viewer, string? name, RelationshipId after, int take, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var (found, last, isMore) = (new List<Relationship>(), after.Value, true);
        while (isMore && found.Count < take)
        {
            var most = name is null ? take : Limits.BodyItems;
            var rows = await WithSides(db.Relationships.VisibleTo(viewer).Where(row => row.RelationshipId.CompareTo(last) > 0))
                .OrderBy(row => row.RelationshipId).Take(most).ToListAsync(ct);
            found.AddRange(rows.Select(Organizations.AsRelationship).Where(one => one.IsNamed(viewer, name)).Take(take - found.Count));
            (last, isMore) = (rows.Count == 0 ? last : rows[^1].RelationshipId, rows.Count == most);
        }

        return found;
    }

    public async Task<Relationship?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(id.Value, ct);
        return await RelationshipSql.FindAsync(query, viewer, ct);
    }

    public async Task<Relationship> OpenAsync(NewRelationship opening, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        var relationship = await new Organizations(db).OpenAsync(opening, ct);
        await transaction.CommitAsync(ct);
        return relationship;
    }

    public async Task<MailEvidence?> LoadMailAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await PlaceAsync(db, viewer, id, ct) is { } place ? new(await engine.LoadAsync(place, ct)) : null;
    }

    public async Task<IReadOnlyDictionary<int, MessageText>> TextsAsync(
        Viewer viewer, RelationshipId id, Correspondence mail, IReadOnlyCollection<int> messages, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var texts = new Dictionary<int, MessageText>();
        foreach (var some in messages.Distinct().Chunk(TextsAtOnce))
        {
            var numbers = some.ToDictionary(message => unchecked((long)mail.IdOf(message)));
            foreach (var (key, text) in await TextsAsync(db, viewer, id, [.. numbers.Keys], ct))
            {
                texts[numbers[key]] = text;
            }
        }

        return texts;
    }

    public async Task<long> EvidenceVersionAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Evidence.VisibleTo(viewer).Where(row => row.RelationshipId == id.Value)
            .Select(row => row.Version).SingleOrDefaultAsync(ct);
    }

    public async Task<IEvidenceWriter?> BeginRunAsync(Viewer viewer, RelationshipId id, RunPlan plan, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } place)
        {
            return null;
        }

        var run = await InterruptedAsync(db, place, plan, ct) ?? await NewRunAsync(db, place, plan, ct);
        await transaction.CommitAsync(ct);
        return engine.NewWriter(place, run, plan.KeepBodies);
    }

    public async Task<IReadOnlyList<ImportRun>> RunsAsync(Viewer viewer, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var runs = from evidence in db.Evidence.VisibleTo(viewer)
                   join run in db.Runs.Include(r => r.Files)
                       on new { evidence.RelationshipId, evidence.Side } equals new { run.RelationshipId, run.Side }
                   orderby run.RelationshipId, run.Run
                   select run;
        return [.. (await runs.AsNoTracking().ToListAsync(ct)).Select(AsRun)];
    }

    public async Task<bool> UndoRunAsync(Viewer viewer, RelationshipId id, int run, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await PlaceAsync(db, viewer, id, ct) is not { } place)
        {
            return false;
        }

        // This row first, as every commit of a writer does: the two never cross.
        await OfSide(db.Evidence, place).ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version + 1), ct);
        await db.PortfolioLines.Where(row => row.RelationshipId == place.Relationship && row.Us == (int)place.Side)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Size, -1), ct);
        var undone = await OfSide(db.Runs, place).Where(row => row.Run == run && row.State != RunState.Undone)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, RunState.Undone), ct);
        if (undone == 0)
        {
            return false;
        }

        foreach (var statement in EvidenceSql.Undo)
        {
            await db.Database.ExecuteSqlRawAsync(statement, [place.Relationship, (int)place.Side, run], ct);
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    private static IQueryable<RelationshipRow> WithSides(IQueryable<RelationshipRow> rows) => rows.AsNoTracking()
        .Include(row => row.SideA.Domains).Include(row => row.SideA.Addresses)
        .Include(row => row.SideB.Domains).Include(row => row.SideB.Addresses);

    private static IQueryable<TRow> OfSide<TRow>(IQueryable<TRow> rows, EvidencePlace place)
        where TRow : PrivateRow => rows.Where(row => row.RelationshipId == place.Relationship && row.Side == place.Side);

    private static async Task<EvidencePlace?> PlaceAsync(TandemDb db, Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        var row = await db.Evidence.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(r => r.RelationshipId == id.Value, ct);
        return row is null ? null : new(row.RelationshipId, row.Side, unchecked((ulong)row.Salt));
    }

    private static async Task<List<(long Key, MessageText Text)>> TextsAsync(
        TandemDb db, Viewer viewer, RelationshipId id, List<long> keys, CancellationToken ct)
    {
        var rows = from evidence in db.Evidence.VisibleTo(viewer)
                   where evidence.RelationshipId == id.Value
                   join message in db.Messages
                       on new { evidence.RelationshipId, evidence.Side } equals new { message.RelationshipId, message.Side }
                   where keys.Contains(message.MessageKey)
                   join file in db.MailFiles
                       on new { message.RelationshipId, message.Side, message.Run, message.FileNumber }
                       equals new { file.RelationshipId, file.Side, file.Run, file.FileNumber } into files
                   from file in files.DefaultIfEmpty()
                   select new { message.MessageKey, message.Subject, message.MessageId, file!.Name, message.ByteOffset };
        var found = await rows.AsNoTracking().ToListAsync(ct);
        return [.. found.Select(r => (r.MessageKey, new MessageText(r.Subject, r.MessageId, MessageText.At(r.Name, r.ByteOffset))))];
    }

    private static async Task<ImportRun?> InterruptedAsync(TandemDb db, EvidencePlace place, RunPlan plan, CancellationToken ct)
    {
        var open = await OfSide(db.Runs, place).AsNoTracking().Where(r => r.State == RunState.Open && r.KeepBodies == plan.KeepBodies)
            .OrderByDescending(r => r.Run).ToListAsync(ct);
        foreach (var run in open)
        {
            run.Files.AddRange(await OfSide(db.Files, place).AsNoTracking().Where(f => f.Run == run.Run).ToListAsync(ct));
            if (AsRun(run) is var known && known.Files.SequenceEqual(plan.Files))
            {
                return known;
            }
        }

        return null;
    }

    private async Task<ImportRun> NewRunAsync(TandemDb db, EvidencePlace place, RunPlan plan, CancellationToken ct)
    {
        var last = await OfSide(db.Runs, place).MaxAsync(r => (int?)r.Run, ct) ?? 0;
        var row = new ImportRunRow
        {
            RelationshipId = place.Relationship,
            Side = place.Side,
            Run = last + 1,
            StartedAt = plan.StartedAt,
            KeepBodies = plan.KeepBodies,
        };
        db.Add(row);
        await db.SaveChangesAsync(ct);
        var run = AsRun(row) with { Files = plan.Files };
        engine.InsertFiles(db, place, run);
        return run;
    }

    private static ImportRun AsRun(ImportRunRow row) => new(
        new(row.RelationshipId), row.Run, row.State, row.StartedAt, row.FinishedAt,
        [.. row.Files.OrderBy(f => f.FileNumber).Select(f => new RunFile(f.Path, f.Bytes, f.ModifiedAtTicks))],
        new(row.PositionFile, row.PositionOffset), row.Seen, row.Added);
}
