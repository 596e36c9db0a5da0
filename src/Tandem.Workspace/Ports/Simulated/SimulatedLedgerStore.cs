using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tandem.Core.Deeds;
using Tandem.Core.Evidence;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Record;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>
/// Ledgers in memory. Nothing derived is kept: what stands is folded anew from the entries each time, so that it shows what
/// the other stores must come to.
/// </summary>
/// <param name="fault">Asked before and after each write; what it throws is what a broken disk or line would.</param>
public sealed class SimulatedLedgerStore(Action<SimulatedMoment>? fault = null) : ILedgerStore
{
    private readonly Lock door = new();
    private readonly Dictionary<RelationshipId, SimulatedLedger> ledgers = [];
    private readonly List<HostKey> keys = [];
    private int organizations;

    public int Writers => 1;

    public Task<Relationship?> BeginAsync(NewLedger ledger, CancellationToken ct)
    {
        lock (door)
        {
            var id = ledger.Id ?? new(Number(2, ledgers.Count + 1));
            if (ledgers.ContainsKey(id))
            {
                return Task.FromResult<Relationship?>(null);
            }

            var sides = ledger.Names.Select(name => new Organization(new(Number(1, ++organizations)), name, Party.Nobody));
            ledgers[id] = new(sides);
            return Task.FromResult<Relationship?>(new(id, sides));
        }
    }

    public Task<ImmutableArray<HostKey>> HostKeysAsync(DateTimeOffset now, CancellationToken ct)
    {
        lock (door)
        {
            if (keys.Count == 0)
            {
                keys.Add(HostSigner.Make(null, now));
            }

            return Task.FromResult<ImmutableArray<HostKey>>([.. keys]);
        }
    }

    public Task<bool> AddHostKeyAsync(HostKey key, CancellationToken ct)
    {
        lock (door)
        {
            var isNext = key.Number == keys.Count + 1;
            if (isNext)
            {
                keys.Add(key);
            }

            return Task.FromResult(isNext);
        }
    }

    public Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult(Seen(viewer, id)?.Open(needs));
        }
    }

    public Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct)
    {
        lock (door)
        {
            fault?.Invoke(SimulatedMoment.BeforeWrite);
            var written = writes.Select(write => ledgers[write.Relationship].Write(write)).ToImmutableArray();
            fault?.Invoke(SimulatedMoment.AfterWrite);
            return Task.FromResult(written);
        }
    }

    public async IAsyncEnumerable<Entry> ReadAsync(Viewer viewer, RelationshipId id, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        ImmutableArray<Entry> read;
        lock (door)
        {
            read = Seen(viewer, id) is { } ledger ? [.. ledger.Entries.Skip((int)from - 1)] : [];
        }

        foreach (var entry in read)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public Task<EntryPage> PageAsync(Viewer viewer, RelationshipId id, EntryFilter filter, PageEdge edge, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult(Seen(viewer, id)?.Page(filter, edge) ?? EntryPage.Empty);
        }
    }

    public Task<ImmutableArray<LedgerGrowth?>> GrowthAsync(IReadOnlyList<(Viewer Viewer, RelationshipId Id)> asked, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult<ImmutableArray<LedgerGrowth?>>(
                [.. asked.Select(one => Seen(one.Viewer, one.Id) is { } ledger ? new LedgerGrowth(ledger.Entries.Count, 0) : (LedgerGrowth?)null)]);
        }
    }

    public Task<ImmutableDictionary<EntryId, ShownEntry>> FindAsync(
        Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> entries, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult(Seen(viewer, id)?.Find(entries) ?? ImmutableDictionary<EntryId, ShownEntry>.Empty);
        }
    }

    public async IAsyncEnumerable<StoredLedger> EveryAsync(Viewer viewer, [EnumeratorCancellation] CancellationToken ct)
    {
        ImmutableArray<StoredLedger> every;
        lock (door)
        {
            every =
            [
                .. from id in ledgers.Keys
                    orderby id.Value
                    let ledger = Seen(viewer, id)
                    where ledger is { Entries.Count: > 0 }
                    select new StoredLedger(new(id, ledger.Sides), [.. ledger.Entries.Select(entry => entry.Statement with { Texts = [] })]),
            ];
        }

        foreach (var ledger in every)
        {
            await Task.Yield();
            ct.ThrowIfCancellationRequested();
            yield return ledger;
        }
    }

    public Task<ImmutableArray<Tile>> TilesAsync(Viewer viewer, RelationshipId id, IReadOnlyList<TileId> tiles, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult(Seen(viewer, id) is { } ledger ? [.. tiles.Select(ledger.TileOf)] : ImmutableArray<Tile>.Empty);
        }
    }

    public Task<SignedCheckpoint?> CheckpointAsync(Viewer viewer, RelationshipId id, long? size, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult(Seen(viewer, id)?.Checkpoints.LastOrDefault(said => size is null || said.Checkpoint.Size == size));
        }
    }

    public Task<ImmutableArray<SignedCheckpoint>> CheckpointsAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        lock (door)
        {
            return Task.FromResult<ImmutableArray<SignedCheckpoint>>([.. Seen(viewer, id)?.Checkpoints ?? []]);
        }
    }

    public Task ScrubAsync(CancellationToken ct) => Task.CompletedTask;

    private SimulatedLedger? Seen(Viewer viewer, RelationshipId id) =>
        ledgers.TryGetValue(id, out var ledger)
        && (ledger.Sides.A.Id == viewer.Organization || ledger.Sides.B.Id == viewer.Organization) ? ledger : null;

    private static Guid Number(int kind, int number) => new($"{kind:x8}-0000-8000-8000-{number:x12}");
}

/// <summary>Where in a write something may go wrong.</summary>
public enum SimulatedMoment
{
    BeforeWrite,

    /// <summary>It is on disk, and the answer may be lost.</summary>
    AfterWrite,
}
