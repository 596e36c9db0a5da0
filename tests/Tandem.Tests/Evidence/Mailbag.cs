using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;

namespace Tandem.Tests.Evidence;

/// <summary>Made-up mail by names instead of numbers: <c>a1@a.example</c> belongs to side A, <c>b1@b.example</c> to
/// side B.</summary>
public sealed class Mailbag
{
    private readonly Key key = new(42);

    public Correspondence Mail { get; } = new();

    public static Sides<Party> Parties { get; } = new(Party.Of(["a.example"]), Party.Of(["b.example"]));

    public List<string> Ids { get; } = [];

    public Mailbag Add(Note note)
    {
        var number = Mail.Add(new Message
        {
            Id = KeyOf(note.Id),
            SentAt = note.Hour is { } hour ? (long)(hour * 3600) : Message.Undated,
            Author = Mail.Addresses.NumberOf(note.From),
            To = Numbers(note.To),
            Cc = Numbers(note.Cc),
            InReplyTo = Keys(note.InReplyTo is null ? [] : [note.InReplyTo]),
            References = Keys(note.References),
            Traits = note.Traits,
            Origin = default,
        });
        if (number >= 0)
        {
            Ids.Add(note.Id);
        }

        return this;
    }

    public static Mailbag Of(IEnumerable<Note> notes)
    {
        var bag = new Mailbag();
        foreach (var note in notes)
        {
            bag.Add(note);
        }

        return bag;
    }

    public RelationshipMail Between(Sides<Party> parties) => new(Mail, new Attribution(Mail, parties), _ => true);

    /// <summary>As one side sees it, which keeps no more than is evidence of the relationship.</summary>
    public RelationshipMail Between(Sides<Party> parties, Side own)
    {
        var relevance = new Relevance(parties, own);
        return new(Mail, new Attribution(Mail, parties), message => relevance.Keeps(Mail, message));
    }

    public ulong KeyOf(string id) => key.Of(System.Text.Encoding.UTF8.GetBytes(id));

    private int[] Numbers(string[] addresses) => [.. addresses.Select(Mail.Addresses.NumberOf)];

    private ulong[] Keys(string[] ids) => [.. ids.Select(KeyOf)];
}

/// <summary>One made-up message; hours since the beginning of 1970.</summary>
public sealed record Note(string Id, double? Hour, string From = "a1@a.example")
{
    public string[] To { get; init; } = ["b1@b.example"];

    public string[] Cc { get; init; } = [];

    public string? InReplyTo { get; init; }

    public string[] References { get; init; } = [];

    public Traits Traits { get; init; }
}
