using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Tests.Ledger;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>The host's keys follow each other; a side's key speaks for what the side says.</summary>
public sealed class KeysOfHostAndSides : IAsyncLifetime
{
    private Books books = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => books = await Books.WrittenAsync();

    public async ValueTask DisposeAsync() => await books.DisposeAsync();

    [Fact]
    public async Task After_a_rotation_the_new_key_signs_and_both_are_in_the_export()
    {
        await books.RotateAsync();
        await books.SayAsync(Side.A, "after", "request", """{"from":"A"}""");

        var keys = HostSigner.KeysOf(books.Id, await books.KeysAsync());
        var report = LedgerVerification.Of(new MemoryStream(await books.ExportAsync()), new(TrustedKey: NoteKey.IdText(keys[0].Id)));

        report.Problems.ShouldBeEmpty();
        report.Keys.ShouldBe(keys);
        (await books.CheckpointAsync()).Verify([keys[1]]).ShouldBe(NoteOutcome.Verified);
        (await books.CheckpointAsync()).Verify([keys[0]]).ShouldNotBe(NoteOutcome.Verified);
    }

    [Fact]
    public async Task A_rotation_without_a_new_entry_leaves_the_checkpoint_as_it_was()
    {
        var before = await books.ExportAsync();
        await books.RotateAsync();

        LedgerVerification.Of(new MemoryStream(await books.ExportAsync()), new(LedgerVerification.ReadKept(new MemoryStream(before))))
            .Against!.Change.ShouldBe(LogChange.Same);
    }

    [Fact]
    public async Task Two_processes_that_rotate_at_once_take_one_new_key_into_use()
    {
        var keys = await books.KeysAsync();
        var first = HostSigner.Make(keys[^1], books.Clock.Now);
        var second = HostSigner.Make(keys[^1], books.Clock.Now);

        (await books.Store.AddHostKeyAsync(first, Ct)).ShouldBeTrue();
        (await books.Store.AddHostKeyAsync(second, Ct)).ShouldBeFalse();
        (await books.KeysAsync()).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_line_under_a_key_that_the_charter_does_not_name_is_refused()
    {
        var answer = await books.SayAsync(Side.B, "forged", "request", """{"from":"B"}""", """{"what":"Pay at once"}""", LogKeys.Others);

        answer.ShouldBe(new EntryAnswer.Refused(new(RefusalCode.BadSeal, "seal")));
    }

    [Fact]
    public async Task A_side_cannot_sign_with_the_other_sides_key() =>
        (await books.SayAsync(Side.A, "swapped", "request", """{"from":"A"}""", null, Books.KeyOfB))
            .ShouldBe(new EntryAnswer.Refused(new(RefusalCode.BadSeal, "seal")));

    [Fact]
    public async Task A_line_without_a_signature_is_taken_in_and_counted()
    {
        (await books.SayAsync(Side.B, "by-hand", "request", """{"from":"B"}""")).ShouldBeOfType<EntryAnswer.Sealed>();

        var report = LedgerVerification.Of(new MemoryStream(await books.ExportAsync()), new());
        (report.IsGood, report.SignedEntries, report.UnsignedEntries).ShouldBe((true, 2, new(0, 1)));
    }

    /// <summary>A key is in use from the charter's confirmation on: nobody can name a key for the other side alone.</summary>
    [Fact]
    public async Task A_key_that_only_one_side_proposed_signs_nothing()
    {
        await using var others = await Books.OpenAsync();
        var key = Convert.ToBase64String(Books.KeyOfB.ExportSubjectPublicKeyInfo());
        await others.SayAsync(
            Side.A, "charter-1", "charter",
            """{"yardstick":{"currency":"EUR","hour":"90"},"confirmation_days":null,"parameters":{"signing_keys":{"B":["%"]}}}"""
                .Replace("%", key, StringComparison.Ordinal));

        (await others.SayAsync(Side.B, "early", "request", """{"from":"B"}""", null, Books.KeyOfB)).ShouldBeOfType<EntryAnswer.Refused>();
        await others.SayAsync(Side.B, "yes", "confirmation", """{"of":"charter-1"}""");
        (await others.SayAsync(Side.B, "late", "request", """{"from":"B"}""", null, Books.KeyOfB)).ShouldBeOfType<EntryAnswer.Sealed>();
    }
}
