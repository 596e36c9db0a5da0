using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Ports;

/// <summary>
/// Where relationships and each side's private evidence are kept. Every call takes the viewer; what is not in the
/// viewer's scope does not exist for it.
/// </summary>
public interface IEvidenceStore
{
    /// <summary>The organization that owns this workspace on this machine; <c>null</c> before the first import.</summary>
    Task<Organization?> OwnerAsync(CancellationToken ct);

    Task<IReadOnlyList<Relationship>> RelationshipsAsync(Viewer viewer, CancellationToken ct);

    /// <summary>Some of them, in the order of their ids.</summary>
    /// <param name="name">Part of the other organization's name, in small letters or capitals; <c>null</c> for all.</param>
    async Task<IReadOnlyList<Relationship>> PageAsync(Viewer viewer, string? name, RelationshipId after, int take, CancellationToken ct) =>
    [
        .. (await RelationshipsAsync(viewer, ct)).Where(one => one.Id.Value.CompareTo(after.Value) > 0 && one.IsNamed(viewer, name))
            .OrderBy(one => one.Id.Value).Take(take),
    ];

    /// <summary><c>null</c> when there is none in the viewer's scope.</summary>
    Task<Relationship?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>
    /// The relationship between two parties, made if it is not there yet. The first one ever opened makes side A's
    /// organization the owner of the workspace. Known organizations are recognised by a shared domain or address and
    /// gain the new ones.
    /// </summary>
    Task<Relationship> OpenAsync(NewRelationship opening, CancellationToken ct);

    /// <summary>The viewer's own mail evidence of a relationship, in the order it came in; <c>null</c> out of scope.</summary>
    Task<MailEvidence?> LoadMailAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>
    /// Subjects, Message-IDs and origins of a few messages, by their number in a loaded correspondence. They are found by
    /// their identifiers, so that an import or an undo in between can leave a text out but never put a wrong one beside a figure.
    /// </summary>
    Task<IReadOnlyDictionary<int, MessageText>> TextsAsync(
        Viewer viewer, RelationshipId id, Correspondence mail, IReadOnlyCollection<int> messages, CancellationToken ct);

    /// <summary>
    /// Grows whenever the evidence of the viewer's side changes, or who belongs to which side: the key of anything
    /// computed from it. 0 out of scope.
    /// </summary>
    Task<long> EvidenceVersionAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>
    /// Begins a run, or continues the interrupted one over the same files (its <see cref="ImportRun.Position"/> says where).
    /// <c>null</c> out of scope.
    /// </summary>
    Task<IEvidenceWriter?> BeginRunAsync(Viewer viewer, RelationshipId id, RunPlan plan, CancellationToken ct);

    Task<IReadOnlyList<ImportRun>> RunsAsync(Viewer viewer, CancellationToken ct);

    /// <summary>Takes back a whole run: the evidence is as if it had never been. <c>false</c> when there is no such run in scope.</summary>
    Task<bool> UndoRunAsync(Viewer viewer, RelationshipId id, int run, CancellationToken ct);
}

/// <param name="Ours">Side A.</param>
/// <param name="Theirs">Side B.</param>
/// <param name="AsOf">See <see cref="Relationship.AsOf"/>.</param>
/// <param name="Clocks">When the two work; <c>null</c> leaves what is known.</param>
public sealed record NewRelationship(
    string OurName, Party Ours, string TheirName, Party Theirs, DateTimeOffset? AsOf = null, Sides<WorkingHours?> Clocks = default)
{
    /// <summary>The organization that opens it, where it is known who that is; <c>null</c>: it is recognised by its domains.</summary>
    public OrganizationId? Us { get; init; }

    /// <summary>Both sides are here from the first, as in the demo.</summary>
    public bool IsShared { get; init; }

    public bool IsSample { get; init; }
}

/// <summary>A side's mail evidence, ready to be read.</summary>
public sealed record MailEvidence(Correspondence Mail);

/// <param name="Where">File and byte offset, as in <c>mail/2025.mbox:18823</c>.</param>
public sealed record MessageText(string? Subject, string? MessageId, string Where)
{
    public static string At(string path, long offset) => FormattableString.Invariant($"{path}:{offset}");
}

/// <summary>The files of a run with their sizes and times: the same files mean the same run.</summary>
public sealed record RunPlan(ImmutableArray<RunFile> Files, DateTimeOffset StartedAt, bool KeepBodies);

public sealed record RunFile(string Path, long Bytes, long ModifiedAtTicks);

public enum RunState
{
    /// <summary>Being read, or interrupted: the same command continues it.</summary>
    Open,
    Done,
    Undone,
}

/// <param name="Seen">Messages read that belong to the relationship.</param>
/// <param name="Added">Messages that are evidence because of this run: no earlier run has them.</param>
public sealed record ImportRun(
    RelationshipId Relationship, int Number, RunState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt,
    ImmutableArray<RunFile> Files, ReadPosition Position, int Seen, int Added);

/// <summary>
/// Writes the evidence of one run. Nothing is kept until <see cref="Commit"/>; what is committed stays, with the
/// position in the same transaction, so that a killed run continues where it was.
/// </summary>
public interface IEvidenceWriter : IDisposable
{
    ImportRun Run { get; }

    /// <summary>
    /// The addresses of this run. Each run has a book of its own, so that names and marks can be taken back with it;
    /// <see cref="IEvidenceStore.LoadMailAsync"/> lays them over each other.
    /// </summary>
    AddressBook Addresses { get; }

    /// <summary>The key of the side's identifiers: the same in every run of this relationship and side.</summary>
    Key Key { get; }

    /// <summary>A file, or a member of an archive, begins: messages name it by its number.</summary>
    void Enter(int file, string name);

    /// <summary>Keeps a message, or that this run saw it too.</summary>
    void Add(in Message message, in MessageWords words);

    /// <summary>Keeps everything added so far, and that the run has come to a position.</summary>
    void Commit(ReadPosition position);

    /// <summary>Commits and closes the run.</summary>
    void Finish(DateTimeOffset at);
}
