using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>Makes receipts: for each entry the proof that it stands in the ledger as signed now.</summary>
public sealed class Receipts(ILedgerStore store)
{
    /// <summary><c>null</c> when there is no such entry in scope.</summary>
    public async Task<Receipt?> OfAsync(Viewer viewer, RelationshipId id, EntryId entry, CancellationToken ct)
    {
        var opened = await store.OpenAsync(viewer, id, new([entry], []), ct);
        return opened?.Entries.FirstOrDefault(state => state.Id == entry) is { } state ? await OfAsync(viewer, id, state.Sequence, ct) : null;
    }

    public async Task<Receipt?> OfAsync(Viewer viewer, RelationshipId id, long sequence, CancellationToken ct)
    {
        if (await store.CheckpointAsync(viewer, id, null, ct) is not { } checkpoint || sequence < 1 || sequence > checkpoint.Checkpoint.Size)
        {
            return null;
        }

        var size = checkpoint.Checkpoint.Size;
        var tiles = await store.TilesAsync(viewer, id, InclusionProof.TilesFor(sequence - 1, size), ct);
        return new(sequence - 1, InclusionProof.From(sequence - 1, size, new TileHashes(tiles).Read).Hashes, checkpoint);
    }
}
