using System.Collections.Immutable;
using System.Text;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Xunit;

namespace Tandem.Tests.Mail;

/// <summary>One message as it came to the sink, with words instead of numbers.</summary>
internal sealed record Received(
    string? Id, long? SentAt, string? Author, ImmutableArray<string> To, ImmutableArray<string> Cc, string? Subject, string? Body,
    Traits Traits, int Answers, int References, Origin Origin);

/// <summary>A sink that keeps everything, for looking at.</summary>
internal sealed class Collected : IMailSink
{
    public AddressBook Addresses { get; } = new();

    public Key Key { get; } = new(7);

    public List<Received> Messages { get; } = [];

    public List<Problem> Problems { get; } = [];

    public List<string> Files { get; } = [];

    public ReadProgress Last { get; private set; }

    public static Collected From(params string[] paths) => From(paths, default);

    public static Collected From(string[] paths, ReadPosition from, Sides<Party>? parties = null)
    {
        var sink = new Collected();
        var options = new MailReadOptions(parties ?? new(Party.Nobody, Party.Nobody), from, Texts: true, Bodies: true);
        new MailReader().Read(paths, options, sink, TestContext.Current.CancellationToken);
        return sink;
    }

    /// <summary>What a reader makes of one file with this content.</summary>
    public static Collected FromText(string content, string name = "one.eml", Sides<Party>? parties = null) =>
        FromBytes(Encoding.Latin1.GetBytes(content), name, parties);

    public static Collected FromBytes(byte[] content, string name = "one.eml", Sides<Party>? parties = null)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-test-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, content);
            return From([path], default, parties);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Enter(int number, MailFile file) => Files.Add(file.Name);

    public void Accept(in Message message, in MessageWords words) => Messages.Add(new(
        words.MessageId.IsEmpty ? null : Encoding.Latin1.GetString(words.MessageId),
        message.SentAt == Message.Undated ? null : message.SentAt,
        message.Author < 0 ? null : Addresses[message.Author],
        Names(message.To), Names(message.Cc), words.Subject, words.Body, message.Traits,
        message.InReplyTo.Length, message.References.Length, message.Origin));

    public void Report(Problem problem) => Problems.Add(problem);

    public void Advance(in ReadProgress progress) => Last = progress;

    private ImmutableArray<string> Names(ReadOnlySpan<int> numbers)
    {
        var names = ImmutableArray.CreateBuilder<string>(numbers.Length);
        foreach (var number in numbers)
        {
            names.Add(Addresses[number]);
        }

        return names.ToImmutable();
    }
}
