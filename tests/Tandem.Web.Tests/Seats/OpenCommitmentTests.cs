using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Portfolios;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Seats;

/// <summary>Which promises are open is one rule, wherever they are shown.</summary>
public sealed class OpenCommitmentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_calls_the_same_promises_open()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var (ours, theirs) = (bureau.SeatOf(relationship), bureau.SeatOf(relationship, Side.B, "camille"));
        var kept = await PromiseAsync(ours, 10);
        _ = await EnterAsync(theirs, NewEntry.Of("resolution", new() { ["commitment"] = kept.Value, ["outcome"] = "kept" }));
        var old = await PromiseAsync(ours, 4);
        var newer = await PromiseAsync(ours, 20, replaces: old);
        var disputed = await PromiseAsync(theirs, 6);
        _ = await EnterAsync(ours, NewEntry.Of("dispute", new() { ["of"] = disputed.Value }, ("why", "We never said so.")));
        var inTime = await PromiseAsync(ours, 3);
        _ = await EnterAsync(theirs, NewEntry.Of("resolution", new() { ["commitment"] = inTime.Value, ["outcome"] = "renegotiated" }));
        var tooLate = await PromiseAsync(ours, 1);
        bureau.Time.Now = Bureau.Today.AddDays(2);
        _ = await EnterAsync(theirs, NewEntry.Of("resolution", new() { ["commitment"] = tooLate.Value, ["outcome"] = "renegotiated" }));

        using var keeper = new PortfolioKeeper(bureau.Rooms, (_, broken) => throw broken);
        _ = await keeper.CatchUpAsync(Ct);
        var line = (await bureau.Store.Portfolios.PageAsync(ours.Viewer, new(), Ct)).Lines.ShouldHaveSingleItem();
        var report = (await ours.ReportAsync(relationship.Id, Ct))!;
        var choices = (await ours.WhatIfChoicesAsync(relationship.Id, Ct))!;
        var open = await ours.ReadSharedAsync(
            relationship, read => read.Commitments().Where(one => one.Outcome is null).Select(one => one.Id).ToArray(), Ct);

        open.ShouldBe([old, newer, tooLate]);
        report.Due.A.Select(due => due.Id).ShouldBe([tooLate, old, newer]);
        report.Due.B.ShouldBeEmpty();
        choices.Open.A.ShouldBe([old, newer, tooLate]);
        line.Open.ShouldBe((3, 0));
        line.OurDue.ShouldBe(DateOnly.FromDateTime(Bureau.Today.AddDays(1).UtcDateTime));

        async Task<EntryId> EnterAsync(Seat seat, NewEntry entry) =>
            (await seat.EnterAsync(relationship.Id, entry, Ct)).ShouldBeOfType<Entered.Sealed>().Id;

        Task<EntryId> PromiseAsync(Seat seat, int days, EntryId? replaces = null)
        {
            var body = new JsonObject { ["by"] = "A", ["due"] = Instant.Write(Bureau.Today.AddDays(days)), ["importance"] = "normal" };
            if (replaces is { } before)
            {
                body["replaces"] = before.Value;
            }

            return EnterAsync(seat, NewEntry.Of("commitment", body, ("what", "A promise.")));
        }
    }
}
