using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>A store that passes everything on to another one: what goes wrong on the way is added by those that inherit.</summary>
internal abstract class PassingLedgerStore(ILedgerStore store) : ILedgerStore
{
    public int Writers => store.Writers;

    public Task<Relationship?> BeginAsync(NewLedger ledger, CancellationToken ct) => store.BeginAsync(ledger, ct);

    public Task<ImmutableArray<HostKey>> HostKeysAsync(DateTimeOffset now, CancellationToken ct) => store.HostKeysAsync(now, ct);

    public Task<bool> AddHostKeyAsync(HostKey key, CancellationToken ct) => store.AddHostKeyAsync(key, ct);

    public virtual Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct) =>
        store.OpenAsync(viewer, id, needs, ct);

    public virtual Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct) => store.WriteAsync(writes, ct);

    public virtual IAsyncEnumerable<Entry> ReadAsync(Viewer viewer, RelationshipId id, long from, CancellationToken ct) =>
        store.ReadAsync(viewer, id, from, ct);

    public virtual Task<EntryPage> PageAsync(Viewer viewer, RelationshipId id, EntryFilter filter, PageEdge edge, CancellationToken ct) =>
        store.PageAsync(viewer, id, filter, edge, ct);

    public virtual Task<ImmutableArray<LedgerGrowth?>> GrowthAsync(
        IReadOnlyList<(Viewer Viewer, RelationshipId Id)> asked, CancellationToken ct) => store.GrowthAsync(asked, ct);

    public virtual Task<ImmutableDictionary<EntryId, ShownEntry>> FindAsync(
        Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> entries, CancellationToken ct) => store.FindAsync(viewer, id, entries, ct);

    public virtual IAsyncEnumerable<StoredLedger> EveryAsync(Viewer viewer, CancellationToken ct) => store.EveryAsync(viewer, ct);

    public virtual Task<ImmutableArray<Tile>> TilesAsync(Viewer viewer, RelationshipId id, IReadOnlyList<TileId> tiles, CancellationToken ct) =>
        store.TilesAsync(viewer, id, tiles, ct);

    public virtual Task<SignedCheckpoint?> CheckpointAsync(Viewer viewer, RelationshipId id, long? size, CancellationToken ct) =>
        store.CheckpointAsync(viewer, id, size, ct);

    public Task<ImmutableArray<SignedCheckpoint>> CheckpointsAsync(Viewer viewer, RelationshipId id, CancellationToken ct) =>
        store.CheckpointsAsync(viewer, id, ct);

    public virtual Task ScrubAsync(CancellationToken ct) => store.ScrubAsync(ct);
}
