using Tandem.Workspace;

namespace Tandem.Web.Tests.Seats;

/// <summary>Rounds that are closed by somebody who goes away meanwhile.</summary>
public sealed class PulseCloseTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_round_that_became_an_entry_and_was_not_closed_is_closed_by_the_next_visitor(bool isShared)
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync(isShared);
        var round = await AnsweredAsync(bureau, relationship);
        _ = await bureau.SeatOf(relationship).ClosePulseAsync(relationship.Id, Ct);
        await OpenAgainAsync(bureau, relationship, round); // as a killed program leaves it

        bureau.Time.Now = Bureau.Today.AddDays(20);
        var view = (await bureau.SeatOf(relationship, pseudonym: "anna").PulseAsync(relationship.Id, Ct))!;

        view.Open.ShouldBeNull();
        view.Closed.ShouldHaveSingleItem().Entry.ShouldNotBeNull();
        view.History.A.Length.ShouldBe(1);
        view.Next.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_answers_a_round_that_is_being_closed()
    {
        await using var bureau = await Bureau.OpenAsync();
        var relationship = await bureau.MeetAsync();
        var round = await AnsweredAsync(bureau, relationship);

        await bureau.Store.Pulses.EndAsync(bureau.SeatOf(relationship).Viewer, relationship.Id, round, Ct);

        (await AnswerAsync(bureau, relationship, round, "five")).ShouldBeFalse();
        var view = (await bureau.SeatOf(relationship, pseudonym: "anna").PulseAsync(relationship.Id, Ct))!;
        view.Closed.ShouldHaveSingleItem().Entry.ShouldNotBeNull();
        view.History.A.ShouldHaveSingleItem().Said.Respondents.ShouldBe(4);
    }

    private static async Task<string> AnsweredAsync(Bureau bureau, Relationship relationship)
    {
        (await bureau.SeatOf(relationship).OpenPulseAsync(relationship.Id, Ct)).ShouldBeTrue();
        var round = (await bureau.SeatOf(relationship).PulseAsync(relationship.Id, Ct))!.Open!.Name;
        foreach (var person in (string[])["one", "two", "three", "four"])
        {
            (await AnswerAsync(bureau, relationship, round, person)).ShouldBeTrue();
        }

        return round;
    }

    private static Task<bool> AnswerAsync(Bureau bureau, Relationship relationship, string round, string person) =>
        bureau.SeatOf(relationship, pseudonym: person).AnswerPulseAsync(
            relationship.Id, round, new Dictionary<string, int> { ["trust.1"] = 3 }, new Dictionary<string, int> { ["trust.1"] = 4 }, 0.5, Ct);

    /// <summary>The round stands open with its answers, and the entry that it became is there.</summary>
    private static async Task OpenAgainAsync(Bureau bureau, Relationship relationship, string round)
    {
        await bureau.RunSqlAsync("DELETE FROM pulse_round");
        var seat = bureau.SeatOf(relationship);
        (await bureau.Store.Pulses.OpenAsync(
            seat.Viewer, relationship.Id, new(round, Bureau.Today, Bureau.Today.AddDays(14), null, 0, null), Ct)).ShouldBeTrue();
        foreach (var person in (string[])["one", "two", "three", "four"])
        {
            (await AnswerAsync(bureau, relationship, round, person)).ShouldBeTrue();
        }
    }
}
