using Shouldly;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of rounds of questions on every database.</summary>
public abstract class ThePulseStore
{
    private static readonly PulseRound Round = new("2026-Q4", Neighbours.Noon, Neighbours.Noon.AddDays(14), null, 0, null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<TandemStore> NewAsync();

    [Fact]
    public async Task A_round_keeps_answers_without_people_until_it_closes_and_then_none()
    {
        var (ours, _) = await Neighbours.JoinedAsync(await NewAsync());
        var pulses = ours.Store.Pulses;
        (await pulses.OpenAsync(ours.Ours, ours.Id, Round, Ct)).ShouldBeTrue();

        (await AnswerAsync(ours, "anna", """{"trust.1":4}""")).ShouldBeTrue();
        (await AnswerAsync(ours, "bo", """{"trust.1":2}""")).ShouldBeTrue();
        (await AnswerAsync(ours, "anna", """{"trust.1":5}""")).ShouldBeFalse();
        (await pulses.HasAnsweredAsync(ours.Ours, ours.Id, Round.Name, "anna", Ct)).ShouldBeTrue();
        (await pulses.HasAnsweredAsync(ours.Ours, ours.Id, Round.Name, "cleo", Ct)).ShouldBeFalse();
        (await pulses.AnswersAsync(ours.Ours, ours.Id, Round.Name, Ct)).ShouldBe(["""{"trust.1":2}""", """{"trust.1":4}"""]);
        (await pulses.RoundsAsync(ours.Ours, ours.Id, Ct)).Single().Answered.ShouldBe(2);
        await pulses.CloseAsync(ours.Ours, ours.Id, Round.Name, new("pulse-1"), Neighbours.Noon.AddDays(3), Ct);

        var closed = (await pulses.RoundsAsync(ours.Ours, ours.Id, Ct)).Single();
        (closed.IsOpen, closed.Answered, closed.Entry?.Value).ShouldBe((false, 0, "pulse-1"));
        (await pulses.AnswersAsync(ours.Ours, ours.Id, Round.Name, Ct)).ShouldBeEmpty();
        (await pulses.HasAnsweredAsync(ours.Ours, ours.Id, Round.Name, "anna", Ct)).ShouldBeFalse("the key is gone");
        (await AnswerAsync(ours, "cleo", "{}")).ShouldBeFalse();
        ours.Store.People.Secrets("pulse").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_round_is_its_sides_own_and_one_is_open_at_a_time()
    {
        var (ours, theirs) = await Neighbours.JoinedAsync(await NewAsync());
        var pulses = ours.Store.Pulses;
        var stranger = await Neighbours.FoundAsync(ours.Store, "three@else.example", "Else");

        (await pulses.OpenAsync(ours.Ours, ours.Id, Round, Ct)).ShouldBeTrue();
        (await pulses.OpenAsync(ours.Ours, ours.Id, Round with { Name = "2027-Q1" }, Ct)).ShouldBeFalse("one is open");
        (await AnswerAsync(ours, "anna", "{}")).ShouldBeTrue();
        (await pulses.OpenAsync(stranger, ours.Id, Round, Ct)).ShouldBeFalse();
        (await pulses.AnswerAsync(stranger, ours.Id, Round.Name, "eve", "{}", Neighbours.Noon, Ct)).ShouldBeFalse();
        (await pulses.AnswerAsync(theirs, ours.Id, Round.Name, "eve", "{}", Neighbours.Noon, Ct)).ShouldBeFalse("they opened none");
        (await pulses.RoundsAsync(theirs, ours.Id, Ct)).ShouldBeEmpty();
        (await pulses.AnswersAsync(theirs, ours.Id, Round.Name, Ct)).ShouldBeEmpty();
        await pulses.CloseAsync(theirs, ours.Id, Round.Name, null, Neighbours.Noon, Ct);

        (await pulses.RoundsAsync(ours.Ours, ours.Id, Ct)).Single().IsOpen.ShouldBeTrue("it is not theirs to close");
        (await pulses.OpenAsync(theirs, ours.Id, Round, Ct)).ShouldBeTrue("theirs has the same name and is another");
        (await pulses.AnswerAsync(ours.Ours, ours.Id, Round.Name, "late", "{}", Round.ClosesAt, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_who_answer_at_once_are_all_counted_and_one_who_answers_twice_once()
    {
        var (ours, _) = await Neighbours.JoinedAsync(await NewAsync());
        (await Neighbours.AtOnceAsync(4, _ => ours.Store.Pulses.OpenAsync(ours.Ours, ours.Id, Round, Ct))).Count(isOpen => isOpen).ShouldBe(1);

        var taken = await Neighbours.AtOnceAsync(12, at => AnswerAsync(ours, $"person {at / 2}", $$"""{"trust.1":{{at / 2}}}"""));

        taken.Count(isTaken => isTaken).ShouldBe(6);
        (await ours.Store.Pulses.AnswersAsync(ours.Ours, ours.Id, Round.Name, Ct))
            .ShouldBe(Enumerable.Range(0, 6).Select(person => $$"""{"trust.1":{{person}}}"""));
    }

    [Fact]
    public async Task What_is_answered_while_a_round_closes_does_not_outlive_it()
    {
        var (ours, _) = await Neighbours.JoinedAsync(await NewAsync());
        await ours.Store.Pulses.OpenAsync(ours.Ours, ours.Id, Round, Ct);

        await Neighbours.AtOnceAsync(9, async at =>
        {
            if (at == 4)
            {
                await ours.Store.Pulses.CloseAsync(ours.Ours, ours.Id, Round.Name, null, Neighbours.Noon, Ct);
                return true;
            }

            return await AnswerAsync(ours, $"person {at}", "{}");
        });

        (await ours.Store.Pulses.AnswersAsync(ours.Ours, ours.Id, Round.Name, Ct)).ShouldBeEmpty();
        (await ours.Store.Pulses.RoundsAsync(ours.Ours, ours.Id, Ct)).Single().Answered.ShouldBe(0);
    }

    private static Task<bool> AnswerAsync(Neighbours ours, string person, string answers) =>
        ours.Store.Pulses.AnswerAsync(ours.Ours, ours.Id, Round.Name, person, answers, Neighbours.Noon.AddDays(1), Ct);
}

public sealed class PulseOnSqlite(SqliteStores stores) : ThePulseStore, IClassFixture<SqliteStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenAsync(Path.Combine(stores.Folder.FullName, Guid.NewGuid().ToString("N")));
}

public sealed class PulseOnPostgres(PostgresStores stores) : ThePulseStore, IClassFixture<PostgresStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenNewAsync();
}
