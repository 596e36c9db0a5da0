using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests.Portfolios;

public sealed class PortfolioLinesTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-lines-");
    private TandemStore store = null!;
    private LedgerDesk desk = null!;
    private Rooms rooms = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), Ct);
        desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        rooms = Cli.Wiring.RoomsOf(store, desk, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Both_sides_get_a_line_and_each_is_the_mirror_of_the_other()
    {
        var sample = await SampleSite.PlayAsync(store, desk);
        using var keeper = new PortfolioKeeper(rooms, (_, broken) => throw broken);

        await keeper.CatchUpAsync(Ct);

        var ours = (await store.Portfolios.PageAsync(new(sample.Sides.A.Id), new(), Ct)).Lines.ShouldHaveSingleItem();
        var theirs = (await store.Portfolios.PageAsync(new(sample.Sides.B.Id), new(), Ct)).Lines.ShouldHaveSingleItem();
        ours.Name.ShouldBe("Norrvik Foods");
        theirs.Name.ShouldBe("Aldermere Systems");
        ours.Standing.ShouldBe(theirs.Standing);
        ours.Trust.Ours.ShouldBe(theirs.Trust.Theirs);
        ours.Value.Theirs.ShouldBe(theirs.Value.Ours);
        (ours.Share + theirs.Share)!.Value.ShouldBe(1, 2e-6);
        ours.Open.ShouldBe((theirs.Open.Theirs, theirs.Open.Ours));
        ours.Size.ShouldBe(383);
    }
}
