using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of notes, drafts, and the record as a side saw it last, on every database.</summary>
public abstract class TheNoteStore
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<TandemStore> NewAsync();

    [Fact]
    public async Task A_note_is_read_changed_and_removed_by_its_own_side_alone()
    {
        var (ours, theirs) = await Neighbours.JoinedAsync(await NewAsync());
        var notes = ours.Store.Notes;

        (await notes.WriteNoteAsync(ours.Ours, ours.Id, null, NoteOf("first"), Ct)).ShouldBeTrue();
        (await notes.WriteNoteAsync(ours.Ours, ours.Id, null, NoteOf("second"), Ct)).ShouldBeTrue();
        (await notes.WriteNoteAsync(ours.Ours, ours.Id, 1, NoteOf("first, better"), Ct)).ShouldBeTrue();
        (await notes.WriteNoteAsync(ours.Ours, ours.Id, 7, NoteOf("nowhere"), Ct)).ShouldBeFalse();
        (await notes.WriteNoteAsync(theirs, ours.Id, 1, NoteOf("theirs"), Ct)).ShouldBeFalse("they have no note 1");
        (await notes.RemoveNoteAsync(theirs, ours.Id, 1, Ct)).ShouldBeFalse();

        (await notes.NotesAsync(theirs, ours.Id, Ct)).ShouldBeEmpty();
        (await notes.NotesAsync(ours.Ours, ours.Id, Ct)).Select(note => (note.Number, note.Text)).ShouldBe([(2, "second"), (1, "first, better")]);
        (await notes.RemoveNoteAsync(ours.Ours, ours.Id, 2, Ct)).ShouldBeTrue();
        (await notes.NotesAsync(ours.Ours, ours.Id, Ct)).Single().Text.ShouldBe("first, better");
    }

    [Fact]
    public async Task Out_of_scope_nothing_is_written()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());
        var stranger = await Neighbours.FoundAsync(ours.Store, "three@else.example", "Else");

        (await ours.Store.Notes.WriteNoteAsync(stranger, ours.Id, null, NoteOf("x"), Ct)).ShouldBeFalse();
        (await ours.Store.Drafts.AddAsync(stranger, ours.Id, DraftOf("x"), Ct)).ShouldBeFalse();
        (await ours.Store.Notes.NotesAsync(ours.Ours, ours.Id, Ct)).ShouldBeEmpty();
        (await ours.Store.Drafts.DraftsAsync(ours.Ours, ours.Id, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_two_write_at_once_is_kept_both_under_numbers_of_their_own()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());

        (await Neighbours.AtOnceAsync(8, at => ours.Store.Notes.WriteNoteAsync(ours.Ours, ours.Id, null, NoteOf($"note {at}"), Ct)))
            .ShouldAllBe(isKept => isKept);
        (await Neighbours.AtOnceAsync(8, at => ours.Store.Drafts.AddAsync(ours.Ours, ours.Id, DraftOf($"draft-{at}"), Ct)))
            .ShouldAllBe(isKept => isKept);

        var notes = await ours.Store.Notes.NotesAsync(ours.Ours, ours.Id, Ct);
        notes.Select(note => note.Number).ShouldBe([8, 7, 6, 5, 4, 3, 2, 1]);
        notes.Select(note => note.Text).ShouldBe(Enumerable.Range(0, 8).Select(at => $"note {at}"), ignoreOrder: true);
        (await ours.Store.Drafts.DraftsAsync(ours.Ours, ours.Id, Ct)).Select(draft => draft.Line)
            .ShouldBe(Enumerable.Range(0, 8).Select(at => $$"""{"id":"draft-{{at}}"}"""), ignoreOrder: true);
    }

    [Fact]
    public async Task A_draft_of_a_name_that_is_taken_is_not_kept_and_the_version_tells_every_change()
    {
        var (ours, theirs) = await Neighbours.JoinedAsync(await NewAsync());
        var drafts = ours.Store.Drafts;
        var none = await VersionAsync(ours);

        (await Neighbours.AtOnceAsync(4, _ => drafts.AddAsync(ours.Ours, ours.Id, DraftOf("same"), Ct))).Count(isKept => isKept).ShouldBe(1);
        (await drafts.AddAsync(theirs, ours.Id, DraftOf("same"), Ct)).ShouldBeTrue("each side has names of its own");
        var one = await VersionAsync(ours);
        await drafts.AddAsync(ours.Ours, ours.Id, DraftOf("other"), Ct);
        var two = await VersionAsync(ours);
        (await drafts.RemoveAsync(ours.Ours, ours.Id, [new("same"), new("nowhere")], Ct)).ShouldBe(1);

        ((long[])[none, one, two, await VersionAsync(ours)]).ShouldBeUnique();
        (await drafts.DraftsAsync(ours.Ours, ours.Id, Ct)).Single().Id.Value.ShouldBe("other");
        (await drafts.DraftsAsync(theirs, ours.Id, Ct)).Single().Id.Value.ShouldBe("same");
    }

    [Fact]
    public async Task The_newest_record_that_a_side_saw_is_kept_in_whatever_order_pages_were_shown()
    {
        var (ours, theirs) = await Neighbours.JoinedAsync(await NewAsync());
        await ours.SealAsync(6);
        var shown = new List<SignedCheckpoint>();
        for (var size = 1; size <= 6; size++)
        {
            shown.Add((await ours.Store.Ledgers.CheckpointAsync(ours.Ours, ours.Id, size, Ct)).ShouldNotBeNull());
        }

        (await ours.Store.Notes.SeenAsync(ours.Ours, ours.Id, Ct)).ShouldBeNull();
        await Neighbours.AtOnceAsync(6, async at =>
        {
            await ours.Store.Notes.SeeAsync(ours.Ours, ours.Id, shown[5 - at], Neighbours.Noon, Ct);
            return true;
        });
        await ours.Store.Notes.SeeAsync(ours.Ours, ours.Id, shown[1], Neighbours.Noon, Ct);
        await ours.Store.Notes.SeeAsync(theirs, ours.Id, shown[2], Neighbours.Noon, Ct);

        (await ours.Store.Notes.SeenAsync(ours.Ours, ours.Id, Ct))!.Checkpoint.Size.ShouldBe(6);
        (await ours.Store.Notes.SeenAsync(theirs, ours.Id, Ct))!.Checkpoint.Size.ShouldBe(3);
    }

    private static Note NoteOf(string text) => new(0, text, "m-1", Neighbours.Noon);

    private static Draft DraftOf(string id) => new(new(id), $$"""{"id":"{{id}}"}""", null, Neighbours.Noon);

    private static async Task<long> VersionAsync(Neighbours ours) => (await ours.Store.Heads.FindAsync(ours.Ours, ours.Id, Ct))!.Drafts;
}

public sealed class NotesOnSqlite(SqliteStores stores) : TheNoteStore, IClassFixture<SqliteStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenAsync(Path.Combine(stores.Folder.FullName, Guid.NewGuid().ToString("N")));
}

public sealed class NotesOnPostgres(PostgresStores stores) : TheNoteStore, IClassFixture<PostgresStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenNewAsync();
}
