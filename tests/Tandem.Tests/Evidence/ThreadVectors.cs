using System.Text.Json;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Evidence;

/// <summary>The worked examples of vectors/threads.json.</summary>
public sealed class ThreadVectors
{
    private static readonly JsonElement Vectors = Repository.Vectors("threads.json");

    [Fact]
    public void Worked_examples_of_parents_and_threads()
    {
        foreach (var example in Vectors.GetProperty("threading").EnumerateArray())
        {
            var bag = Mailbag.Of(example.GetProperty("messages").EnumerateArray().Select(NoteOf));
            var threads = new Threads(bag.Mail);

            var phantoms = new Dictionary<string, int>();
            foreach (var expected in example.GetProperty("expected").GetProperty("parent").EnumerateObject())
            {
                ShouldHaveParent(bag, threads, bag.Ids.IndexOf(expected.Name), expected.Value.GetString(), phantoms);
            }

            ThreadsOf(bag, threads).ShouldBe(
                example.GetProperty("expected").GetProperty("threads").EnumerateObject()
                    .Select(thread => string.Join(' ', thread.Value.EnumerateArray().Select(id => id.GetString())
                    .Order())).Order());
        }
    }

    [Fact]
    public void Worked_examples_of_turns_and_waits()
    {
        foreach (var example in Vectors.GetProperty("turns").EnumerateArray())
        {
            var hours = new List<double>();
            var thread = new List<Turns.Turn>();
            foreach (var message in example.GetProperty("msgs").EnumerateArray()
                .Where(message => !Has(message, "auto")))
            {
                thread.Add(new(hours.Count, SideOf(message[1].GetString()), Asks: !Has(message, "noreply")
                    && !Has(message, "closes")));
                hours.Add(message[0].GetDouble());
            }

            var waits = Turns.Waits(thread)
                .Select(wait => (wait.OwedBy.Other, wait.OwedBy, hours[wait.Asked], wait.IsOpen ? (double?)null
                : hours[wait.Answered]));

            waits.ShouldBe(example.GetProperty("waits").EnumerateArray().Select(wait => (
                SideOf(wait[0].GetString()), SideOf(wait[1].GetString()), wait[2].GetDouble(),
                wait[3].ValueKind == JsonValueKind.Null ? (double?)null : wait[3].GetDouble())));
        }
    }

    private static Note NoteOf(JsonElement message) => new(message.Word("id"), message.Number("t"))
    {
        InReplyTo = message.TryGetProperty("irt", out var answered) ? answered.GetString() : null,
        References = message.TryGetProperty("refs", out var refs)
            ? [.. refs.EnumerateArray().Select(r => r.GetString()!)] : [],
    };

    /// <summary>A parent that was only named is a node without a message, the same one for all its children.</summary>
    private static void ShouldHaveParent(
        Mailbag bag, Threads threads, int message, string? parent, Dictionary<string, int> phantoms)
    {
        if (parent is null || bag.Ids.Contains(parent))
        {
            threads.ParentMessage(message).ShouldBe(parent is null ? -1 : bag.Ids.IndexOf(parent));
            (threads.ParentNode(message) < 0).ShouldBe(parent is null);
            return;
        }

        threads.ParentMessage(message).ShouldBe(-1);
        threads.ParentNode(message).ShouldBeGreaterThanOrEqualTo(0);
        phantoms.TryAdd(parent, threads.ParentNode(message));
        threads.ParentNode(message).ShouldBe(phantoms[parent]);
    }

    private static IEnumerable<string> ThreadsOf(Mailbag bag, Threads threads) =>
        Enumerable.Range(0, bag.Ids.Count).GroupBy(threads.Of)
            .Select(thread => string.Join(' ', thread.Select(m => bag.Ids[m]).Order())).Order();

    private static bool Has(JsonElement message, string mark) =>
        message[2].EnumerateArray().Any(m => m.GetString() == mark);

    private static Side SideOf(string? letter) => letter == "A" ? Side.A : Side.B;
}
