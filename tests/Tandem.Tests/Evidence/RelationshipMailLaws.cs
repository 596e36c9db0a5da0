using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Evidence;

public sealed class RelationshipMailLaws
{
    [Fact]
    public void Swapping_the_sides_swaps_who_owes_and_nothing_else() => Law.Holds((dice, size) =>
    {
        var bag = Mailbag.Of(SomeNotes(dice, size));

        var (mail, mirrored) = (bag.Between(Mailbag.Parties), bag.Between(Mailbag.Parties.Swapped));

        mirrored.Messages.ShouldBe(mail.Messages);
        mirrored.Starts.ShouldBe(mail.Starts);
        mirrored.Waits.Order(ByAsked)
            .ShouldBe(mail.Waits.Select(wait => wait with { OwedBy = wait.OwedBy.Other }).Order(ByAsked));
    });

    [Fact]
    public void Swapping_the_sides_and_the_own_side_swaps_who_owes_and_nothing_else() => Law.Holds((dice, size) =>
    {
        var bag = Mailbag.Of(SomeNotes(dice, size));

        var mail = bag.Between(Mailbag.Parties, Side.A);
        var mirrored = bag.Between(Mailbag.Parties.Swapped, Side.B);

        mirrored.Messages.ShouldBe(mail.Messages);
        mirrored.Waits.Order(ByAsked).ShouldBe(mail.Waits.Select(wait => wait with { OwedBy = wait.OwedBy.Other }).Order(ByAsked));
    });

    [Fact]
    public void Reading_in_another_order_changes_neither_parents_nor_waits_when_dates_differ() =>
        Law.Holds((dice, size) =>
    {
        var notes = SomeNotes(dice, size);
        var (bag, shuffled) = (Mailbag.Of(notes), Mailbag.Of(dice.Shuffled(notes)));

        ParentsOf(shuffled).ShouldBe(ParentsOf(bag));
        WaitsOf(shuffled).ShouldBe(WaitsOf(bag));
        new Conversations(shuffled.Mail).Count.ShouldBe(new Conversations(bag.Mail).Count);
    });

    [Fact]
    public void Reading_everything_twice_adds_nothing() => Law.Holds((dice, size) =>
    {
        var notes = SomeNotes(dice, size);
        var (once, twice) = (Mailbag.Of(notes), Mailbag.Of([.. notes, .. notes]));

        twice.Mail.Count.ShouldBe(once.Mail.Count);
        twice.Mail.Duplicates.ShouldBe(once.Mail.Count);
        WaitsOf(twice).ShouldBe(WaitsOf(once));
    });

    [Fact]
    public void Every_thread_lies_inside_one_conversation() => Law.Holds((dice, size) =>
    {
        var bag = Mailbag.Of(SomeNotes(dice, size));
        var (threads, conversations) = (new Threads(bag.Mail), new Conversations(bag.Mail));

        foreach (var thread in Enumerable.Range(0, bag.Mail.Count).GroupBy(threads.Of))
        {
            thread.Select(conversations.Of).Distinct().Count().ShouldBe(1);
        }
    });

    [Fact]
    public void An_ask_that_nobody_answered_stays_open()
    {
        var bag = Mailbag.Of([new("ask", 9), new("again", 30) { References = ["ask"] }]);

        bag.Between(Mailbag.Parties).Waits.ShouldBe([new Wait(Side.B, 0, -1)]);
    }

    [Fact]
    public void A_message_to_somebody_else_as_well_opens_no_wait()
    {
        var bag = Mailbag.Of([new("ask", 9) { To = ["b1@b.example", "c1@c.example"] }]);

        bag.Between(Mailbag.Parties).Waits.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_whose_words_ask_nothing_opens_no_wait_where_the_body_was_read()
    {
        var thanks = Mailbag.Of([new("thanks", 9) { Traits = Traits.Body | Traits.BodyRead }]);
        var asks = Mailbag.Of([new("asks", 9) { Traits = Traits.Body | Traits.BodyRead | Traits.Asks }]);

        thanks.Between(Mailbag.Parties).Waits.ShouldBeEmpty();
        asks.Between(Mailbag.Parties).Waits.Length.ShouldBe(1);
    }

    [Fact]
    public void An_automatic_reply_answers_nothing()
    {
        var bag = Mailbag.Of(
        [
            new("ask", 9),
            new("away", 9.1, "b1@b.example") { To = ["a1@a.example"], InReplyTo = "ask", Traits = Traits.Automatic },
        ]);

        bag.Between(Mailbag.Parties).Waits.Single().IsOpen.ShouldBeTrue();
    }

    private static Comparer<Wait> ByAsked { get; } =
        Comparer<Wait>.Create((x, y) => (x.Asked, x.Answered, x.OwedBy).CompareTo((y.Asked, y.Answered, y.OwedBy)));

    private static IEnumerable<(string Child, string? Parent)> ParentsOf(Mailbag bag)
    {
        var threads = new Threads(bag.Mail);
        return Enumerable.Range(0, bag.Ids.Count)
            .Select(m => (bag.Ids[m], threads.ParentMessage(m) is var parent and >= 0 ? bag.Ids[parent] : null))
            .Order();
    }

    private static IEnumerable<(Side, string, string?)> WaitsOf(Mailbag bag) =>
        bag.Between(Mailbag.Parties).Waits
            .Select(wait => (wait.OwedBy, bag.Ids[wait.Asked], wait.IsOpen ? null : bag.Ids[wait.Answered])).Order();

    /// <summary>Mail among four people, with links to what was written, will be written, or was never seen; no two at
    /// the same time.</summary>
    private static Note[] SomeNotes(Dice dice, int size)
    {
        string[] people = ["a1@a.example", "a2@a.example", "b1@b.example", "c1@c.example"];
        string Someone() => $"m{dice.Below(size + 3)}";
        return
        [
            .. Enumerable.Range(0, size).Select(at => new Note($"m{at}", at + (dice.Below(9) / 10.0), dice.Pick(people))
            {
                To = [.. Enumerable.Range(0, dice.Between(1, 2)).Select(_ => dice.Pick(people))],
                Cc = dice.Chance(0.3) ? [dice.Pick(people)] : [],
                InReplyTo = dice.Chance(0.4) ? Someone() : null,
                References = [.. Enumerable.Range(0, dice.Below(4)).Select(_ => Someone())],
                Traits = dice.Pick([Traits.None, Traits.None, Traits.Automatic, Traits.Bulk, Traits.NoReplyNeeded]),
            }),
        ];
    }
}
