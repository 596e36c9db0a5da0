using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace;

/// <summary>What a side writes about a relationship for itself. It never reaches the other side.</summary>
public sealed partial class Seat
{
    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Note>> NotesAsync(RelationshipId id, CancellationToken ct)
    {
        var notes = viewer.IsSharedOnly ? [] : await rooms.Notes.NotesAsync(viewer, id, ct);
        if (notes.Count > 0)
        {
            await AuditPrivateReadAsync(id);
        }

        return notes;
    }

    /// <param name="number"><c>null</c>: a new one.</param>
    /// <returns><c>false</c> out of scope, where there is none of that number, or without a text of at most <see cref="Limits.TextChars"/>.</returns>
    public async Task<bool> WriteNoteAsync(RelationshipId id, long? number, string text, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        viewer.DemandPrivate();
        return text.Trim() is { Length: > 0 and <= Limits.TextChars } written && await rooms.Notes.WriteNoteAsync(
            viewer, id, number, new(number ?? 0, written, viewer.Pseudonym, rooms.Time.GetUtcNow()), ct);
    }

    public async Task<bool> RemoveNoteAsync(RelationshipId id, long number, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        viewer.DemandPrivate();
        return await rooms.Notes.RemoveNoteAsync(viewer, id, number, ct);
    }
}
