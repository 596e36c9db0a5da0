using Tandem.Core.Evidence;
using Tandem.Core.Measures;
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

    [Fact]
    public async Task What_is_due_on_either_side_presses_even_where_nothing_waits()
    {
        var organization = await OrganizationAsync();
        var today = new DateOnly(2026, 8, 28);
        var waits = await KeepAsync(organization, "Waits", waits: 1);
        var ours = await KeepAsync(organization, "Ours today", ourDue: today);
        var theirs = await KeepAsync(organization, "Theirs, late", theirDue: today.AddDays(-3));
        await KeepAsync(organization, "Tomorrow", ourDue: today.AddDays(1), theirDue: today.AddDays(30));
        await KeepAsync(organization, "Quiet");

        var lines = (await store.Portfolios.PageAsync(new(organization), new() { PressingBy = today }, Ct)).Lines;

        lines.Select(line => line.Id).ShouldBe([waits, ours, theirs], ignoreOrder: true);
        (await store.Portfolios.CountAsync(new(organization), new() { PressingBy = today }, Ct)).ShouldBe(3);
    }

    private async Task<OrganizationId> OrganizationAsync() => (await SampleSite.PlayAsync(store, desk)).Sides.A.Id;

    private async Task<RelationshipId> KeepAsync(
        OrganizationId organization, string name, int waits = 0, DateOnly? ourDue = null, DateOnly? theirDue = null)
    {
        var relationship = await store.Evidence.OpenAsync(
            new("", Party.Nobody, name, Party.Nobody) { Us = organization }, Ct);
        await store.Portfolios.KeepAsync(organization, new(
            relationship.Id, name, Side.A, false, StandingLabel.Unknown, null, null, null, (null, null), (null, null), [], (0, 0),
            (waits, 0, 0, 0), ourDue, theirDue, null, EvidenceGrade.Low, 0, 0, 0, 0), Ct);
        return relationship.Id;
    }
}
