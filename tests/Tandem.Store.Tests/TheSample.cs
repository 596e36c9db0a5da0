using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of the made-up relationship and its end on every database.</summary>
public abstract class TheSample
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<TandemStore> NewAsync();

    [Fact]
    public async Task A_sample_goes_with_everything_that_was_kept_about_it_and_its_record_is_nobodys()
    {
        var ours = await WithSampleAsync(await NewAsync());
        var store = ours.Store;
        var them = new Viewer((await ours.RelationshipAsync()).Sides.B.Id);
        await ours.SealAsync(2);
        await store.Notes.WriteNoteAsync(ours.Ours, ours.Id, null, new(0, "a note", "m-1", Neighbours.Noon), Ct);
        await store.Drafts.AddAsync(ours.Ours, ours.Id, new(new("d1"), """{"id":"d1"}""", null, Neighbours.Noon), Ct);
        await store.Notes.SeeAsync(ours.Ours, ours.Id, (await store.Ledgers.CheckpointAsync(ours.Ours, ours.Id, null, Ct))!, Neighbours.Noon, Ct);
        await store.Pulses.OpenAsync(ours.Ours, ours.Id, new("2026-Q4", Neighbours.Noon, Neighbours.Noon.AddDays(9), null, 0, null), Ct);
        await store.Pulses.AnswerAsync(ours.Ours, ours.Id, "2026-Q4", "anna", "{}", Neighbours.Noon, Ct);

        (await store.Portfolios.RemoveSampleAsync(ours.Ours, ours.Id, Ct)).ShouldBeTrue();

        (await store.Evidence.FindAsync(ours.Ours, ours.Id, Ct)).ShouldBeNull();
        (await store.Evidence.RelationshipsAsync(ours.Ours, Ct)).ShouldBeEmpty();
        (await store.Ledgers.CheckpointAsync(ours.Ours, ours.Id, null, Ct)).ShouldBeNull();
        (await store.Ledgers.CheckpointAsync(them, ours.Id, null, Ct))!.Checkpoint.Size.ShouldBe(2, "nothing deletes from a record");
        (await store.Portfolios.OrganizationsAsync(ours.Id, Ct)).ShouldBeEmpty("nobody reads it");
        foreach (var side in (Viewer[])[ours.Ours, them])
        {
            (await store.Notes.NotesAsync(side, ours.Id, Ct)).ShouldBeEmpty();
            (await store.Notes.SeenAsync(side, ours.Id, Ct)).ShouldBeNull();
            (await store.Drafts.DraftsAsync(side, ours.Id, Ct)).ShouldBeEmpty();
            (await store.Pulses.RoundsAsync(side, ours.Id, Ct)).ShouldBeEmpty();
        }

        store.People.Secrets("pulse").ShouldBeEmpty("what tells who has answered goes too");
        (await store.People.OrganizationAsync(ours.Ours, Ct))!.IsShadow.ShouldBeFalse("the own organization stays as it was");
        (await store.Portfolios.RemoveSampleAsync(ours.Ours, ours.Id, Ct)).ShouldBeFalse("it is gone");
        (await WithSampleAsync(store, ours.Ours)).Id.ShouldNotBe(ours.Id, "another one may be opened");
    }

    [Fact]
    public async Task What_is_no_sample_or_not_in_scope_stays()
    {
        var real = await Neighbours.OfAsync(await NewAsync());
        var sample = await WithSampleAsync(real.Store, real.Ours);
        var stranger = await Neighbours.FoundAsync(real.Store, "three@else.example", "Else");

        (await real.Store.Portfolios.RemoveSampleAsync(real.Ours, real.Id, Ct)).ShouldBeFalse();
        (await real.Store.Portfolios.RemoveSampleAsync(stranger, sample.Id, Ct)).ShouldBeFalse();

        (await real.Store.Evidence.RelationshipsAsync(real.Ours, Ct)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_remove_it_at_once_remove_one()
    {
        var ours = await WithSampleAsync(await NewAsync());

        (await Neighbours.AtOnceAsync(4, _ => ours.Store.Portfolios.RemoveSampleAsync(ours.Ours, ours.Id, Ct))).Count(isDone => isDone).ShouldBe(1);

        (await ours.Store.Evidence.RelationshipsAsync(ours.Ours, Ct)).ShouldBeEmpty();
    }

    private static async Task<Neighbours> WithSampleAsync(TandemStore store, Viewer? owner = null)
    {
        var ours = owner ?? await Neighbours.FoundAsync(store, "one@ours.example", "Ours");
        var opened = await store.Evidence.OpenAsync(
            new("", Party.Nobody, "Norrvik Foods", Party.Nobody) { Us = ours.Organization, IsSample = true, IsShared = true }, Ct);
        return new(store, ours, opened.Id);
    }
}

public sealed class SampleOnSqlite(SqliteStores stores) : TheSample, IClassFixture<SqliteStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenAsync(Path.Combine(stores.Folder.FullName, Guid.NewGuid().ToString("N")));
}

public sealed class SampleOnPostgres(PostgresStores stores) : TheSample, IClassFixture<PostgresStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenNewAsync();
}
