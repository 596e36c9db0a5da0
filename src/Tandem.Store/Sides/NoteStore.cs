using System.Text;
using Microsoft.EntityFrameworkCore;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Sides;

/// <summary>Notes and the checkpoint seen last, in the tables of a <see cref="TandemDb"/>.</summary>
internal sealed class NoteStore(Engine engine) : INoteStore
{
    private const string What = "note";

    public async Task<IReadOnlyList<Note>> NotesAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        if (open is null)
        {
            return [];
        }

        var rows = await db.Notes.AsNoTracking().VisibleTo(db, viewer, id).OrderByDescending(row => row.Number).ToListAsync(ct);
        return [.. rows.Select(row => new Note(row.Number, open.Unlock(row.Number, What, row.Text), row.Author, row.WrittenAt))];
    }

    public async Task<bool> WriteNoteAsync(Viewer viewer, RelationshipId id, long? number, Note note, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        using var open = await SideLock.OpenAsync(db, viewer, id, ct);
        if (open is null)
        {
            return false;
        }

        var notes = db.Notes.VisibleTo(db, viewer, id);
        var row = number is null ? null : await notes.FirstOrDefaultAsync(of => of.Number == number, ct);
        if (number is null)
        {
            row = new() { RelationshipId = id.Value, Side = open.Side, Number = (await notes.MaxAsync(of => (long?)of.Number, ct) ?? 0) + 1 };
            db.Add(row);
        }

        if (row is null)
        {
            return false;
        }

        (row.Text, row.Author, row.WrittenAt) = (open.Lock(row.Number, What, note.Text), note.Author, note.WrittenAt);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> RemoveNoteAsync(Viewer viewer, RelationshipId id, long number, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.Notes.VisibleTo(db, viewer, id).Where(row => row.Number == number).ExecuteDeleteAsync(ct) > 0;
    }

    public async Task<SignedCheckpoint?> SeenAsync(Viewer viewer, RelationshipId id, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        return await db.SeenCheckpoints.AsNoTracking().VisibleTo(db, viewer, id).Select(row => row.Note).FirstOrDefaultAsync(ct) is { } note
            && SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes(note), out var seen, out _) ? seen : null;
    }

    public async Task SeeAsync(Viewer viewer, RelationshipId id, SignedCheckpoint shown, DateTimeOffset at, CancellationToken ct)
    {
        await using var db = engine.NewDb();
        await using var transaction = await engine.BeginAloneAsync(db, ct);
        if (await db.Relationships.VisibleTo(viewer).FirstOrDefaultAsync(row => row.RelationshipId == id.Value, ct) is not { } place)
        {
            return;
        }

        var side = (int)(place.SideAId == viewer.Organization.Value ? Side.A : Side.B);
        var row = await db.SeenCheckpoints.FindAsync([id.Value, side], ct);
        if (row is null)
        {
            row = new() { RelationshipId = id.Value, Side = side };
            db.Add(row);
        }
        else if (row.Size >= shown.Checkpoint.Size)
        {
            return;
        }

        (row.Size, row.Note, row.SeenAt) = (shown.Checkpoint.Size, shown.ToString(), at);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
