using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Store.Evidence;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Store.Ledger;

/// <summary>The ledgers of relationships, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class LedgerStore(Engine engine) : ILedgerStore
{
    public int Writers => engine.LedgerWriters;

    public async Task<Relationship?> BeginAsync(NewLedger ledger, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (ledger.Id is { } id && await db.Relationships.AnyAsync(row => row.RelationshipId == id.Value, ct))
        {
            return null;
        }

        var relationship = await new Organizations(db).BeginAsync(ledger, ct);
        await transaction.CommitAsync(ct);
        return relationship;
    }

    public async Task<ImmutableArray<HostKey>> HostKeysAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var keys = await KeysAsync(db, ct);
        if (keys.IsEmpty)
        {
            _ = await AddHostKeyAsync(HostSigner.Make(null, now), ct); // another process may be first: then its key is used
            keys = await KeysAsync(db, ct);
        }

        return keys;
    }

    public async Task<bool> AddHostKeyAsync(HostKey key, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if ((await db.HostKeys.MaxAsync(row => (int?)row.Number, ct) ?? 0) != key.Number - 1)
        {
            return false;
        }

        db.Add(new HostKeyRow
        {
            Number = key.Number,
            PrivateKey = key.PrivateKey.ToArray(),
            PublicKey = key.PublicKey.ToArray(),
            MadeAt = LedgerTime.Of(key.MadeAt),
            Vouch = key.Vouch,
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct)
    {
        if (!await IsVisibleAsync(viewer, id, ct))
        {
            return null;
        }

        await using var query = await engine.QueryAsync(id.Value, ct);
        return await LedgerHeads.OpenAsync(query, engine.Ids, needs, ct);
    }

    public async Task<ImmutableArray<LedgerGrowth?>> GrowthAsync(IReadOnlyList<(Viewer Viewer, RelationshipId Id)> asked, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var ids = asked.Select(one => one.Id.Value).Distinct().ToList();
        var question = from place in db.Relationships
                       where ids.Contains(place.RelationshipId)
                       select new
                       {
                           place.RelationshipId,
                           place.SideAId,
                           place.SideBId,
                           // A relationship of mail alone has no ledger yet.
                           Size = db.Ledgers.Where(row => row.RelationshipId == place.RelationshipId)
                               .Select(row => (long?)row.Size).FirstOrDefault() ?? 0,
                           A = db.Drafts.Where(row => row.RelationshipId == place.RelationshipId && row.Side == (int)Side.A)
                               .GroupBy(_ => 1)
                               .Select(all => (long?)((all.Max(row => row.Number) * (Limits.Drafts + 1)) + all.Count())).FirstOrDefault(),
                           B = db.Drafts.Where(row => row.RelationshipId == place.RelationshipId && row.Side == (int)Side.B)
                               .GroupBy(_ => 1)
                               .Select(all => (long?)((all.Max(row => row.Number) * (Limits.Drafts + 1)) + all.Count())).FirstOrDefault(),
                       };
        var found = await question.ToDictionaryAsync(row => row.RelationshipId, ct);
        return
        [
            .. asked.Select(one => found.TryGetValue(one.Id.Value, out var row)
                ? Of(one.Viewer, row.SideAId, row.SideBId, row.Size, row.A, row.B) : null),
        ];

        static LedgerGrowth? Of(Viewer viewer, Guid a, Guid b, long size, long? draftsOfA, long? draftsOfB) =>
            viewer.Organization.Value != a && viewer.Organization.Value != b ? null
            : new(size, viewer.IsSharedOnly ? 0 : (viewer.Organization.Value == a ? draftsOfA : draftsOfB) ?? 0);
    }

    public Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct) => engine.WriteAsync(writes, ct);

    public async IAsyncEnumerable<Entry> ReadAsync(Viewer viewer, RelationshipId id, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!await IsVisibleAsync(viewer, id, ct))
        {
            yield break;
        }

        await using var query = await engine.QueryAsync(id.Value, ct);
        await foreach (var entry in EntryRows.EntriesAsync(query, from, ct))
        {
            yield return entry;
        }
    }

    public async Task<EntryPage> PageAsync(Viewer viewer, RelationshipId id, EntryFilter filter, PageEdge edge, CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(id.Value, ct);
        return await new EntryPages(query, engine.Ids, viewer).PageAsync(filter, edge, ct);
    }

    public async Task<ImmutableDictionary<EntryId, ShownEntry>> FindAsync(
        Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> entries, CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(id.Value, ct);
        return await new EntryPages(query, engine.Ids, viewer).FindAsync(entries, ct);
    }

    public async IAsyncEnumerable<StoredLedger> EveryAsync(Viewer viewer, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var query = await engine.QueryAsync(Guid.Empty, ct); // over all that the viewer may see
        await foreach (var ledger in EveryLedger.ReadAsync(query, viewer, ct))
        {
            yield return ledger;
        }
    }

    public async Task<ImmutableArray<Tile>> TilesAsync(Viewer viewer, RelationshipId id, IReadOnlyList<TileId> tiles, CancellationToken ct)
    {
        if (!await IsVisibleAsync(viewer, id, ct))
        {
            return [];
        }

        await using var query = await engine.QueryAsync(id.Value, ct);
        var read = ImmutableArray.CreateBuilder<Tile>(tiles.Count);
        foreach (var tile in tiles)
        {
            read.Add(await TileRows.ReadAsync(query, tile, ct));
        }

        return read.MoveToImmutable();
    }

    public async Task<SignedCheckpoint?> CheckpointAsync(Viewer viewer, RelationshipId id, long? size, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        var newest = await db.Checkpoints.AsNoTracking()
            .Where(row => db.Relationships.VisibleTo(viewer).Any(r => r.RelationshipId == row.RelationshipId) && row.RelationshipId == id.Value)
            .Where(row => size == null || row.Size == size)
            .OrderByDescending(row => row.Size).FirstOrDefaultAsync(ct);
        return newest is null ? null : Read(newest.Note);
    }

    public async Task<ImmutableArray<SignedCheckpoint>> CheckpointsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        if (!await IsVisibleAsync(viewer, id, ct))
        {
            return [];
        }

        const long Day = 86_400_000_000;
        var days = db.Checkpoints.Where(row => row.RelationshipId == id.Value)
            .GroupBy(row => row.SignedAt / Day).Select(day => day.Max(row => row.Size));
        var notes = await db.Checkpoints.AsNoTracking().Where(row => row.RelationshipId == id.Value && days.Contains(row.Size))
            .OrderByDescending(row => row.Size).Take(Limits.CheckpointsExported).Select(row => row.Note).ToListAsync(ct);
        return [.. notes.Select(Read).Reverse()];
    }

    public Task ScrubAsync(CancellationToken ct) => engine.ScrubAsync(ct);

    private async Task<bool> IsVisibleAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Relationships.VisibleTo(viewer).AnyAsync(row => row.RelationshipId == id.Value, ct);
    }

    private static async Task<ImmutableArray<HostKey>> KeysAsync(TandemDb db, CancellationToken ct) =>
    [
        .. (await db.HostKeys.AsNoTracking().OrderBy(row => row.Number).ToListAsync(ct))
            .Select(row => new HostKey(row.Number, row.PrivateKey, row.PublicKey, LedgerTime.Read(row.MadeAt), row.Vouch)),
    ];

    private static SignedCheckpoint Read(string note) => SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes(note), out var checkpoint, out var problem)
        ? checkpoint
        : throw new InvalidDataException($"A stored checkpoint cannot be read: {problem}.");
}
