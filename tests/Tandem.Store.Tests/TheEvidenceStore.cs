using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of every evidence store. One class for all of them: <see cref="OnSqlite"/> and its siblings say which.</summary>
public abstract class TheEvidenceStore(IStores stores)
{
    private static readonly Party Ours = Party.Of(["ours.example"]);
    private static readonly Party Theirs = Party.Of(["theirs.example", "bo@gmail.com"]);

    [Fact]
    public async Task The_first_to_open_a_relationship_owns_the_workspace()
    {
        var store = await stores.NewAsync();
        (await store.OwnerAsync(Ct)).ShouldBeNull();

        var first = await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs), Ct);
        await store.OpenAsync(new("Other", Party.Of(["other.example"]), "Theirs", Theirs), Ct);

        (await store.OwnerAsync(Ct)).ShouldBe(first.Sides.A);
    }

    [Fact]
    public async Task A_relationship_opened_again_is_the_same_one()
    {
        var store = await stores.NewAsync();
        var first = await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs, Mailbox.Monday), Ct);

        var again = await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs), Ct);
        var fromTheOtherSide = await store.OpenAsync(new("Theirs", Theirs, "Ours", Ours), Ct);

        again.ShouldBe(first);
        fromTheOtherSide.ShouldBe(first);
        first.AsOf.ShouldBe(Mailbox.Monday);
    }

    [Fact]
    public async Task An_organization_is_recognised_by_a_domain_or_an_address_and_gains_the_new_ones()
    {
        var store = await stores.NewAsync();
        await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs), Ct);

        await store.OpenAsync(new("Ours too", Party.Of(["ours.example", "ours.test"]), "Bo", Party.Of(["bo@gmail.com", "new.example"])), Ct);

        var only = (await store.RelationshipsAsync(new((await store.OwnerAsync(Ct))!.Id), Ct)).ShouldHaveSingleItem();
        only.Sides.A.ShouldBe(new(only.Sides.A.Id, "Ours", Party.Of(["ours.example", "ours.test"])));
        only.Sides.B.ShouldBe(new(only.Sides.B.Id, "Theirs", Party.Of(["theirs.example", "new.example", "bo@gmail.com"])) { IsShadow = only.Sides.B.IsShadow });
    }

    [Fact]
    public async Task A_domain_stays_with_the_organization_it_was_first_given_to()
    {
        var store = await stores.NewAsync();
        await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs), Ct);

        var other = await store.OpenAsync(new("Ours", Ours, "Other", Party.Of(["other.example", "third.example"])), Ct);
        var third = await store.OpenAsync(new("Ours", Ours, "Other", Party.Of(["third.example", "theirs.example"])), Ct);

        third.Sides.B.ShouldBe(other.Sides.B);
    }

    [Fact]
    public async Task Everybody_else_is_one_organization_beside_ours()
    {
        var store = await stores.NewAsync();
        var first = await store.OpenAsync(new("Ours", Ours, "Everybody else", Party.Of(["*"])), Ct);

        var again = await store.OpenAsync(new("Ours", Ours, "Everybody else", Party.Of(["*"])), Ct);

        again.ShouldBe(first);
        again.Sides.B.Party.Everyone.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_parties_that_share_a_domain_have_no_relationship()
    {
        var store = await stores.NewAsync();

        await Should.ThrowAsync<ArgumentException>(() => store.OpenAsync(new("Ours", Ours, "Us again", Ours), Ct));

        (await store.OwnerAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_imported_is_read_back_with_every_word()
    {
        var (store, viewer, id) = await OpenAsync();
        var letter = new Letter(
            "one@made.example", 1_700_000_000, "anna@ours.example", ["bo@theirs.example", "åsa@räk.example"], ["cc@ours.example"],
            ["parent@made.example"], ["root@made.example", "parent@made.example"], Traits.Body | Traits.Asks, "Förslag 你好");

        var run = await new Mailbox([letter]).ImportAsync(store, viewer, id);

        var mail = (await store.LoadMailAsync(viewer, id, Ct))!.Mail;
        mail.Count.ShouldBe(1);
        mail.SentAt(0).ShouldBe(1_700_000_000);
        mail.Addresses[mail.AuthorOf(0)].ShouldBe("anna@ours.example");
        mail.Addresses.NameOf(mail.AuthorOf(0)).ShouldBe("Anna");
        mail.Addresses.MarksOf(mail.AuthorOf(0)).ShouldBe(AddressMarks.From | AddressMarks.Author);
        mail.Addresses[mail.To(0)[1]].ShouldBe("åsa@räk.example");
        mail.Addresses[mail.Cc(0)[0]].ShouldBe("cc@ours.example");
        mail.TraitsOf(0).ShouldBe(Traits.Body | Traits.Asks);
        (await store.TextsAsync(viewer, id, mail, [0], Ct))[0].ShouldBe(new("Förslag 你好", "one@made.example", "box/0.mbox:0"));
        run.ShouldSatisfyAllConditions(
            () => run.State.ShouldBe(RunState.Done), () => run.Seen.ShouldBe(1), () => run.Added.ShouldBe(1),
            () => run.FinishedAt.ShouldBe(Mailbox.Monday.AddHours(1)));
    }

    [Fact]
    public async Task Nothing_is_kept_before_it_is_committed()
    {
        var (store, viewer, id) = await OpenAsync();
        var before = await store.EvidenceVersionAsync(viewer, id, Ct);
        using (var writer = (await store.BeginRunAsync(viewer, id, new Mailbox([]).Plan, Ct))!)
        {
            Letter.Plain("one").Deliver(writer, default);
            writer.Commit(new(0, 1));
            Letter.Plain("two", author: "new@ours.example").Deliver(writer, new(0, 1));
        }

        var mail = (await store.LoadMailAsync(viewer, id, Ct))!.Mail;
        mail.Count.ShouldBe(1);
        mail.Addresses.Count.ShouldBe(2);
        (await store.EvidenceVersionAsync(viewer, id, Ct)).ShouldBeGreaterThan(before);
        (await store.RunsAsync(viewer, Ct)).ShouldHaveSingleItem().Position.ShouldBe(new(0, 1));
    }

    [Fact]
    public async Task An_interrupted_run_over_the_same_files_continues_where_it_was_committed()
    {
        var letters = Letter.Some(new(7), 300);
        var (store, viewer, id) = await OpenAsync();
        var (clean, cleanViewer, cleanId) = await OpenAsync();
        await new Mailbox(letters).ImportAsync(clean, cleanViewer, cleanId);

        var stopped = await new Mailbox(letters).ImportAsync(store, viewer, id, every: 40, onCommit: () => false);
        var continued = await new Mailbox(letters).ImportAsync(store, viewer, id, every: 30);

        stopped.State.ShouldBe(RunState.Open);
        continued.Number.ShouldBe(stopped.Number);
        continued.Seen.ShouldBe(300);
        (await Contents.OfAsync(store, viewer, id)).ShouldBe(await Contents.OfAsync(clean, cleanViewer, cleanId));
    }

    [Fact]
    public async Task An_interrupted_run_over_other_files_is_left_alone()
    {
        var (store, viewer, id) = await OpenAsync();
        await new Mailbox([Letter.Plain("one"), Letter.Plain("two")]).ImportAsync(store, viewer, id, every: 1, onCommit: () => false);

        await new Mailbox([Letter.Plain("one"), Letter.Plain("two"), Letter.Plain("three")]).ImportAsync(store, viewer, id);

        var runs = await store.RunsAsync(viewer, Ct);
        runs.Select(run => (run.Number, run.State, run.Seen, run.Added)).ShouldBe([(1, RunState.Open, 1, 1), (2, RunState.Done, 3, 2)]);
    }

    [Fact]
    public async Task Two_processes_cannot_continue_one_run()
    {
        var (store, viewer, id) = await OpenAsync();
        var plan = new Mailbox([Letter.Plain("one")]).Plan;
        using var first = (await store.BeginRunAsync(viewer, id, plan, Ct))!;
        using var second = (await store.BeginRunAsync(viewer, id, plan, Ct))!;
        Letter.Plain("one").Deliver(first, default);
        first.Commit(new(0, 1));

        Letter.Plain("one").Deliver(second, default);
        Should.Throw<InvalidOperationException>(() => second.Commit(new(0, 1)));

        (await store.RunsAsync(viewer, Ct)).ShouldHaveSingleItem().Seen.ShouldBe(1);
    }

    [Fact]
    public async Task Importing_twice_adds_nothing()
    {
        var letters = Letter.Some(new(11), 250, ids: 200);
        var (store, viewer, id) = await OpenAsync();
        await new Mailbox(letters).ImportAsync(store, viewer, id);
        var once = await Contents.OfAsync(store, viewer, id);

        var again = await new Mailbox(letters).ImportAsync(store, viewer, id);

        again.Added.ShouldBe(0);
        again.Number.ShouldBe(2);
        (await Contents.OfAsync(store, viewer, id)).ShouldBe(once);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_same_letters_in_any_files_and_order_are_the_same_messages(ulong seed)
    {
        var dice = new Dice(seed);
        var letters = Letter.Some(dice, 200, ids: 150);
        var (store, viewer, id) = await OpenAsync();
        var files = dice.Shuffled(letters).GroupBy(_ => dice.Below(5)).Select(file => file.ToArray()).ToArray();

        await new Mailbox(files).ImportAsync(store, viewer, id, every: 1 + dice.Below(60));

        (await Contents.IdsAsync(store, viewer, id)).ShouldBe(letters.Select(l => l.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_an_undo_the_evidence_is_as_if_the_run_had_never_been(ulong seed)
    {
        var dice = new Dice(seed);
        // Few identifiers, so that the runs overlap, often with a copy that says something else.
        var boxes = Enumerable.Range(0, 4)
            .Select(at => new Mailbox(Letter.Some(dice, 120, ids: 150)) { Name = $"box{at}", KeepBodies = dice.OneIn(2) }).ToList();
        var (store, viewer, id) = await OpenAsync();
        foreach (var box in boxes)
        {
            await box.ImportAsync(store, viewer, id, every: 1 + dice.Below(50));
        }

        var undone = dice.Shuffled(Enumerable.Range(1, boxes.Count));
        for (var count = 1; count <= boxes.Count; count++)
        {
            (await store.UndoRunAsync(viewer, id, undone[count - 1], Ct)).ShouldBeTrue();

            var (clean, cleanViewer, cleanId) = await OpenAsync();
            foreach (var rest in Enumerable.Range(1, boxes.Count).Except(undone[..count]))
            {
                await boxes[rest - 1].ImportAsync(clean, cleanViewer, cleanId);
            }

            (await Contents.OfAsync(store, viewer, id)).ShouldBe(await Contents.OfAsync(clean, cleanViewer, cleanId));
            Standing(await store.RunsAsync(viewer, Ct)).ShouldBe(Standing(await clean.RunsAsync(cleanViewer, Ct)));
        }

        (await store.LoadMailAsync(viewer, id, Ct))!.Mail.Addresses.Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_was_undone_can_be_imported_again()
    {
        var letters = Letter.Some(new(13), 100);
        var (store, viewer, id) = await OpenAsync();
        await new Mailbox(letters).ImportAsync(store, viewer, id);
        var before = await Contents.OfAsync(store, viewer, id);
        await store.UndoRunAsync(viewer, id, 1, Ct);

        (await store.UndoRunAsync(viewer, id, 1, Ct)).ShouldBeFalse();
        var again = await new Mailbox(letters).ImportAsync(store, viewer, id);

        again.Number.ShouldBe(2);
        (await Contents.OfAsync(store, viewer, id)).ShouldBe(before);
    }

    [Fact]
    public async Task A_run_that_is_undone_while_it_is_read_cannot_go_on()
    {
        var (store, viewer, id) = await OpenAsync();
        using var writer = (await store.BeginRunAsync(viewer, id, new Mailbox([]).Plan, Ct))!;
        await store.UndoRunAsync(viewer, id, writer.Run.Number, Ct);

        Letter.Plain("one").Deliver(writer, default);

        Should.Throw<InvalidOperationException>(() => writer.Commit(new(0, 1)));
        (await store.LoadMailAsync(viewer, id, Ct))!.Mail.Count.ShouldBe(0);
    }

    [Fact]
    public async Task The_version_grows_with_every_change_of_what_a_reading_is_made_of()
    {
        var (store, viewer, id) = await OpenAsync();
        List<long> versions = [await store.EvidenceVersionAsync(viewer, id, Ct)];

        await new Mailbox([Letter.Plain("one")]).ImportAsync(store, viewer, id);
        versions.Add(await store.EvidenceVersionAsync(viewer, id, Ct));
        await store.OpenAsync(new("Ours", Ours, "Theirs", Party.Of(["theirs.example", "theirs.test"])), Ct);
        versions.Add(await store.EvidenceVersionAsync(viewer, id, Ct));
        await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs, Mailbox.Monday), Ct);
        versions.Add(await store.EvidenceVersionAsync(viewer, id, Ct));
        await store.UndoRunAsync(viewer, id, 1, Ct);
        versions.Add(await store.EvidenceVersionAsync(viewer, id, Ct));

        versions.ShouldBe(versions.Distinct().Order());
        versions.Count.ShouldBe(5);
    }

    [Fact]
    public async Task The_other_side_sees_the_relationship_and_nothing_of_our_evidence()
    {
        var (store, viewer, id) = await OpenAsync();
        await new Mailbox([Letter.Plain("ours only")]).ImportAsync(store, viewer, id);
        var ours = (await store.LoadMailAsync(viewer, id, Ct))!.Mail;
        var other = new Viewer((await store.FindAsync(viewer, id, Ct))!.Sides.B.Id);

        (await store.FindAsync(other, id, Ct)).ShouldNotBeNull();
        (await store.RelationshipsAsync(other, Ct)).ShouldHaveSingleItem();
        (await store.LoadMailAsync(other, id, Ct))!.Mail.Count.ShouldBe(0);
        (await store.LoadMailAsync(other, id, Ct))!.Mail.Addresses.Count.ShouldBe(0);
        (await store.TextsAsync(other, id, ours, [0], Ct)).ShouldBeEmpty();
        (await store.RunsAsync(other, Ct)).ShouldBeEmpty();
        (await store.UndoRunAsync(other, id, 1, Ct)).ShouldBeFalse();
        var theirVersion = await store.EvidenceVersionAsync(other, id, Ct);

        var run = await new Mailbox([Letter.Plain("theirs only")]).ImportAsync(store, other, id);

        run.Number.ShouldBe(1);
        (await Contents.IdsAsync(store, viewer, id)).ShouldBe(["ours only"]);
        (await Contents.IdsAsync(store, other, id)).ShouldBe(["theirs only"]);
        (await store.EvidenceVersionAsync(other, id, Ct)).ShouldBeGreaterThan(theirVersion);
    }

    [Fact]
    public async Task The_two_sides_have_different_keys_and_each_keeps_its_own()
    {
        var (store, viewer, id) = await OpenAsync();
        var other = new Viewer((await store.FindAsync(viewer, id, Ct))!.Sides.B.Id);

        async Task<ulong> KeyAsync(Viewer of, string name)
        {
            using var writer = (await store.BeginRunAsync(of, id, new Mailbox([]) { Name = name }.Plan, Ct))!;
            return writer.Key.Of("one@made.example"u8);
        }

        (await KeyAsync(viewer, "first")).ShouldBe(await KeyAsync(viewer, "second"));
        (await KeyAsync(viewer, "first")).ShouldNotBe(await KeyAsync(other, "first"));
    }

    [Fact]
    public async Task A_stranger_sees_nothing()
    {
        var (store, viewer, id) = await OpenAsync();
        await new Mailbox([Letter.Plain("ours only")]).ImportAsync(store, viewer, id);
        var ours = (await store.LoadMailAsync(viewer, id, Ct))!.Mail;
        var elsewhere = await store.OpenAsync(new("Third", Party.Of(["third.example"]), "Fourth", Party.Of(["fourth.example"])), Ct);

        foreach (var stranger in (Viewer[])[new(elsewhere.Sides.A.Id), new(default(OrganizationId))])
        {
            (await store.FindAsync(stranger, id, Ct)).ShouldBeNull();
            (await store.RelationshipsAsync(stranger, Ct)).ShouldNotContain(r => r.Id == id);
            (await store.LoadMailAsync(stranger, id, Ct)).ShouldBeNull();
            (await store.TextsAsync(stranger, id, ours, [0], Ct)).ShouldBeEmpty();
            (await store.EvidenceVersionAsync(stranger, id, Ct)).ShouldBe(0);
            (await store.BeginRunAsync(stranger, id, new Mailbox([]).Plan, Ct)).ShouldBeNull();
            (await store.RunsAsync(stranger, Ct)).ShouldBeEmpty();
            (await store.UndoRunAsync(stranger, id, 1, Ct)).ShouldBeFalse();
        }

        (await store.LoadMailAsync(viewer, id, Ct))!.Mail.Count.ShouldBe(1);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<(int Seen, int Added)> Standing(IEnumerable<ImportRun> runs) =>
        runs.Where(run => run.State != RunState.Undone).Select(run => (run.Seen, run.Added));

    private async Task<(IEvidenceStore Store, Viewer Viewer, RelationshipId Id)> OpenAsync()
    {
        var store = await stores.NewAsync();
        var relationship = await store.OpenAsync(new("Ours", Ours, "Theirs", Theirs), Ct);
        return (store, new(relationship.Sides.A.Id), relationship.Id);
    }
}

public sealed class InMemory(SimulatedStores stores) : TheEvidenceStore(stores), IClassFixture<SimulatedStores>;

public sealed class OnSqlite(SqliteStores stores) : TheEvidenceStore(stores), IClassFixture<SqliteStores>;

public sealed class OnPostgres(PostgresStores stores) : TheEvidenceStore(stores), IClassFixture<PostgresStores>;
