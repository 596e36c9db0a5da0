using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Seats;

/// <summary>That somebody looked at what their side keeps for itself stands in the audit log.</summary>
public sealed class PrivateReadTests
{
    private static readonly AccountId Mara = new(new("7c0f3f2e-55a1-4a53-9d3c-1f3b1f0c2a11"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_was_broken_off_does_not_hide_the_hour_after_it()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var seat = bureau.SeatOf(relationship, account: Mara);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(seat.ReadOwnAsync(relationship, read => read.At, gone.Token));
        _ = await seat.ReadOwnAsync(relationship, read => read.At, Ct);

        (await LinesAsync(seat)).ShouldBe(1);
    }

    [Fact]
    public async Task Only_what_is_handed_out_is_told()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var seat = bureau.SeatOf(relationship, account: Mara);
        _ = await seat.EnterAsync(relationship.Id, Bureau.Contribution("Both see it."), Ct);

        _ = await seat.HeadAsync(relationship.Id, Ct);
        _ = await seat.ReportAsync(relationship.Id, Ct);
        _ = await seat.CharterAsync(relationship.Id, Ct);
        _ = await seat.NotesAsync(relationship.Id, Ct);
        (await LinesAsync(seat)).ShouldBe(0);

        (await seat.WriteNoteAsync(relationship.Id, null, "Ours alone.", Ct)).ShouldBeTrue();
        (await seat.NotesAsync(relationship.Id, Ct)).Count.ShouldBe(1);
        (await LinesAsync(seat)).ShouldBe(1);
    }

    private static async Task<int> LinesAsync(Seat seat) => (await seat.AuditLogAsync([AuditCode.PrivateRead], null, 10, Ct)).Length;
}
