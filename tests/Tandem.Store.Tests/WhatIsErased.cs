using System.Diagnostics;
using System.Text;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Store.Ledger;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>
/// A text that was erased is in no byte of any file of the data folder: not its words, not what it was locked as, not its
/// salt, not its key. A reader who was there before the erasure keeps what it may read in the log until it goes; the next
/// write after that, or the next opening, empties it.
/// </summary>
public sealed class WhatIsErased(SqliteStores stores) : IClassFixture<SqliteStores>
{
    private const string Marker = "PLAINLY-READABLE-WORDS-OF-A-PERSON";

    private static readonly string[] People = ["anna", "bo", "cim", "dag", "eva"];

    [Fact]
    public async Task Is_in_no_byte_of_the_data_folder_and_the_rest_can_still_be_read()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        var dice = new Dice(7);
        await using var one = await Table.SetAsync(store.Ledgers);
        await using var other = await Table.SetAsync(store.Ledgers);
        var ids = new List<string>();
        for (var batch = 0; batch < 30; batch++)
        {
            ids.AddRange(await EnterSomeAsync(one, dice, $"x{batch}"));
            _ = await EnterSomeAsync(other, dice, $"y{batch}");
        }

        (await Traces.FoundAsync(folder, [("words", Encoding.UTF8.GetBytes(Marker))], Ct)).ShouldBeEmpty("words are never stored as they are");
        var gone = new List<(string What, byte[] Bytes)>();
        var order = dice.Shuffled(ids).ToList();
        while (order.Count > 20)
        {
            var erased = order[..Math.Min(order.Count - 20, 1 + dice.Below(120))];
            order.RemoveRange(0, erased.Count);
            gone.AddRange(await EraseAsync(store, one, erased));
            (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty($"{ids.Count - order.Count} erased");
        }

        var entries = await one.EntriesAsync();
        entries.Where(e => !e.Statement.Texts.IsEmpty).Select(e => e.Id.Value!).ShouldBe(order, ignoreOrder: true);
        entries.ShouldAllBe(e => Entry.Of(e.Statement, e.Seal).LeafHash == e.LeafHash);
        (await other.EntriesAsync()).ShouldAllBe(e => e.Statement.Texts.All(text => text.Text.Contains(Marker, StringComparison.Ordinal)));
        await store.DisposeAsync();
        (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty("after it was closed");
    }

    [Fact]
    public async Task Is_found_while_it_is_not_erased_or_this_would_find_nothing()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        await using var table = await Table.SetAsync(store.Ledgers);

        _ = await EnterSomeAsync(table, new(1), "x");

        var traces = await Traces.OfAsync(store, Ct);
        (await Traces.FoundAsync(folder, traces.Select(t => ($"{t.What} of {t.Id} {t.Name}", t.Bytes)), Ct)).Count.ShouldBe(traces.Count);
    }

    [Fact]
    public async Task Waits_for_a_reader_no_longer_than_a_moment_and_is_gone_with_the_next_write_after_it_left()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        await using var table = await Table.SetAsync(store.Ledgers);
        var ids = await EnterSomeAsync(table, new(3), "x");
        var reader = table.Store.ReadAsync(table.Viewer(Side.B), table.Id, 1, Ct).GetAsyncEnumerator(Ct);
        (await reader.MoveNextAsync()).ShouldBeTrue();
        var start = Stopwatch.GetTimestamp();

        var gone = await EraseAsync(store, table, ids);
        await table.EnterAsync(Side.A, Table.Line("q1", "request", "A", """{"from":"A"}"""));
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(15), "nobody waits until a reader is done");
        await reader.DisposeAsync();
        await table.EnterAsync(Side.A, Table.Line("q2", "request", "A", """{"from":"A"}"""));
        await table.Desk.DisposeAsync();

        (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_gone_when_the_process_died_between_the_erasure_and_its_clearing_up()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        var table = await Table.SetAsync(store.Ledgers);
        var ids = await EnterSomeAsync(table, new(5), "x");
        var traces = await Traces.OfAsync(store, Ct);
        await table.DisposeAsync();
        await store.DisposeAsync();

        using (var dying = Process.Start(
            Environment.ProcessPath!, ["eraser", StoreOptions.In(folder).ConnectionString, $"{table.Id}", $"{table.Viewer(Side.B).Organization.Value:N}", ids[0]]))
        {
            await dying.WaitForExitAsync(Ct);
            dying.ExitCode.ShouldBe(128 + 9);
        }

        await using var opened = await stores.OpenAsync(folder);

        var gone = traces.Where(t => t.Id == ids[0] && t.What != "key").Select(t => (t.What, t.Bytes)).ToList();
        gone.ShouldNotBeEmpty();
        (await Traces.OfAsync(opened, Ct)).ShouldNotContain(t => t.Id == ids[0], "the erasure was committed before the process died");
        (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_erased_alone_when_its_key_locks_other_texts_of_the_same_write()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        await using var table = await Table.SetAsync(store.Ledgers);
        await table.EnterAsync(Side.A, [.. Enumerable.Range(0, 10).Select(n =>
            Table.Line($"q{n}", "request", "A", """{"from":"A"}""", $$"""{"what":"{{Marker}} {{n}}","why":"{{Marker}} {{n}}"}"""))]);
        var before = await Traces.OfAsync(store, Ct);
        before.Where(t => t.What == "key").Select(t => Convert.ToHexString(t.Bytes)).Distinct().ShouldHaveSingleItem();

        await table.EnterAsync(Side.A, Table.Line("r1", "redaction", "A", """{"of":"q4","groups":["what"],"ground":"gdpr-17"}"""));
        await table.EnterAsync(Side.A, Table.Line("r2", "redaction", "A", """{"of":"q4","groups":["what"],"ground":"again"}"""));

        (await table.EntriesAsync()).Sum(e => e.Statement.Texts.Length).ShouldBe(19);
        var gone = before.Where(t => t.What is "key" or "locked" || (t.Id, t.Name) == ("q4", "what")).Select(t => (t.What, t.Bytes));
        (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty("the others are locked anew");
    }

    [Fact]
    public async Task Is_erased_alone_when_the_next_text_of_its_author_comes_thousands_of_lines_later_in_one_import()
    {
        var store = await stores.OpenAsync(NewFolder());
        await using var table = await Table.SetAsync(store.Ledgers);
        await table.EnterAsync(Side.A, [.. Enumerable.Range(0, Limits.LinesAtOnce + 1).Select(n =>
            Table.Line($"q{n}", "request", "A", """{"from":"A"}""", n % Limits.LinesAtOnce == 0 ? $$"""{"what":"{{Marker}}"}""" : null))]);

        await table.EnterAsync(Side.A, Table.Line("r1", "redaction", "A", """{"of":"q0","groups":["what"],"ground":"gdpr-17"}"""));

        (await table.EntriesAsync()).Where(e => !e.Statement.Texts.IsEmpty).Select(e => e.Id.Value).ShouldBe([$"q{Limits.LinesAtOnce}"]);
    }

    [Fact]
    public async Task Is_gone_through_its_withdrawal()
    {
        var folder = NewFolder();
        var store = await stores.OpenAsync(folder);
        await using var table = await Table.SetAsync(store.Ledgers);
        await table.EnterAsync(Side.A, Table.Line("q1", "request", "A", """{"from":"A"}""", $$"""{"what":"{{Marker}}"}"""));
        await table.EnterAsync(Side.A, Table.Line("w1", "withdrawal", "A", """{"of":"q1"}""", $$"""{"what":"{{Marker}} too"}"""));
        var gone = (await Traces.OfAsync(store, Ct)).Select(t => (t.What, t.Bytes)).ToList();

        await table.EnterAsync(Side.B, Table.Line("r1", "redaction", "B", """{"of":"w1","groups":["what","entry/what"],"ground":"gdpr-17"}"""));

        (await table.EntriesAsync()).ShouldAllBe(e => e.Statement.Texts.IsEmpty);
        (await Traces.FoundAsync(folder, gone, Ct)).ShouldBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string NewFolder() => Path.Combine(stores.Folder.FullName, Path.GetRandomFileName());

    /// <summary>One write of several people's entries, some with a long text, some with two.</summary>
    private static async Task<List<string>> EnterSomeAsync(Table table, Dice dice, string prefix)
    {
        var lines = Enumerable.Range(0, 5 + dice.Below(20)).Select(n =>
        {
            var words = string.Concat(Enumerable.Repeat($"{Marker} {prefix} {n} ", 1 + (dice.OneIn(6) ? dice.Below(200) : dice.Below(6))));
            var text = dice.OneIn(3) ? $$"""{"what":"{{words}}","note":"{{Marker}}"}""" : $$"""{"what":"{{words}}"}""";
            return Line.Read(Encoding.UTF8.GetBytes(
                $$"""{"id":"{{prefix}}-{{n}}","kind":"request","side":"A","by":"{{dice.One(People)}}","occurred":"2026-03-01","body":{"from":"A"},"text":{{text}}}"""),
                Table.Start);
        }).ToList();
        (await table.EnterAsync(Side.A, [.. lines])).ShouldAllBe(answer => answer is EntryAnswer.Sealed);
        return [.. lines.Select(line => line.Id.Value!)];
    }

    /// <summary>Erases all texts of these entries with one write.</summary>
    /// <returns>What must be gone then: their traces, and what was locked with the same keys.</returns>
    private static async Task<List<(string What, byte[] Bytes)>> EraseAsync(TandemStore store, Table table, List<string> ids)
    {
        var before = await Traces.OfAsync(store, Ct);
        await table.EnterAsync(Side.A, [.. ids.Select(id =>
            Table.Line($"r-{id}", "redaction", "A", $$"""{"of":"{{id}}","groups":["what","note"],"ground":"gdpr-17"}"""))]);
        var after = (await Traces.OfAsync(store, Ct)).Select(t => Convert.ToHexString(t.Bytes)).ToHashSet();
        var gone = before.Where(t => !after.Contains(Convert.ToHexString(t.Bytes))).ToList();
        gone.Where(t => ids.Contains(t.Id)).Select(t => t.Id).Distinct().Count().ShouldBe(ids.Count);
        return [.. gone.Select(t => ($"{t.What} of {t.Id} {t.Name}", t.Bytes))];
    }
}

/// <summary>The same on PostgreSQL, where erased is what no key opens any more.</summary>
public sealed class WhatIsErasedOnPostgres(PostgresStores stores) : IClassFixture<PostgresStores>
{
    [Fact]
    public async Task Has_neither_row_nor_key_and_no_key_of_the_database_opens_what_it_was_locked_as()
    {
        var store = await stores.OpenNewAsync();
        await using var table = await Table.SetAsync(store.Ledgers);
        await table.EnterAsync(Side.A, [.. Enumerable.Range(0, 6).Select(n =>
            Table.Line($"q{n}", "request", "A", """{"from":"A"}""", $$"""{"what":"words {{n}}"}"""))]);
        await table.EnterAsync(Side.A, Table.Line("q6", "request", "A", """{"from":"A"}""", """{"what":"words alone"}"""));
        await table.EnterAsync(Side.A, Table.Line("w1", "withdrawal", "A", """{"of":"q5"}"""));
        var before = await Traces.OfAsync(store, Ct);

        foreach (var of in (string[])["q2", "q6", "w1", "q2"])
        {
            await table.EnterAsync(Side.B, Table.Line(
                $"r{before.Count}{of}{Guid.NewGuid():N}", "redaction", "B",
                $$"""{"of":"{{of}}","groups":["what","entry/what"],"ground":"gdpr-17"}"""));
        }

        var after = await Traces.OfAsync(store, Ct);
        after.Where(t => t.What == "salt").Select(t => t.Id).ShouldBe(["q0", "q1", "q3", "q4"]);
        (await table.EntriesAsync()).Where(e => !e.Statement.Texts.IsEmpty).Select(e => e.Statement.Texts.Single().Text)
            .ShouldBe(["words 0", "words 1", "words 3", "words 4"]);
        await using var db = store.NewDb();
        var keys = db.Set<Tables.TextKeyRow>().Select(row => row.Key).ToList();
        keys.Count.ShouldBe(1);
        foreach (var (id, name, _, locked) in before.Where(t => t.What == "locked"))
        {
            var sequence = (await table.EntriesAsync()).Single(e => e.Id.Value == id).Sequence;
            using var key = new TextLock(keys.Single());
            Should.Throw<System.Security.Cryptography.CryptographicException>(() => key.Unlock(table.Id.Value, sequence, name, locked), id);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
