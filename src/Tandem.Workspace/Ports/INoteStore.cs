using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports;

/// <summary>What a side keeps about a relationship for itself: its notes, locked where they lie, and the record as it saw it last.</summary>
public interface INoteStore
{
    /// <summary>The notes of the viewer's own side, the newest first; none out of scope.</summary>
    Task<IReadOnlyList<Note>> NotesAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>Adds a note, or writes one anew. <c>false</c> out of scope, or where there is none of that number.</summary>
    /// <param name="number"><c>null</c>: a new one.</param>
    Task<bool> WriteNoteAsync(Viewer viewer, RelationshipId id, long? number, Note note, CancellationToken ct);

    Task<bool> RemoveNoteAsync(Viewer viewer, RelationshipId id, long number, CancellationToken ct);

    /// <summary>The newest checkpoint that was shown to the viewer's side; <c>null</c> when none was.</summary>
    Task<SignedCheckpoint?> SeenAsync(Viewer viewer, RelationshipId id, CancellationToken ct);

    /// <summary>Keeps the newest checkpoint that was shown; a smaller one than the kept changes nothing.</summary>
    Task SeeAsync(Viewer viewer, RelationshipId id, SignedCheckpoint shown, DateTimeOffset at, CancellationToken ct);
}

/// <param name="Number">From 1; 0 for one that is not written yet.</param>
/// <param name="Author">The pseudonym of who wrote it last.</param>
public sealed record Note(long Number, string Text, string Author, DateTimeOffset WrittenAt);
