using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Where the ledgers of relationships are kept. Every call takes the viewer; what is not in the viewer's scope does not exist
/// for it. Entries are only ever added.
/// </summary>
public interface ILedgerStore
{
    /// <summary>How many writes to different ledgers may be under way at once; one where the database has one writer.</summary>
    int Writers { get; }

    /// <summary>A new relationship with an empty ledger. The first one ever makes its own side's organization the owner of the workspace.</summary>
    /// <returns><c>null</c> when the wanted id is taken.</returns>
    Task<Relationship?> BeginAsync(NewLedger ledger, CancellationToken ct);

    /// <summary>The keys checkpoints were ever signed with, the one in use last; the first is made when there is none.</summary>
    Task<ImmutableArray<HostKey>> HostKeysAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes a new key into use. <c>false</c> when another process was first.</summary>
    Task<bool> AddHostKeyAsync(HostKey key, CancellationToken ct);

    /// <summary>The head of a ledger, and of its entries those that are asked for; <c>null</c> out of scope.</summary>
    Task<OpenedLedger?> OpenAsync(Viewer viewer, RelationshipId id, LedgerNeeds needs, CancellationToken ct);

    /// <summary>
    /// Writes each of the writes wholly or not at all. One whose ledger has grown since it was opened is not written. When
    /// this returns, what was written survives the process.
    /// </summary>
    /// <returns>For each whether it was written.</returns>
    Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct);

    /// <summary>Entries in their order, from one sequence on, with the texts that are still there; none out of scope.</summary>
    IAsyncEnumerable<Entry> ReadAsync(Viewer viewer, RelationshipId id, long from, CancellationToken ct);

    /// <summary>
    /// Some entries, the newest first, with what stands of each and its texts: what a page shows. It costs what is shown, however
    /// long the ledger is. Nothing out of scope.
    /// </summary>
    Task<EntryPage> PageAsync(Viewer viewer, RelationshipId id, EntryFilter filter, PageEdge edge, CancellationToken ct);

    /// <summary>Entries by their ids, and those that they name, with what stands of each and its texts; nothing out of scope.</summary>
    Task<ImmutableDictionary<EntryId, ShownEntry>> FindAsync(
        Viewer viewer, RelationshipId id, IReadOnlyCollection<EntryId> entries, CancellationToken ct);

    /// <summary>
    /// Every ledger in scope that has an entry, one after the other: in one pass over the entries that holds one ledger at a time. The
    /// texts are left out, and of the organizations what belongs to them.
    /// </summary>
    IAsyncEnumerable<StoredLedger> EveryAsync(Viewer viewer, CancellationToken ct);

    /// <summary>Tiles as wide as they are in a tree of this size, which is at most the ledger's.</summary>
    /// <exception cref="InvalidDataException">One is not there, or not as wide as its name says.</exception>
    Task<ImmutableArray<Tile>> TilesAsync(Viewer viewer, RelationshipId id, IReadOnlyList<TileId> tiles, CancellationToken ct);

    /// <summary>The checkpoint of this size, or the newest; <c>null</c> when there is none in scope.</summary>
    Task<SignedCheckpoint?> CheckpointAsync(Viewer viewer, RelationshipId id, long? size, CancellationToken ct);

    /// <summary>Checkpoints by their size, the last of each day and the newest, at most <see cref="Limits.CheckpointsExported"/> of the latest.</summary>
    Task<ImmutableArray<SignedCheckpoint>> CheckpointsAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>
    /// How far each ledger has grown, for whom it is asked: one question for all of them. <c>null</c> where it is out of scope.
    /// </summary>
    Task<ImmutableArray<LedgerGrowth?>> GrowthAsync(IReadOnlyList<(Viewer Viewer, RelationshipId Id)> asked, CancellationToken ct);

    /// <summary>Leaves nothing of what was erased in files beside the database, as far as the database can.</summary>
    Task ScrubAsync(CancellationToken ct);
}

/// <param name="Drafts">Another number whenever the drafts of the viewer's own side are others; 0 without any.</param>
public readonly record struct LedgerGrowth(long Size, long Drafts);

/// <param name="Statements">In their order.</param>
public sealed record StoredLedger(Relationship Relationship, ImmutableArray<Statement> Statements);

/// <param name="Id">Kept when a ledger moves here; <c>null</c>: a new one.</param>
/// <param name="Names">What the two organizations are called. The viewer's own may be known already.</param>
/// <param name="Us">The side of the workspace's own organization.</param>
public sealed record NewLedger(RelationshipId? Id, Sides<string> Names, Side Us)
{
    /// <summary>The organization that begins it; <c>null</c>: the owner of the workspace, who is made when there is none.</summary>
    public OrganizationId? Whose { get; init; }
}

/// <summary>A key a host signs checkpoints with.</summary>
/// <param name="Number">From 1; the highest is in use.</param>
/// <param name="PrivateKey">PKCS #8, DER.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
/// <param name="Vouch">The note by which the key before vouches for this one; empty for the first.</param>
public sealed record HostKey(int Number, ReadOnlyMemory<byte> PrivateKey, ReadOnlyMemory<byte> PublicKey, DateTimeOffset MadeAt, string Vouch);

/// <param name="Entries">Entries that will be looked at, and those that they name in turn.</param>
/// <param name="Keys">Idempotency keys that may have been used.</param>
public sealed record LedgerNeeds(IReadOnlyCollection<EntryId> Entries, IReadOnlyCollection<IdempotencyKey> Keys)
{
    public static LedgerNeeds None { get; } = new([], []);
}

/// <summary>What a client calls one request, so that asking twice writes once.</summary>
public readonly record struct IdempotencyKey(Side Side, string Value);

/// <param name="Head">What holds after the last entry.</param>
/// <param name="Edge">The right edge of the tree.</param>
/// <param name="Entries">Those asked for that are there.</param>
/// <param name="Used">Entries that were written for the keys asked for.</param>
public sealed record OpenedLedger(
    RecordHead Head, Frontier Edge, ImmutableArray<EntryState> Entries, ImmutableDictionary<IdempotencyKey, EntryId> Used);

/// <summary>Everything one growth of one ledger changes, written at once.</summary>
/// <param name="ExpectedSize">What the ledger's size must still be.</param>
/// <param name="New">The new entries with what stands of them.</param>
/// <param name="Changed">Older entries whose state the new ones changed.</param>
/// <param name="References">Which older entry each new one names.</param>
/// <param name="FullTiles">Tiles that became full.</param>
/// <param name="Checkpoint">Signed over the new size.</param>
/// <param name="Keys">Idempotency keys and the sequences that answer them.</param>
/// <param name="Erased">Text groups that go.</param>
public sealed record LedgerWrite(
    RelationshipId Relationship, long ExpectedSize, RecordHead Head, Frontier Edge,
    ImmutableArray<(Entry Entry, EntryState State)> New, ImmutableArray<EntryState> Changed,
    ImmutableArray<(long Named, long Sequence)> References,
    ImmutableArray<Tile> FullTiles, SignedCheckpoint Checkpoint, DateTimeOffset SignedAt,
    ImmutableArray<(IdempotencyKey Key, long Sequence)> Keys, ImmutableArray<ErasedText> Erased);

/// <param name="Groups">Names of groups that go; what is not there is gone already.</param>
public readonly record struct ErasedText(long Sequence, ImmutableArray<string> Groups);
