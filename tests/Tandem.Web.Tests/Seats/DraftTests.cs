using Tandem.Core.Ledger;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Seats;

/// <summary>Entering while the other side has not joined, asked twice.</summary>
public sealed class DraftTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_with_the_same_key_makes_one_draft()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync(isShared: false);
        var seat = bureau.SeatOf(relationship);

        var first = await seat.EnterAsync(relationship.Id, Bureau.Contribution("A morning.", key: "monday"), Ct);
        bureau.Time.Now = Bureau.Today.AddHours(1);
        var again = await seat.EnterAsync(relationship.Id, Bureau.Contribution("A morning.", key: "monday"), Ct);

        again.ShouldBeOfType<Entered.Drafted>().Id.ShouldBe(first.ShouldBeOfType<Entered.Drafted>().Id);
        (await seat.DraftsAsync(relationship.Id, Ct)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Another morning.", "2")]
    [InlineData("A morning.", "3")]
    public async Task Another_request_with_the_same_key_is_refused_and_not_thrown_away_in_silence(string what, string hours)
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync(isShared: false);
        var seat = bureau.SeatOf(relationship);
        _ = await seat.EnterAsync(relationship.Id, Bureau.Contribution("A morning.", key: "monday"), Ct);

        var other = await seat.EnterAsync(relationship.Id, Bureau.Contribution(what, hours, "monday"), Ct);

        other.ShouldBeOfType<Entered.Refused>().Refusal.Code.ShouldBe(RefusalCode.DuplicateId);
        (await seat.DraftsAsync(relationship.Id, Ct)).ShouldHaveSingleItem().Line.ShouldContain("A morning.");
    }

    [Fact]
    public async Task Requests_that_cross_are_answered_as_if_one_had_come_after_the_other()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync(isShared: false);
        var seat = bureau.SeatOf(relationship);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => Task.Run(
            () => seat.EnterAsync(relationship.Id, Bureau.Contribution(at % 2 == 0 ? "A morning." : "An evening.", key: "monday"), Ct))));

        answers.ShouldAllBe(answer => answer is Entered.Drafted || answer is Entered.Refused);
        answers.OfType<Entered.Drafted>().Count().ShouldBe(4);
        (await seat.DraftsAsync(relationship.Id, Ct)).Count.ShouldBe(1);
    }
}
