using System.Text;
using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Tests;

/// <summary>A made-up message, as text; <see cref="Deliver"/> does what a mail reader does with it.</summary>
internal sealed record Letter(
    string Id, long SentAt, string? Author, string[] To, string[] Cc, string[] InReplyTo, string[] References,
    Traits Traits, string? Subject, string? Body = null)
{
    public static Letter Plain(string id, string author = "anna@ours.example", string to = "bo@theirs.example") =>
        new(id, 1_700_000_000, author, [to], [], [], [], Traits.Starts, $"About {id}");

    /// <summary>Letters of two companies and a few strangers, with threads, copies that differ, and odd bytes.</summary>
    public static Letter[] Some(Dice dice, int count, int ids = int.MaxValue)
    {
        string[] people =
        [
            .. Enumerable.Range(0, 12).Select(n => $"p{n}@ours.example"), .. Enumerable.Range(0, 12).Select(n => $"q{n}@theirs.example"),
            "list@lists.example", "åsa@räksmörgås.example", "nul\0@odd.example",
        ];
        var letters = new Letter[count];
        for (var at = 0; at < count; at++)
        {
            var id = $"{dice.Below(Math.Min(ids, count * 2))}@made.example";
            letters[at] = new(
                id,
                dice.OneIn(20) ? Message.Undated : 1_600_000_000 + dice.Below(100_000_000),
                dice.OneIn(15) ? null : dice.One(people),
                [.. Enumerable.Range(0, dice.Below(4)).Select(_ => dice.One(people))],
                [.. Enumerable.Range(0, dice.Below(3)).Select(_ => dice.One(people))],
                dice.OneIn(3) ? [$"{dice.Below(count * 2)}@made.example"] : [],
                [.. Enumerable.Range(0, dice.Below(5)).Select(_ => $"{dice.Below(count * 2)}@made.example")],
                (Traits)dice.Below(1024),
                dice.OneIn(10) ? null : $"Re: angående\0 {id} 你好",
                dice.OneIn(2) ? $"Kan du svara på {id}?" : null);
        }

        return letters;
    }

    public void Deliver(IEvidenceWriter writer, Origin origin)
    {
        var book = writer.Addresses;
        var author = Author is null ? -1 : Seen(book, Author, AddressMarks.From | AddressMarks.Author);
        int[] to = [.. To.Select(address => Seen(book, address, AddressMarks.To))];
        int[] cc = [.. Cc.Select(address => Seen(book, address, AddressMarks.Cc))];
        var id = Encoding.UTF8.GetBytes(Id);
        writer.Add(
            new()
            {
                Id = writer.Key.Of(id),
                SentAt = SentAt,
                Author = author,
                To = to,
                Cc = cc,
                InReplyTo = Keys(writer.Key, InReplyTo),
                References = Keys(writer.Key, References),
                Traits = Traits,
                Origin = origin,
            },
            new() { MessageId = id, Subject = Subject, Body = Body });
    }

    private static int Seen(AddressBook book, string address, AddressMarks marks)
    {
        var number = book.NumberOf(address);
        book.Mark(number, marks);
        if ((marks & AddressMarks.From) != 0 && !book.IsNamed(number))
        {
            book.NameFirst(number, address[..1].ToUpperInvariant() + address[1..address.IndexOf('@')]);
        }

        return number;
    }

    private static ulong[] Keys(Key key, string[] ids) => [.. ids.Select(id => key.Of(Encoding.UTF8.GetBytes(id)))];
}
