using Microsoft.EntityFrameworkCore;
using Tandem.Core.Vocabulary;
using Tandem.Store.Ledger;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Sides;

/// <summary>Drafts, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class DraftStore(Engine engine) : IDraftStore
{
    private const string What = "draft";

    public async Task<IReadOnlyList<Draft>> DraftsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        if (open is null)
        {
            return [];
        }

        var rows = await db.Drafts.AsNoTracking().VisibleTo(db, viewer, id).OrderBy(row => row.Number).ToListAsync(ct);
        return [.. rows.Select(row => AsDraft(row, open))];
    }

    public static Draft AsDraft(DraftRow row, SideLock open) => new(
        new(row.Id), open.Unlock(row.Number, What, row.Line), row.AccountId is { } account ? new(account) : null,
        LedgerTime.Read(row.Recorded), row.InvitationId);

    public async Task<bool> AddAsync(Viewer viewer, RelationshipId id, Draft draft, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        var drafts = db.Drafts.VisibleTo(db, viewer, id);
        if (open is null || await drafts.CountAsync(ct) >= Limits.Drafts || await drafts.AnyAsync(row => row.Id == draft.Id.Value, ct))
        {
            return false;
        }

        var number = (await drafts.MaxAsync(row => (long?)row.Number, ct) ?? 0) + 1;
        db.Add(new DraftRow
        {
            RelationshipId = id.Value,
            Side = open.Side,
            Number = number,
            Id = draft.Id.Value!,
            Line = open.Lock(number, What, draft.Line),
            AccountId = draft.Account?.Value,
            Recorded = LedgerTime.Of(draft.WrittenAt),
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<int> RemoveAsync(Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> drafts, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var ids = drafts.Select(draft => draft.Value).ToList();
        return await db.Drafts.VisibleTo(db, viewer, id).Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(ct);
    }
}
