using System.Buffers.Binary;
using Shouldly;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>An export verifies as it was written, and in no other way.</summary>
public sealed class WholeExports : IAsyncLifetime
{
    private const int SomeBytes = 400;
    private const uint LocalHeader = 0x04034b50;
    private const uint DirectoryHeader = 0x02014b50;
    private const uint DirectoryEnd = 0x06054b50;
    private const int HeaderBytes = 46;

    private Books books = null!;
    private byte[] export = null!;

    public async ValueTask InitializeAsync()
    {
        books = await Books.WrittenAsync();
        export = await books.ExportAsync();
    }

    public async ValueTask DisposeAsync() => await books.DisposeAsync();

    [Fact]
    public async Task An_export_says_what_was_checked()
    {
        var report = Verify(export);

        report.Problems.ShouldBeEmpty();
        (report.Entries, report.Texts, report.Tiles, report.EarlierCheckpoints).ShouldBe((9, 3, 1, 8));
        report.AreRulesChecked.ShouldBeTrue();
        report.Relationship.ShouldBe(books.Id);
        report.Names.ShouldBe(new("Aldermere", "Norrvik"));
        report.Checkpoint!.ToString().ShouldBe((await books.CheckpointAsync()).ToString());
        report.Erased.ShouldBe([(3, "note", 7), (5, "what", 8)]);
        (report.SignedEntries, report.UnsignedEntries).ShouldBe((2, new(0, 0)));
    }

    [Fact]
    public void A_document_is_found_by_its_hash()
    {
        LedgerVerification.Of(new MemoryStream(export), new(Attachment: new string('a', 64))).NamingAttachment.ShouldBe([5]);
        LedgerVerification.Of(new MemoryStream(export), new(Attachment: new string('b', 64))).NamingAttachment.ShouldBe([]);
    }

    /// <summary>Every byte in a long run; otherwise those of the zip's own headers and some of the rest.</summary>
    [Fact]
    public void Whichever_byte_is_changed_is_found()
    {
        var dice = new Dice(17);
        var places = Law.IsSoak ? Enumerable.Range(0, export.Length) : Frame().Concat(Anywhere(dice));
        foreach (var at in places)
        {
            byte[] changed = [.. export];
            changed[at] ^= (byte)(1 << dice.Below(8));

            IsFound(Verify(changed)).ShouldBeTrue($"byte {at}");
        }
    }

    /// <summary>
    /// What still passes when the digest was made to fit again says the same as before: a time in a zip header, the name in a manifest.
    /// </summary>
    [Fact]
    public void A_byte_changed_under_a_repaired_digest_is_found_or_says_nothing_else()
    {
        var dice = new Dice(18);
        var root = Verify(export).Checkpoint!.Checkpoint.Root;
        var places = Law.IsSoak ? Enumerable.Range(0, export.Length) : Frame().Where(at => at % 3 == 0).Concat(Anywhere(dice));
        foreach (var at in places)
        {
            byte[] changed = [.. export];
            changed[at] ^= (byte)(1 << dice.Below(8));

            var report = Verify(Forgery.WithDigest(changed));

            (!report.IsGood || (report.Entries, report.Checkpoint!.Checkpoint.Root, report.Relationship) == (9, root, books.Id)).ShouldBeTrue($"byte {at}");
        }
    }

    [Fact]
    public void A_file_that_ends_too_soon_or_too_late_is_found()
    {
        var dice = new Dice(19);
        for (var tries = 0; tries < (Law.IsSoak ? export.Length : 200); tries++)
        {
            IsFound(Verify(export[..(Law.IsSoak ? tries : dice.Below(export.Length))])).ShouldBeTrue();
        }

        for (var more = 1; more <= 100; more++)
        {
            IsFound(Verify([.. export, .. dice.Bytes(more)])).ShouldBeTrue();
            IsFound(Verify([.. dice.Bytes(more), .. export])).ShouldBeTrue();
        }
    }

    private static VerificationReport Verify(byte[] file) => LedgerVerification.Of(new MemoryStream(file), new());

    /// <summary>Every problem names a place, unless it is the file itself.</summary>
    private static bool IsFound(VerificationReport report) => !report.IsGood && report.Problems.All(problem =>
        problem.Where != "" || problem.Fault is VerificationFault.BytesChanged or VerificationFault.Unreadable);

    private int[] Anywhere(Dice dice) => [.. Enumerable.Range(0, SomeBytes).Select(_ => dice.Below(export.Length))];

    /// <summary>The bytes of the zip itself: headers, directory, end and comment.</summary>
    private IEnumerable<int> Frame()
    {
        var inFrame = 0;
        for (var at = 0; at < export.Length; at++)
        {
            var word = at + 4 <= export.Length ? BinaryPrimitives.ReadUInt32LittleEndian(export.AsSpan(at)) : 0;
            inFrame = word switch
            {
                DirectoryEnd => int.MaxValue,
                LocalHeader or DirectoryHeader => Math.Max(inFrame, HeaderBytes),
                _ => inFrame - 1,
            };
            if (inFrame > 0)
            {
                yield return at;
            }
        }
    }
}
