using Tandem.Workspace;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Seats;

/// <summary>Ledgers that are kept folded between readings.</summary>
public sealed class LedgerShelfTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_recorded_before_the_instant_of_the_last_reading_is_read_like_any_other()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var seat = bureau.SeatOf(relationship);
        bureau.Time.Now = Bureau.Today.AddHours(-1);
        _ = await seat.EnterAsync(relationship.Id, Bureau.Contribution("The first."), Ct);
        bureau.Time.Now = Bureau.Today;
        (await CountAsync(bureau.Rooms.Shelf)).ShouldBe((1, Bureau.Today));

        await using (var behind = new LedgerDesk(bureau.Store.Ledgers, new HandClock(Bureau.Today.AddMinutes(-5))))
        {
            var other = new Seat(seat.Viewer, Cli.Wiring.RoomsOf(bureau.Store, behind, bureau.Time));
            _ = await other.EnterAsync(relationship.Id, Bureau.Contribution("From a process whose clock is behind."), Ct);
        }

        (await CountAsync(bureau.Rooms.Shelf)).ShouldBe((2, Bureau.Today));
        bureau.Time.Now = Bureau.Today.AddMinutes(1);
        (await CountAsync(bureau.Rooms.Shelf)).ShouldBe((2, Bureau.Today.AddMinutes(1)));

        Task<(int Entries, DateTimeOffset At)> CountAsync(LedgerShelf shelf) =>
            shelf.OwnAsync(seat.Viewer, relationship.Id, bureau.Time.Now, read => (read.Statements.Count, read.At), Ct);
    }

    [Fact]
    public async Task Who_has_not_been_read_longest_makes_room()
    {
        await using var bureau = await Bureau.OpenAsync();
        Relationship[] all = [await bureau.MeetAsync(), await bureau.MeetAsync(them: "Kestrel Freight"), await bureau.MeetAsync(them: "Brightwater")];
        foreach (var relationship in all)
        {
            _ = await bureau.SeatOf(relationship).EnterAsync(relationship.Id, Bureau.Contribution("One."), Ct);
        }

        var shelf = new LedgerShelf(bureau.Store.Heads, bureau.Store.Ledgers, bureau.Store.Drafts, bureau.Store.Evidence, most: 4);
        var (first, second) = (await ReadAsync(all[0]), await ReadAsync(all[1]));
        (await ReadAsync(all[0])).ShouldBeSameAs(first);

        _ = await ReadAsync(all[2]);

        (await ReadAsync(all[0])).ShouldBeSameAs(first);
        (await ReadAsync(all[1])).ShouldNotBeSameAs(second);
        (await ReadAsync(all[0])).ShouldBeSameAs(first);

        Task<ReadLedger?> ReadAsync(Relationship of) =>
            shelf.SharedAsync(bureau.SeatOf(of).Viewer, of.Id, Bureau.Today, read => read, Ct);
    }
}
