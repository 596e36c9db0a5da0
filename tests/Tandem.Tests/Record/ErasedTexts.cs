using System.Text;
using Shouldly;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>What a person wrote goes; what was agreed, paid and promised stays, and so does every proof.</summary>
public sealed class ErasedTexts : IAsyncLifetime
{
    private Books books = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => books = await Books.WrittenAsync();

    public async ValueTask DisposeAsync() => await books.DisposeAsync();

    [Fact]
    public async Task A_person_is_erased_and_the_record_verifies_and_says_under_which_entry()
    {
        var before = await books.ExportAsync();
        var checkpoint = await books.CheckpointAsync();

        var (plan, outcome) = await EraseAsync(new("b-sjogren", null, null, []));
        var after = await books.ExportAsync();

        (plan.Entries.Length, plan.TextCount).ShouldBe((2, 2));
        outcome.Entries.ShouldBe([10, 11]);
        outcome.Refused.ShouldBeEmpty();
        var report = LedgerVerification.Of(new MemoryStream(after), new(new(checkpoint, null)));
        report.Problems.ShouldBeEmpty();
        report.Erased.ShouldBe([(3, "note", 7), (4, "why", 10), (5, "what", 8), (9, "what", 11)]);
        Says(before, "Half of them never came").ShouldBeTrue();
        Says(after, "Half of them never came").ShouldBeFalse();
        Says(after, "Spare parts for the north line").ShouldBeTrue();
    }

    /// <summary>The signature is over the commitment, which stays: an erasure does not unsign.</summary>
    [Fact]
    public async Task What_a_side_signed_stays_signed_when_its_words_are_gone()
    {
        await EraseAsync(new(null, null, new EntryId("pilot"), []));

        LedgerVerification.Of(new MemoryStream(await books.ExportAsync()), new()).SignedEntries.ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_groups_that_are_named_go()
    {
        await books.SayAsync(Side.A, "two", "request", """{"from":"A"}""", """{"what":"the one","note":"the other"}""");

        var (plan, _) = await EraseAsync(new(null, null, new EntryId("two"), ["note"]));

        plan.Entries.Single().Groups.ShouldBe(["note"]);
        var after = await books.ExportAsync();
        (Says(after, "the one"), Says(after, "the other")).ShouldBe((true, false));
    }

    [Fact]
    public async Task The_words_of_a_withdrawn_entry_are_reached_through_its_withdrawal()
    {
        await books.SayAsync(Side.A, "asked", "request", """{"from":"A"}""", """{"what":"Is Åsa well again?"}""");
        await books.SayAsync(Side.A, "asked-back", "withdrawal", """{"of":"asked"}""", """{"why":"None of my business"}""");

        var (plan, _) = await EraseAsync(new(null, null, new EntryId("asked"), []));

        plan.Entries.Single().Through.ShouldBe(new EntryId("asked-back"));
        var after = await books.ExportAsync();
        (Says(after, "Is Åsa well again?"), Says(after, "None of my business")).ShouldBe((false, true));
        LedgerVerification.Of(new MemoryStream(after), new()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_finds_nothing_where_nothing_is_left()
    {
        await EraseAsync(new("a-anand", null, null, []));

        (await new Erasure(books.Store, books.Desk, books.Clock).PlanAsync(books.Viewer, books.Id, new("a-anand", null, null, []), Ct))
            .IsEmpty.ShouldBeTrue();
    }

    private async Task<(ErasurePlan Plan, ErasureOutcome Outcome)> EraseAsync(ErasureWish wish)
    {
        var erasure = new Erasure(books.Store, books.Desk, books.Clock);
        var plan = await erasure.PlanAsync(books.Viewer, books.Id, wish, Ct);
        return (plan, await erasure.RunAsync(books.Viewer, books.Id, plan, new(Side.A, "host-operator", "personal_data"), Ct));
    }

    private static bool Says(byte[] export, string words) =>
        Encoding.UTF8.GetString(new Forgery(export).Read("entries.ndjson")).Contains(words, StringComparison.Ordinal);
}
