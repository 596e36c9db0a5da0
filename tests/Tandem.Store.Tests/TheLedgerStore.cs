using System.Collections.Immutable;
using System.Text;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of every ledger store, through the desk that writes to it.</summary>
public abstract class TheLedgerStore(ILedgerStores stores)
{
    [Fact]
    public async Task Entries_come_back_as_they_were_sealed()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());

        var answers = await table.EnterAsync(Side.A,
            Line("c1", "commitment", "A", """{"by":"A","due":"2026-03-20","importance":"major"}""", """{"what":"Deliver the pilot","why":"Åsa asked"}"""),
            Line("c2", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"3.5"}}"""));

        answers.ShouldAllBe(answer => answer is EntryAnswer.Sealed);
        var entries = await table.EntriesAsync();
        entries.Select(e => e.Sequence).ShouldBe([1, 2]);
        entries[0].Statement.Texts.ShouldBe([new("what", "Deliver the pilot"), new("why", "Åsa asked")]);
        entries.ShouldAllBe(entry => IsSealedAsItSays(entry));
        var checkpoint = await table.Store.CheckpointAsync(table.Viewer(Side.B), table.Id, null, Ct);
        checkpoint!.Checkpoint.Root.ShouldBe(Frontier.Empty.Append([.. entries.Select(e => e.LeafHash)]).Root);
        checkpoint.Verify(HostSigner.KeysOf(table.Id, await table.Store.HostKeysAsync(default, Ct))).ShouldBe(NoteOutcome.Verified);
    }

    [Fact]
    public async Task What_stands_of_an_entry_is_what_the_others_made_of_it()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("x1", "contribution", "A", """{"giver":"A","category":"money","worth":{"amount":"10","currency":"EUR"}}"""));

        await table.EnterAsync(Side.B, Line("d1", "dispute", "B", """{"of":"x1"}"""));
        var again = await table.EnterAsync(Side.B, Line("d2", "dispute", "B", """{"of":"x1"}"""));
        await table.EnterAsync(Side.B, Line("k1", "confirmation", "B", """{"of":"x1"}"""));
        var afterwards = await table.EnterAsync(Side.B, Line("d3", "dispute", "B", """{"of":"x1"}"""));

        again.Single().ShouldBe(new EntryAnswer.Refused(new(RefusalCode.AlreadyDisputed, "body.of", "x1")));
        afterwards.Single().ShouldBe(new EntryAnswer.Refused(new(RefusalCode.NotDisputable, "body.of", "x1")));
        var opened = await table.Store.OpenAsync(table.Viewer(Side.A), table.Id, new([new("x1")], []), Ct);
        var state = opened!.Entries.Single(e => e.Id == new EntryId("x1"));
        (state.DisputedBy, state.ConfirmedBy).ShouldBe((2, 3));
        opened.Head.Currencies.ShouldBe(["EUR"]);
    }

    [Fact]
    public async Task A_stranger_sees_no_ledger()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("q1", "request", "A", """{"from":"A"}"""));
        var stranger = new Viewer(new(Guid.Parse("99999999-9999-8999-8999-999999999999")));

        (await table.Desk.EnterAsync(stranger, table.Id, [Line("q2", "request", "A", """{"from":"A"}""").For(Side.A)], Ct)).ShouldBeNull();
        (await table.Store.OpenAsync(stranger, table.Id, LedgerNeeds.None, Ct)).ShouldBeNull();
        (await table.Store.CheckpointAsync(stranger, table.Id, null, Ct)).ShouldBeNull();
        (await table.Store.CheckpointsAsync(stranger, table.Id, Ct)).ShouldBeEmpty();
        (await table.Store.TilesAsync(stranger, table.Id, [new(0, 0, 1)], Ct)).ShouldBeEmpty();
        (await table.Store.ReadAsync(stranger, table.Id, 1, Ct).ToListAsync(Ct)).ShouldBeEmpty();
        (await table.Store.PageAsync(stranger, table.Id, EntryFilter.None, new(10), Ct)).Entries.ShouldBeEmpty();
        (await table.Store.FindAsync(stranger, table.Id, [new("q1")], Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_shows_the_newest_first_with_what_stands_of_each_and_its_texts()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A,
            Line("x1", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"2"}}""", """{"what":"Two hours","why":"They asked"}"""),
            Line("x2", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"3"}}""", """{"what":"Three hours"}"""),
            Line("x3", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"4"}}"""),
            Line("c1", "commitment", "A", """{"by":"A","due":"2026-03-20","importance":"major"}"""));
        await table.EnterAsync(Side.B,
            Line("k1", "confirmation", "B", """{"of":"x1"}"""),
            Line("d2", "dispute", "B", """{"of":"x2"}""", """{"why":"It was one hour"}"""));
        await table.EnterAsync(Side.A, Line("w3", "withdrawal", "A", """{"of":"x3"}"""));
        await table.EnterAsync(Side.A, Line("r1", "redaction", "A", """{"of":"x1","groups":["why"],"ground":"gdpr-17"}"""));
        var viewer = table.Viewer(Side.B);

        var page = await table.Store.PageAsync(viewer, table.Id, EntryFilter.None, new(3), Ct);
        page.Entries.Select(e => (e.Sequence, e.Id.Value)).ShouldBe([(8, "r1"), (7, "w3"), (6, "d2")]);
        page.IsMore.ShouldBeTrue();
        page.Entries[2].Text("why").ShouldBe("It was one hour");
        page.Named.Keys.Select(id => id.Value!).Order().ShouldBe(["x1", "x2", "x3"]);
        page.Named[new("x1")].Text("what").ShouldBe("Two hours");
        page.Named[new("x1")].Erased.ShouldBe(["why"]);

        var rest = await table.Store.PageAsync(viewer, table.Id, EntryFilter.None, new(10, Before: 6), Ct);
        rest.Entries.Select(e => e.Sequence).ShouldBe([5, 4, 3, 2, 1]);
        rest.IsMore.ShouldBeFalse();
        var back = await table.Store.PageAsync(viewer, table.Id, EntryFilter.None, new(2, After: 2), Ct);
        back.Entries.Select(e => e.Sequence).ShouldBe([4, 3]);
        back.IsMore.ShouldBeTrue();

        (await OfStateAsync(Attestation.Withdrawn)).ShouldBe(["x3"]);
        (await OfStateAsync(Attestation.Disputed)).ShouldBe(["x2"]);
        (await OfStateAsync(Attestation.Claimed)).ShouldBe([]);
        (await OfStateAsync(Attestation.Acknowledged)).ShouldBe(["r1", "w3", "d2", "k1", "c1", "x1"]);
        (await IdsAsync(EntryFilter.None with { Kinds = ["dispute", "commitment"] })).ShouldBe(["d2", "c1"]);
        (await IdsAsync(EntryFilter.None with { Side = Side.B })).ShouldBe(["d2", "k1"]);
        (await IdsAsync(EntryFilter.None with { Kinds = ["'; DROP TABLE entry; --"] })).ShouldBe([]);

        Task<List<string>> OfStateAsync(Attestation state) => IdsAsync(EntryFilter.None with { State = state, At = Table.Start });
        async Task<List<string>> IdsAsync(EntryFilter filter) =>
            [.. (await table.Store.PageAsync(viewer, table.Id, filter, new(50), Ct)).Entries.Select(e => e.Id.Value!)];
    }

    [Fact]
    public async Task Entries_are_found_by_their_ids_with_what_was_agreed_in_their_place()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A,
            Line("c1", "commitment", "A", """{"by":"A","due":"2026-03-20","importance":"major"}""", """{"what":"Deliver the pilot"}"""),
            Line("x1", "resolution", "A", """{"commitment":"c1","outcome":"kept"}"""),
            Line("a1", "agreement", "A", """{"of":"c1","body":{"by":"B","due":"2026-04-20","importance":"minor"}}"""));
        await table.EnterAsync(Side.B, Line("k1", "confirmation", "B", """{"of":"a1"}"""));

        var found = await table.Store.FindAsync(table.Viewer(Side.A), table.Id, [new("x1"), new("nobody")], Ct);

        found.Keys.Select(id => id.Value!).Order().ShouldBe(["c1", "x1"]);
        found[new("c1")].Text("what").ShouldBe("Deliver the pilot");
        ((Core.Facts.Commitment)found[new("c1")].State.Said).By.ShouldBe(Side.B);
        found[new("x1")].State.Favours.ShouldBe(Side.A);
        found[new("x1")].Favoured.ShouldBe(Side.B);
        found[new("x1")].AttestationAt(Table.Start).ShouldBe(Attestation.Acknowledged);
    }

    [Fact]
    public async Task A_pass_over_all_ledgers_gives_each_viewer_its_own_and_no_other()
    {
        var store = await stores.NewLedgersAsync();
        await using var table = await Table.SetAsync(store);
        await using var other = await Table.SetAsync(store);
        await using var empty = await Table.SetAsync(store);
        await table.EnterAsync(Side.A,
            Line("c1", "commitment", "A", """{"by":"A","due":"2026-03-20","importance":"major"}""", """{"what":"Deliver the pilot"}"""),
            Line("q1", "request", "A", """{"from":"A"}"""));
        await other.EnterAsync(Side.B, Line("q1", "request", "B", """{"from":"B"}"""));

        foreach (var one in (Table[])[table, other])
        {
            var seen = (await store.EveryAsync(one.Viewer(Side.B), Ct).ToListAsync(Ct)).ShouldHaveSingleItem();

            seen.Relationship.Id.ShouldBe(one.Id);
            seen.Relationship.Sides.Select(side => side.Name).ShouldBe(new("Ours", "Theirs"));
            seen.Relationship.Sides.B.Id.ShouldBe(one.Viewer(Side.B).Organization);
            seen.Statements.Select(s => (s.Id, s.Side, s.Occurred, s.Recorded, s.Fact.Kind, s.Texts.Length))
                .ShouldBe((await one.EntriesAsync()).Select(e => e.Statement).Select(s => (s.Id, s.Side, s.Occurred, s.Recorded, s.Fact.Kind, 0)));
        }

        (await store.EveryAsync(empty.Viewer(Side.B), Ct).ToListAsync(Ct)).ShouldBeEmpty();
        (await store.EveryAsync(new(new(Guid.Parse("99999999-9999-8999-8999-999999999999"))), Ct).ToListAsync(Ct)).ShouldBeEmpty();
        var ours = await store.EveryAsync(table.Viewer(Side.A), Ct).Select(ledger => ledger.Relationship.Id.Value.ToString()).ToListAsync(Ct);
        ours.ShouldContain(table.Id.Value.ToString());
        ours.ShouldBe(ours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_request_repeated_with_its_key_writes_once()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        var request = Line("q1", "request", "A", """{"from":"A"}""").For(Side.A) with { Key = "tab-7" };

        var first = await table.Desk.EnterAsync(table.Viewer(Side.A), table.Id, [request], Ct);
        await using var anotherProcess = new LedgerDesk(table.Store, TimeProvider.System);
        var second = await anotherProcess.EnterAsync(table.Viewer(Side.A), table.Id, [request], Ct);
        var other = await anotherProcess.EnterAsync(
            table.Viewer(Side.A), table.Id, [Line("q2", "request", "A", """{"from":"A"}""").For(Side.A) with { Key = "tab-7" }], Ct);

        second!.Value.Single().ShouldBe(((EntryAnswer.Sealed)first!.Value.Single()) with { WasThere = true, Checkpoint = null });
        other!.Value.Single().ShouldBeOfType<EntryAnswer.Refused>().Refusal.Code.ShouldBe(RefusalCode.DuplicateId);
        (await table.EntriesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Two_desks_that_write_at_once_lose_nothing_and_keep_the_order()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await using var other = new LedgerDesk(table.Store, TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(n => Task.Run(async () =>
            (await (n % 2 == 0 ? table.Desk : other).EnterAsync(
                table.Viewer(Side.A), table.Id, [Line($"q{n}", "request", "A", """{"from":"A"}""").For(Side.A)], Ct))!.Value.Single(), Ct)));

        var entries = await table.EntriesAsync();
        entries.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 120).Select(n => (long)n));
        answers.Cast<EntryAnswer.Sealed>().OrderBy(a => a.Sequence).Select(a => a.Id).ShouldBe(entries.Select(e => e.Id));
        entries.Zip(entries.Skip(1)).ShouldAllBe(pair => pair.First.Statement.Recorded <= pair.Second.Statement.Recorded);
    }

    [Fact]
    public async Task Every_tile_and_proof_of_a_ledger_of_several_tiles_fits_its_leaves()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        for (var batch = 0; batch < 6; batch++)
        {
            await table.EnterAsync(Side.A, [.. Enumerable.Range(batch * 97, 97).Select(n => Line($"q{n}", "request", "A", """{"from":"A"}"""))]);
        }

        var leaves = (await table.EntriesAsync()).ConvertAll(e => e.LeafHash);
        var tiles = await table.Store.TilesAsync(table.Viewer(Side.A), table.Id, [.. TileId.AllOf(leaves.Count)], Ct);
        tiles.Select(t => t.Id.Path).ShouldBe(["tile/0/000", "tile/0/001", "tile/0/002.p/70", "tile/1/000.p/2"]);
        tiles.Take(3).SelectMany(t => t.Hashes).ShouldBe(leaves);
        var root = (await table.Store.CheckpointAsync(table.Viewer(Side.A), table.Id, null, Ct))!.Checkpoint.Root;
        var hashes = new TileHashes(tiles);
        foreach (var index in (int[])[0, 255, 256, 511, 512, 581])
        {
            InclusionProof.From(index, leaves.Count, hashes.Read).Verify(leaves[index], root).ShouldBe(ProofOutcome.Holds);
        }
    }

    [Fact]
    public async Task An_erased_text_is_gone_and_the_proof_still_holds()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A,
            Line("q1", "request", "A", """{"from":"A"}""", """{"what":"Anna is ill","note":"keep"}"""),
            Line("q2", "request", "A", """{"from":"A"}""", """{"what":"the other one"}"""));
        var before = await table.EntriesAsync();

        await table.EnterAsync(Side.B, Line("r1", "redaction", "B", """{"of":"q1","groups":["what","nothing"],"ground":"gdpr-17"}"""));

        var after = await table.EntriesAsync();
        after[0].Statement.Texts.ShouldBe([new("note", "keep")]);
        after[0].Seal.Erased.Keys.ShouldBe(["what"]);
        after[1].Statement.Texts.ShouldBe([new("what", "the other one")]);
        after.Take(2).Select(e => e.LeafHash).ShouldBe(before.Select(e => e.LeafHash));
        after.ShouldAllBe(entry => IsSealedAsItSays(entry));
    }

    [Fact]
    public async Task Erasing_what_was_withdrawn_leaves_the_words_of_the_withdrawal()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("q1", "request", "A", """{"from":"A"}""", """{"what":"Anna is ill"}"""));
        await table.EnterAsync(Side.A, Line("w1", "withdrawal", "A", """{"of":"q1"}""", """{"what":"asked in error"}"""));

        await table.EnterAsync(Side.A, Line("r1", "redaction", "A", """{"of":"w1","groups":["entry/what"],"ground":"gdpr-17"}"""));

        var entries = await table.EntriesAsync();
        entries[0].Statement.Texts.ShouldBeEmpty();
        entries[1].Statement.Texts.ShouldBe([new("what", "asked in error")]);
    }

    [Fact]
    public async Task What_was_written_for_one_ledger_is_not_answered_for_another()
    {
        var store = await stores.NewLedgersAsync();
        await using var one = await Table.SetAsync(store);
        var other = (await store.BeginAsync(new(null, new("Ours", "Others"), Side.A), Ct))!;
        await using var elsewhere = new LedgerDesk(store, TimeProvider.System);
        var viewer = new Viewer(other.Sides.A.Id);

        // Both desks hold the second ledger; each goes on where the other wrote, while the first ledger grows beside it.
        for (var round = 0; round < 8; round++)
        {
            var desk = round % 2 == 0 ? one.Desk : elsewhere;
            var answers = await Task.WhenAll(
                one.Desk.EnterAsync(one.Viewer(Side.A), one.Id, [Line($"q{round}", "request", "A", """{"from":"A"}""").For(Side.A)], Ct),
                desk.EnterAsync(viewer, other.Id, [Line($"p{round}", "request", "A", """{"from":"A"}""").For(Side.A)], Ct));
            answers.Select(a => ((EntryAnswer.Sealed)a!.Value.Single()).Sequence).ShouldBe([round + 1, round + 1]);
        }

        (await store.ReadAsync(viewer, other.Id, 1, Ct).ToListAsync(Ct)).Select(e => e.Id.Value).ShouldBe(
            Enumerable.Range(0, 8).Select(n => $"p{n}"));
    }

    [Fact]
    public async Task A_withdrawn_entry_is_erased_through_its_withdrawal()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("q1", "request", "A", """{"from":"A"}""", """{"what":"Anna is ill"}"""));
        await table.EnterAsync(Side.A, Line("w1", "withdrawal", "A", """{"of":"q1"}"""));

        var direct = await table.EnterAsync(Side.A, Line("r1", "redaction", "A", """{"of":"q1","groups":["what"],"ground":"gdpr-17"}"""));
        await table.EnterAsync(Side.A, Line("r2", "redaction", "A", """{"of":"w1","groups":["entry/what"],"ground":"gdpr-17"}"""));

        direct.Single().ShouldBe(new EntryAnswer.Refused(new(RefusalCode.UnknownRef, "body.of", "q1")));
        (await table.EntriesAsync())[0].Statement.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agreement_replaces_what_an_entry_says()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("x1", "contribution", "A", """{"giver":"A","category":"money","worth":{"amount":"10","currency":"EUR"}}"""));
        await table.EnterAsync(Side.A, Line("g1", "agreement", "A", """{"of":"x1","body":{"giver":"A","category":"money","worth":{"amount":"8","currency":"EUR"}}}"""));
        await using var anotherProcess = new LedgerDesk(table.Store, TimeProvider.System);

        await anotherProcess.EnterAsync(table.Viewer(Side.B), table.Id, [Line("k1", "confirmation", "B", """{"of":"g1"}""").For(Side.B)], Ct);

        var opened = await table.Store.OpenAsync(table.Viewer(Side.A), table.Id, new([new("x1"), new("g1")], []), Ct);
        opened!.Entries.Single(e => e.Id == new EntryId("x1")).AgreedBy.ShouldBe(2);
        opened.Entries.Single(e => e.Id == new EntryId("g1")).IsInForce.ShouldBeTrue();
    }

    [Fact]
    public async Task The_ledger_does_not_follow_a_clock_that_goes_backwards()
    {
        var clock = new Clock(Table.Start);
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync(), clock);
        await table.EnterAsync(Side.A, Line("q1", "request", "A", """{"from":"A"}"""));
        clock.Now = Table.Start.AddHours(-3);

        await table.EnterAsync(Side.A, Line("q2", "request", "A", """{"from":"A"}"""));

        (await table.EntriesAsync()).Select(e => e.Statement.Recorded).ShouldBe([Table.Start, Table.Start]);
    }

    [Fact]
    public async Task What_could_not_be_read_again_from_an_export_is_not_taken_in()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        var longest = new string('x', 65_300);

        var answers = await table.EnterAsync(Side.A,
            Core.Ledger.Line.Read(Encoding.UTF8.GetBytes(
                $$"""{"id":"m1","kind":"meeting","side":"A","by":"a-one","occurred":"2026-03-01","seal":null,"body":{"x":"{{longest}}{{longest[..8280]}}"} }"""),
                Table.Start),
            Line("m2", "meeting", "A", $$"""{"x":"{{longest}}"}"""));

        answers[0].ShouldBe(new EntryAnswer.Refused(new(RefusalCode.BadJson, "seal")));
        answers[1].ShouldBeOfType<EntryAnswer.Sealed>();
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        LineWriter.Write(output, (await table.EntriesAsync()).Single());
        Core.Ledger.Line.Read(output.WrittenMemory).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_side_enters_only_its_own_words()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());

        var answer = await table.EnterAsync(Side.A, Line("q1", "request", "B", """{"from":"B"}"""));

        answer.Single().ShouldBe(new EntryAnswer.Refused(new(RefusalCode.WrongAuthor, "side", "B")));
    }

    [Fact]
    public async Task An_agreement_that_a_desk_met_in_passing_can_still_be_signed()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A,
            Line("x1", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"10"}}"""),
            Line("g1", "agreement", "A", """{"of":"x1","body":{"giver":"A","category":"time","worth":{"hours":"8"}}}"""),
            Line("r1", "redaction", "A", """{"of":"g1","groups":["what"],"ground":"gdpr-17"}"""));
        await using var desk = new LedgerDesk(table.Store, TimeProvider.System);
        await desk.EnterAsync(table.Viewer(Side.B), table.Id, [Line("k1", "confirmation", "B", """{"of":"r1"}""").For(Side.B)], Ct);

        await desk.EnterAsync(table.Viewer(Side.B), table.Id, [Line("k2", "confirmation", "B", """{"of":"g1"}""").For(Side.B)], Ct);

        var opened = await table.Store.OpenAsync(table.Viewer(Side.A), table.Id, new([new("x1")], []), Ct);
        opened!.Entries.Single(e => e.Id == new EntryId("x1")).AgreedBy.ShouldBe(2);
    }

    [Fact]
    public async Task A_withdrawal_that_a_desk_met_in_passing_still_reaches_what_was_withdrawn()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A,
            Line("q1", "request", "A", """{"from":"A"}""", """{"what":"Anna is ill"}"""),
            Line("w1", "withdrawal", "A", """{"of":"q1"}"""),
            Line("r1", "redaction", "A", """{"of":"w1","groups":["note"],"ground":"gdpr-17"}"""));
        await using var desk = new LedgerDesk(table.Store, TimeProvider.System);
        await desk.EnterAsync(table.Viewer(Side.B), table.Id, [Line("k1", "confirmation", "B", """{"of":"r1"}""").For(Side.B)], Ct);

        await desk.EnterAsync(
            table.Viewer(Side.B), table.Id, [Line("r2", "redaction", "B", """{"of":"w1","groups":["entry/what"],"ground":"gdpr-17"}""").For(Side.B)], Ct);

        (await table.EntriesAsync())[0].Statement.Texts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeated_key_with_another_kind_of_entry_is_another_request()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("x1", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"10"}}"""));
        await table.Desk.EnterAsync(table.Viewer(Side.B), table.Id, [Line("k1", "confirmation", "B", """{"of":"x1"}""").For(Side.B) with { Key = "tab-7" }], Ct);

        var other = await table.Desk.EnterAsync(
            table.Viewer(Side.B), table.Id, [Line("k1", "dispute", "B", """{"of":"x1"}""").For(Side.B) with { Key = "tab-7" }], Ct);

        other!.Value.Single().ShouldBeOfType<EntryAnswer.Refused>().Refusal.Code.ShouldBe(RefusalCode.DuplicateId);
    }

    [Fact]
    public async Task A_claim_lapses_at_the_same_instant_whoever_reads_it()
    {
        await using var table = await Table.SetAsync(await stores.NewLedgersAsync());
        await table.EnterAsync(Side.A, Line("c1", "charter", "A", """{"yardstick":{"currency":"EUR","hour":"1"},"confirmation_days":0.33333333333}"""));
        await table.EnterAsync(Side.B, Line("k1", "confirmation", "B", """{"of":"c1"}"""));
        await table.EnterAsync(Side.A, Line("x1", "contribution", "A", """{"giver":"A","category":"time","worth":{"hours":"10"}}"""));

        var opened = await table.Store.OpenAsync(table.Viewer(Side.A), table.Id, new([new("x1")], []), Ct);

        var state = opened!.Entries.Single(e => e.Id == new EntryId("x1"));
        var window = TimeSpan.FromDays(0.33333333333);
        (state.LapsesAt!.Value - state.Statement.Recorded).ShouldBeInRange(window, window + TimeSpan.FromMicroseconds(1));
        (state.LapsesAt!.Value.Ticks % TimeSpan.TicksPerMicrosecond).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_is_changed_is_vouched_for_by_the_one_before()
    {
        var store = await stores.NewLedgersAsync();
        var first = (await store.HostKeysAsync(Table.Start, Ct)).Single();
        var next = HostSigner.Make(first, Table.Start);

        (await store.AddHostKeyAsync(next, Ct)).ShouldBeTrue();
        (await store.AddHostKeyAsync(next, Ct)).ShouldBeFalse("another process was first");

        (await store.HostKeysAsync(Table.Start, Ct)).Select(key => key.Number).ShouldBe([1, 2]);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static bool IsSealedAsItSays(Entry entry) => Entry.Of(entry.Statement, entry.Seal).LeafHash == entry.LeafHash;

    private static Line Line(string id, string kind, string side, string body, string? text = null) => Table.Line(id, kind, side, body, text);

    public sealed class OnSqlite(SqliteStores stores) : TheLedgerStore(stores), IClassFixture<SqliteStores>;

    public sealed class OnPostgres(PostgresStores stores) : TheLedgerStore(stores), IClassFixture<PostgresStores>;

    public sealed class InMemory() : TheLedgerStore(new SimulatedStores());
}
