using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;

namespace Tandem.Workspace;

/// <summary>The record as people read it: page by page, entry by entry, with what proves it.</summary>
public sealed partial class Seat
{
    /// <summary>The latest entry of the shared record that a page may show; out of scope there is none.</summary>
    public Task<EntryPage> TimelineAsync(RelationshipId id, EntryFilter filter, PageEdge edge, CancellationToken ct) =>
        rooms.Ledgers.PageAsync(viewer, id, filter, edge, ct);

    /// <summary>Entries by their ids, and those that they name.</summary>
    public async Task<ImmutableDictionary<EntryId, ShownEntry>> EntriesAsync(
        RelationshipId id, IReadOnlyCollection<EntryId> entries, CancellationToken ct) => entries.Count == 0
            ? ImmutableDictionary<EntryId, ShownEntry>.Empty
            : await rooms.Ledgers.FindAsync(viewer, id, entries, ct);

    /// <summary>Who stands behind the pseudonyms of both sides.</summary>
    public Task<ImmutableDictionary<string, string>> AuthorsAsync(RelationshipId id, CancellationToken ct) =>
        rooms.People.AuthorsAsync(viewer, id, ct);

    public Task<Receipt?> ReceiptAsync(RelationshipId id, EntryId entry, CancellationToken ct) =>
        new Receipts(rooms.Ledgers).OfAsync(viewer, id, entry, ct);

    /// <summary>Entries as they were sealed, from one number on.</summary>
    public IAsyncEnumerable<Entry> SealedFromAsync(RelationshipId id, long from, CancellationToken ct) =>
        rooms.Ledgers.ReadAsync(viewer, id, from, ct);

    public Task<SignedCheckpoint?> CheckpointAsync(RelationshipId id, long? size, CancellationToken ct) =>
        rooms.Ledgers.CheckpointAsync(viewer, id, size, ct);

    public Task<ImmutableArray<SignedCheckpoint>> CheckpointsAsync(RelationshipId id, CancellationToken ct) =>
        rooms.Ledgers.CheckpointsAsync(viewer, id, ct);

    /// <summary>The keys of the host, the one in use last.</summary>
    public async Task<ImmutableArray<NoteKey>> HostKeysAsync(RelationshipId id, CancellationToken ct) =>
        [.. HostSigner.KeysOf(id, await rooms.Ledgers.HostKeysAsync(rooms.Time.GetUtcNow(), ct))];

    /// <summary>The whole record as one file that can be checked without anything else.</summary>
    public Task<SignedCheckpoint?> ExportAsync(Relationship relationship, Stream output, CancellationToken ct) =>
        ExportAsync(relationship, output, null, ct);

    /// <param name="progress">Is told how many entries were written.</param>
    public async Task<SignedCheckpoint?> ExportAsync(Relationship relationship, Stream output, Action<long>? progress, CancellationToken ct)
    {
        var written = await WriteAsync(relationship, output, progress, ct);
        if (written is not null && (viewer.Account is not null || Key is not null))
        {
            await AuditAsync(AuditCode.Exported, relationship.Id, "record", ct);
        }

        return written;
    }

    /// <summary>
    /// Exports the record to a scratch file and checks every byte of it: what anybody with the file would do. One at a time for each
    /// relationship, because it reads the whole of it.
    /// </summary>
    /// <returns><c>null</c> while another one is under way, or when there is nothing in scope.</returns>
    public async Task<VerificationReport?> VerifyAsync(Relationship relationship, CancellationToken ct)
    {
        if (!rooms.Verifying.TryAdd(relationship.Id, true))
        {
            return null;
        }

        try
        {
            await using var scratch = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            if (await WriteAsync(relationship, scratch, null, ct) is null)
            {
                return null;
            }

            scratch.Position = 0;
            var seen = viewer.IsSharedOnly ? null : await rooms.Notes.SeenAsync(viewer, relationship.Id, ct);
            return LedgerVerification.Of(scratch, new(seen is null ? null : new KeptProof(seen, null), null, null, false));
        }
        finally
        {
            rooms.Verifying.TryRemove(relationship.Id, out _);
        }
    }

    private Task<SignedCheckpoint?> WriteAsync(Relationship relationship, Stream output, Action<long>? progress, CancellationToken ct) =>
        new LedgerExport(rooms.Ledgers, rooms.Time).WriteAsync(viewer, relationship, output, progress, ct);

    /// <summary>The body of a mail summary over a quarter, from the own side's mail; <c>null</c> without mail of that time.</summary>
    public async Task<JsonObject?> SummaryAsync(Relationship relationship, Quarter quarter, CancellationToken ct)
    {
        viewer.DemandPrivate();
        if (await rooms.Evidence.LoadMailAsync(viewer, relationship.Id, ct) is not { Mail.Count: > 0 } evidence)
        {
            return null;
        }

        var reading = DraftReading.Of(evidence.Mail, StoredReading.OptionsFor(viewer, relationship, quarter.End) with
        {
            At = quarter.End,
            Since = quarter.Start,
            Until = quarter.End,
        });
        return SummaryBody.Of(quarter, reading);
    }

    /// <summary>
    /// Whether the record no longer contains what this side was shown before. What is newer and goes on from it is kept in its place.
    /// </summary>
    private async Task<bool> IsBrokenAsync(RelationshipId id, long size, CancellationToken ct)
    {
        if (size == 0 || viewer.IsSharedOnly || rooms.Seen.IsKnown(viewer.Organization, id, size, rooms.Time.GetUtcNow()))
        {
            return false;
        }

        var seen = await rooms.Notes.SeenAsync(viewer, id, ct);
        if (await rooms.Ledgers.CheckpointAsync(viewer, id, null, ct) is not { } newest
            || (seen is { } kept && !await GoesOnAsync(id, kept, newest, ct)))
        {
            return true;
        }

        if (seen is null || seen.Checkpoint.Size < newest.Checkpoint.Size)
        {
            await rooms.Notes.SeeAsync(viewer, id, newest, rooms.Time.GetUtcNow(), ct);
        }

        rooms.Seen.Know(viewer.Organization, id, newest.Checkpoint.Size, rooms.Time.GetUtcNow());
        return false;
    }

    private async Task<bool> GoesOnAsync(RelationshipId id, SignedCheckpoint kept, SignedCheckpoint newest, CancellationToken ct)
    {
        var (first, second) = (kept.Checkpoint, newest.Checkpoint);
        if (first.Size >= second.Size)
        {
            return first.Size == second.Size && first.Root == second.Root;
        }

        var tiles = await rooms.Ledgers.TilesAsync(viewer, id, ConsistencyProof.TilesFor(first.Size, second.Size), ct);
        return ConsistencyProof.From(first.Size, second.Size, new TileHashes(tiles).Read).Verify(first.Root, second.Root) == ProofOutcome.Holds;
    }
}
