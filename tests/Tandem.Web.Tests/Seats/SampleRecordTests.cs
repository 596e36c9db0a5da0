using Tandem.Core.Evidence;
using Tandem.Workspace;
using Tandem.Workspace.Portfolios;

namespace Tandem.Web.Tests.Seats;

/// <summary>A sample that something came between.</summary>
public sealed class SampleRecordTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sample_that_was_left_empty_is_filled_by_the_next_click()
    {
        await using var bureau = await Bureau.OpenAsync();
        var own = await bureau.MeetAsync();
        var seat = bureau.SeatOf(own);
        var empty = await bureau.Store.Evidence.OpenAsync(
            new("", Party.Nobody, "Norrvik Foods", Party.Nobody) { Us = seat.Viewer.Organization, IsSample = true, IsShared = true }, Ct);

        (await seat.OpenSampleAsync(Ct)).ShouldBe(empty.Id);

        (await seat.HeadAsync(empty.Id, Ct))!.Entries.ShouldBe(383);
        (await seat.OpenSampleAsync(Ct)).ShouldBe(empty.Id);
        (await seat.HeadAsync(empty.Id, Ct))!.Entries.ShouldBe(383);
    }

    [Fact]
    public async Task A_line_that_was_made_while_its_relationship_was_taken_away_is_not_kept()
    {
        await using var bureau = await Bureau.OpenAsync();
        var seat = bureau.SeatOf(await bureau.MeetAsync(them: "Kestrel Freight"));
        var sample = (await seat.OpenSampleAsync(Ct))!.Value;
        using var keeper = new PortfolioKeeper(bureau.Rooms, (_, broken) => throw broken);
        _ = await keeper.CatchUpAsync(Ct);
        var line = (await bureau.Store.Portfolios.PageAsync(seat.Viewer, new(), Ct)).Lines.Single(line => line.Id == sample);

        (await seat.RemoveSampleAsync(sample, Ct)).ShouldBeTrue();
        await bureau.Store.Portfolios.KeepAsync(seat.Viewer.Organization, line, Ct);

        (await bureau.Store.Portfolios.PageAsync(seat.Viewer, new(), Ct)).Lines.ShouldNotContain(kept => kept.Id == sample);
    }
}
