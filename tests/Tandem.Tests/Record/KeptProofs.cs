using System.Text;
using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Tests.Ledger;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>What a checkpoint, a receipt or an export that somebody kept says about a later export.</summary>
public sealed class KeptProofs : IAsyncLifetime
{
    private Books books = null!;
    private byte[] checkpoint = null!;
    private byte[] receipt = null!;
    private byte[] export = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<byte[]> AllKept => [checkpoint, receipt, export];

    public async ValueTask InitializeAsync()
    {
        books = await Books.WrittenAsync();
        checkpoint = (await books.CheckpointAsync()).ToBytes();
        receipt = (await new Receipts(books.Store).OfAsync(books.Viewer, books.Id, new EntryId("parts"), Ct))!.ToBytes();
        export = await books.ExportAsync();
    }

    public async ValueTask DisposeAsync() => await books.DisposeAsync();

    [Fact]
    public async Task The_same_ledger_is_the_same_and_a_grown_one_extends_it()
    {
        var now = await books.ExportAsync();
        await GrowAsync(books);
        var later = await books.ExportAsync();

        foreach (var kept in AllKept)
        {
            Against(now, kept).ShouldBe("Same");
            Against(later, kept).ShouldBe("Extends");
        }
    }

    [Fact]
    public async Task A_ledger_that_grew_past_a_tile_extends_what_was_kept()
    {
        for (var n = 0; n < 300; n++)
        {
            books.Clock.Now -= TimeSpan.FromDays(1); // all on one day
            await books.SayAsync(Side.A, $"q{n}", "request", """{"from":"A"}""");
        }

        var later = await books.ExportAsync();

        foreach (var kept in AllKept)
        {
            Against(later, kept).ShouldBe("Extends");
        }
    }

    [Fact]
    public async Task A_ledger_that_is_shorter_than_what_was_kept_has_shrunk()
    {
        await GrowAsync(books);
        var kept = (await books.CheckpointAsync()).ToBytes();

        Against(export, kept).ShouldBe("Shrunk Shrunk");
    }

    /// <summary>The host signs both: the two notes side by side convict it, and both are in the report.</summary>
    [Fact]
    public async Task A_host_that_rewrote_has_forked_its_log_and_both_notes_are_shown()
    {
        using var host = await books.HostKeyAsync();
        var file = new Forgery(export);
        file.EditLine(3, line => line["body"]!["worth"]!["amount"] = "12000.00");
        file.Rebuild(host);
        file.Names.Where(name => name.StartsWith("checkpoints/", StringComparison.Ordinal)).ToList().ForEach(file.Remove);

        LedgerVerification.Of(new MemoryStream(file.ToBytes()), new()).Problems.ShouldBeEmpty(); // nobody who kept nothing can tell
        foreach (var kept in AllKept)
        {
            Against(file.ToBytes(), kept).ShouldBe("Forked Forked");
        }

        var against = Report(file.ToBytes(), checkpoint).Against!;
        against.IsProofOfFork.ShouldBeTrue();
        against.Kept.ToBytes().ShouldBe(checkpoint);
        against.Current.ToString().ShouldBe(Encoding.UTF8.GetString(file.Read("checkpoint")));
    }

    [Fact]
    public async Task A_fork_that_grew_does_not_extend_what_was_kept()
    {
        using var host = await books.HostKeyAsync();
        var early = (await books.Store.CheckpointAsync(books.Viewer, books.Id, 4, Ct))!.ToBytes();
        var file = new Forgery(export);
        file.EditLine(3, line => line["text"]!["what"] = "Nothing of value");
        file.Rebuild(host);
        file.Names.Where(name => name.StartsWith("checkpoints/", StringComparison.Ordinal)).ToList().ForEach(file.Remove);

        Against(file.ToBytes(), early).ShouldBe("Forked Forked");
    }

    [Fact]
    public async Task What_is_kept_of_another_relationship_says_nothing()
    {
        await using var others = await Books.OpenAsync();
        await others.SayAsync(Side.A, "hello", "request", """{"from":"A"}""");
        var kept = await others.ExportAsync();

        Against(export, kept).ShouldBe("NotSigned OtherLog");
        Against(export, (await others.CheckpointAsync()).ToBytes()).ShouldBe("NotSigned OtherLog");
    }

    /// <summary>That everything kept is there shows in the hashes alone; who signed it matters to those who accuse.</summary>
    [Fact]
    public void What_is_signed_by_a_key_that_nobody_knows_accuses_nobody()
    {
        _ = SignedCheckpoint.TryParse(checkpoint, out var said, out _);
        var (origin, size, root) = (said!.Checkpoint.Origin, said.Checkpoint.Size, said.Checkpoint.Root);
        var contained = SignedCheckpoint.Sign(new(origin, size, root), origin, LogKeys.Others);
        var forged = SignedCheckpoint.Sign(new(origin, size, Hash.Of("another tree"u8)), origin, LogKeys.Others);

        Against(export, contained.ToBytes()).ShouldBe("NotSigned");
        Against(export, forged.ToBytes()).ShouldBe("NotSigned KeptNotSigned");
    }

    [Fact]
    public async Task A_key_that_was_rotated_since_is_vouched_for_and_what_was_kept_still_counts()
    {
        await books.RotateAsync();
        await GrowAsync(books);
        await books.RotateAsync();
        await GrowAsync(books);
        var later = await books.ExportAsync();

        LedgerVerification.Of(new MemoryStream(later), new()).Keys.Length.ShouldBe(3);
        foreach (var kept in AllKept)
        {
            Against(later, kept).ShouldBe("Extends");
        }
    }

    /// <summary>A receipt proves its own entry, not that another stands there.</summary>
    [Fact]
    public async Task A_receipt_whose_proof_leads_elsewhere_is_wrong()
    {
        await GrowAsync(books);
        var later = await books.ExportAsync();
        _ = Receipt.TryParse(receipt, out var kept, out _);
        var moved = new Receipt(kept!.Index + 1, kept.Hashes, kept.Checkpoint);

        Against(later, moved.ToBytes()).ShouldBe("Extends ReceiptWrong");
    }

    [Fact]
    public void What_is_no_proof_is_not_read_as_one()
    {
        LedgerVerification.ReadKept(new MemoryStream([])).ShouldBeNull();
        LedgerVerification.ReadKept(new MemoryStream("PK"u8.ToArray())).ShouldBeNull();
        LedgerVerification.ReadKept(new MemoryStream("Dear Åsa,\n\nhere is the checkpoint."u8.ToArray())).ShouldBeNull();
        LedgerVerification.ReadKept(new MemoryStream(checkpoint[..^3])).ShouldBeNull();
    }

    private static async Task GrowAsync(Books books) =>
        await books.SayAsync(Side.A, $"more-{Guid.NewGuid():n}", "request", """{"from":"A"}""", """{"what":"And more"}""");

    private static VerificationReport Report(byte[] file, byte[] kept) =>
        LedgerVerification.Of(new MemoryStream(file), new(LedgerVerification.ReadKept(new MemoryStream(kept)).ShouldNotBeNull()));

    /// <summary>What follows, and the faults.</summary>
    private static string Against(byte[] file, byte[] kept)
    {
        var report = Report(file, kept);
        return string.Join(' ', [$"{report.Against!.Change}", .. report.Problems.Select(problem => $"{problem.Fault}")]);
    }
}
