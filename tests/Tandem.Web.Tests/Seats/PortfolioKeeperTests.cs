using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Seats;

/// <summary>Lines of the portfolio where something went wrong, or changed beside the ledger.</summary>
public sealed class PortfolioKeeperTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_that_cannot_be_read_does_not_stop_the_others()
    {
        await using var bureau = await Bureau.OpenAsync();
        var first = await bureau.MeetAsync(isShared: false);
        var us = first.Sides.A.Id;
        foreach (var name in (string[])["Kestrel Freight", "Brightwater", "Orrin"])
        {
            _ = await bureau.MeetAsync(isShared: false, name, us);
        }

        _ = await bureau.SeatOf(first).EnterAsync(first.Id, Bureau.Contribution("A draft."), Ct);
        await bureau.RunSqlAsync("UPDATE draft SET line = x'00'");
        var told = new List<RelationshipId>();
        using var keeper = new PortfolioKeeper(bureau.Rooms, (id, _) => told.Add(id));

        (await keeper.CatchUpAsync(Ct)).ShouldBe(3);

        told.Distinct().ShouldBe([first.Id]);
        (await NamesAsync(bureau, us)).ShouldBe(["Brightwater", "Kestrel Freight", "Orrin"]);
        await bureau.RunSqlAsync("DELETE FROM draft");
        (await keeper.CatchUpAsync(Ct)).ShouldBe(1);
        (await NamesAsync(bureau, us)).ShouldBe(["Brightwater", "Kestrel Freight", "Norrvik Foods", "Orrin"]);
    }

    [Fact]
    public async Task A_page_that_ends_between_the_two_sides_of_a_relationship_misses_neither()
    {
        await using var bureau = await Bureau.OpenAsync();
        Relationship[] all =
        [
            await bureau.MeetAsync(), await bureau.MeetAsync(them: "Kestrel Freight"), await bureau.MeetAsync(them: "Brightwater"),
        ];
        using var keeper = new PortfolioKeeper(bureau.Rooms, (_, broken) => throw broken) { AtOnce = 3 };

        (await keeper.CatchUpAsync(Ct)).ShouldBe(6);

        foreach (var relationship in all)
        {
            (await NamesAsync(bureau, relationship.Sides.B.Id)).ShouldBe(["Aldermere Systems"]);
        }
    }

    [Fact]
    public async Task A_new_name_stands_in_the_other_sides_list_within_seconds()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var (us, theirs) = (relationship.Sides.A.Id, bureau.SeatOf(relationship, Side.B));
        using var keeper = new PortfolioKeeper(bureau.Rooms, (_, broken) => throw broken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = keeper.RunAsync(end.Token);
        await UntilAsync("Norrvik Foods");

        await theirs.SetOrganizationAsync("Norrvik Mat", relationship.Sides.B.Clock ?? Workspace.Readings.WorkingHours.Default, Ct);

        await UntilAsync("Norrvik Mat");
        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);

        async Task UntilAsync(string name)
        {
            for (var tries = 0; tries < 100 && !(await NamesAsync(bureau, us)).Contains(name); tries++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), Ct);
            }

            (await NamesAsync(bureau, us)).ShouldBe([name]);
        }
    }

    [Fact]
    public async Task Mail_that_another_process_takes_out_is_followed_with_the_next_look()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync(isShared: false);
        using var keeper = new PortfolioKeeper(bureau.Rooms, (_, broken) => throw broken);
        (await keeper.CatchUpAsync(Ct)).ShouldBe(1);
        (await keeper.CatchUpAsync(Ct)).ShouldBe(0);
        await bureau.RunSqlAsync("""
            INSERT INTO import_run (relationship_id, side, run, state, started_at, keep_bodies, position_file, position_offset, seen, added)
            SELECT relationship_id, side, 1, 1, 0, 0, 0, 0, 0, 0 FROM mail_evidence WHERE side = 0
            """);

        (await bureau.Store.Evidence.UndoRunAsync(bureau.SeatOf(relationship).Viewer, relationship.Id, 1, Ct)).ShouldBeTrue();

        (await keeper.CatchUpAsync(Ct)).ShouldBe(1);
    }

    private static async Task<string[]> NamesAsync(Bureau bureau, OrganizationId organization) =>
        [.. (await bureau.Store.Portfolios.PageAsync(new(organization), new(PortfolioSort.Name), Ct)).Lines.Select(line => line.Name)];
}
