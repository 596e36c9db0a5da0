using Shouldly;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Tests.Record;

/// <summary>An export replayed elsewhere is the same ledger.</summary>
public sealed class MovedLedgers : IAsyncLifetime
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private Books books = null!;
    private byte[] export = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        books = await Books.WrittenAsync();
        export = await books.ExportAsync();
        await File.WriteAllBytesAsync(path, export, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        File.Delete(path);
        await books.DisposeAsync();
    }

    [Fact]
    public async Task Elsewhere_it_has_the_same_id_and_the_same_root()
    {
        using var source = LedgerSource.Open(path);
        source.Names.ShouldBe(new("Aldermere", "Norrvik"));
        await using var elsewhere = await Books.OpenAsync(source.Id);

        var outcome = await new LedgerReplay(elsewhere.Desk).RunAsync(elsewhere.Viewer, elsewhere.Id, source.Lines(), null, Ct);

        (outcome.Taken, outcome.RefusedCount).ShouldBe((9, 0));
        elsewhere.Id.ShouldBe(books.Id);
        (await elsewhere.CheckpointAsync()).Checkpoint.ShouldBe((await books.CheckpointAsync()).Checkpoint);
    }

    /// <summary>Signatures of the sides, and the gaps where words were erased, move with it; the host's key does not.</summary>
    [Fact]
    public async Task Its_export_from_there_verifies_and_extends_the_one_that_moved()
    {
        using var source = LedgerSource.Open(path);
        await using var elsewhere = await Books.OpenAsync(source.Id);
        _ = await new LedgerReplay(elsewhere.Desk).RunAsync(elsewhere.Viewer, elsewhere.Id, source.Lines(), null, Ct);
        elsewhere.Clock.Now = books.Clock.Now;
        await elsewhere.SayAsync(Side.A, "moved", "request", """{"from":"A"}""");

        var report = LedgerVerification.Of(
            new MemoryStream(await elsewhere.ExportAsync()), new(LedgerVerification.ReadKept(new MemoryStream(export))));

        report.Problems.ShouldBeEmpty();
        report.IsKeptContained.ShouldBeTrue();
        report.Against!.Change.ShouldBe(LogChange.NotSigned, "the old host's key is not the new one's");
        (report.Entries, report.SignedEntries).ShouldBe((10, 2));
        report.Erased.ShouldBe([(3, "note", 7), (5, "what", 8)]);
        report.Keys.ShouldNotContain(HostSigner.KeysOf(books.Id, await books.KeysAsync())[0]);
    }

    /// <summary>Whoever kept something from the old host can hold it against the new one, whose key is another.</summary>
    [Fact]
    public async Task What_was_kept_from_the_old_host_counts_against_the_new_one()
    {
        using var source = LedgerSource.Open(path);
        await using var elsewhere = await Books.OpenAsync(source.Id);
        _ = await new LedgerReplay(elsewhere.Desk).RunAsync(elsewhere.Viewer, elsewhere.Id, source.Lines(), null, Ct);
        elsewhere.Clock.Now = books.Clock.Now;
        await elsewhere.SayAsync(Side.A, "moved", "request", """{"from":"A"}""");
        var now = await elsewhere.ExportAsync();

        var receipt = await new Receipts(books.Store).OfAsync(books.Viewer, books.Id, new EntryId("parts"), Ct);
        foreach (var kept in (byte[][])[(await books.CheckpointAsync()).ToBytes(), receipt!.ToBytes(), export])
        {
            LedgerVerification.Of(new MemoryStream(now), new(LedgerVerification.ReadKept(new MemoryStream(kept)))).Problems.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Where_it_is_already_its_id_is_not_given_again()
    {
        var again = await books.Store.BeginAsync(new(books.Id, new("Aldermere", "Norrvik"), Side.A), Ct);
        var other = await books.Store.BeginAsync(new(null, new("Aldermere", "Norrvik"), Side.A), Ct);

        again.ShouldBeNull();
        other!.Id.ShouldNotBe(books.Id);
        using var source = LedgerSource.Open(path);
        var outcome = await new LedgerReplay(books.Desk).RunAsync(new(other.Sides.A.Id), other.Id, source.Lines(), null, Ct);
        outcome.Taken.ShouldBe(9);
        (await books.Store.CheckpointAsync(new(other.Sides.A.Id), other.Id, null, Ct))!.Checkpoint.Root
            .ShouldNotBe((await books.CheckpointAsync()).Checkpoint.Root); // another relationship is another tree
    }

    [Fact]
    public async Task A_file_of_lines_without_seals_gets_new_salts_and_so_another_root_each_time()
    {
        var lines = File.ReadAllBytes(Repository.PathOf("vectors", "ledgers", "01-promises.ndjson"));
        var roots = new List<Hash>();
        foreach (var id in (RelationshipId[])[new(Guid.CreateVersion7()), new(Guid.CreateVersion7())])
        {
            await using var elsewhere = await Books.OpenAsync(id);
            _ = await new LedgerReplay(elsewhere.Desk).RunAsync(elsewhere.Viewer, elsewhere.Id, NdjsonLines.Of(new MemoryStream(lines)), null, Ct);
            roots.Add((await elsewhere.CheckpointAsync()).Checkpoint.Root);
        }

        roots.Distinct().Count().ShouldBe(2);
    }
}
