using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests.Simulation;

/// <summary>A store with a fault that was planted, to see that the simulation finds it.</summary>
internal sealed class BrokenStore(ILedgerStore store) : PassingLedgerStore(store)
{
    private readonly ILedgerStore store = store;
    private int writes;
    private Viewer? seeing;

    public int ForgetsEvery { get; init; }

    public int TwiceEvery { get; init; }

    public bool SignsTheOneBefore { get; init; }

    public bool LetsStrangersIn { get; init; }

    public bool IgnoresSize { get; init; }

    public Func<List<Entry>, List<Entry>> Reads { get; init; } = entries => entries;

    public Func<OpenedLedger, OpenedLedger> Opens { get; init; } = opened => opened;

    public Func<LedgerWrite, LedgerWrite> Writes { get; init; } = write => write;

    public override async Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct)
    {
        seeing = LetsStrangersIn && viewer != Simulation.Laws.Stranger ? viewer : seeing;
        return await base.OpenAsync(LetsStrangersIn ? seeing ?? viewer : viewer, id, needs, ct) is { } opened ? Opens(opened) : null;
    }

    public override async Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct)
    {
        this.writes++;
        if (ForgetsEvery > 0 && this.writes % ForgetsEvery == 0)
        {
            return [.. writes.Select(_ => true)];
        }

        var changed = await Task.WhenAll(writes.Select(async write => IgnoresSize ? write with { ExpectedSize = await SizeAsync(write) } : write));
        var written = await base.WriteAsync([.. changed.Select(Writes)], ct);
        if (TwiceEvery > 0 && this.writes % TwiceEvery == 0)
        {
            _ = await base.WriteAsync([.. writes.Select(write => write with { ExpectedSize = write.Head.Size, Keys = [], Erased = [] })], ct);
        }

        return written;
    }

    public override async IAsyncEnumerable<Entry> ReadAsync(
        Viewer viewer, RelationshipId id, long from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        seeing = viewer != Simulation.Laws.Stranger ? viewer : seeing;
        foreach (var entry in Reads(await base.ReadAsync(viewer, id, from, ct).ToListAsync(ct)))
        {
            yield return entry;
        }
    }

    public override async Task<SignedCheckpoint?> CheckpointAsync(Viewer viewer, RelationshipId id, long? size, CancellationToken ct) =>
        SignsTheOneBefore && await store.CheckpointsAsync(viewer, id, ct) is { Length: > 40 } all
            ? all[^2]
            : await base.CheckpointAsync(viewer, id, size, ct);

    private async Task<long> SizeAsync(LedgerWrite write) =>
        seeing is null ? write.ExpectedSize : (await store.OpenAsync(seeing, write.Relationship, LedgerNeeds.None, default))!.Head.Size;
}
