using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Ports;

/// <summary>Reads mailboxes wherever they are and hands message after message to a sink, in the order of the files.</summary>
public interface IMailSource
{
    /// <summary>The files behind the paths, in the order in which they are read.</summary>
    IReadOnlyList<RunFile> Files(IReadOnlyList<string> paths);

    /// <summary>Reads everything; returns early only when cancelled. What cannot be read is reported to the sink.</summary>
    /// <returns>Where every byte went.</returns>
    ReadTotals Read(IReadOnlyList<string> paths, MailReadOptions options, IMailSink sink, CancellationToken ct);

    /// <summary>The words of a few messages, read again from where they stand; those that are gone are left out.</summary>
    IReadOnlyDictionary<int, MessageText> Texts(IReadOnlyCollection<WantedText> wanted, CancellationToken ct);
}

/// <summary>Every byte of the files, after decompression: it belongs to a message, or to none.</summary>
public readonly record struct ReadTotals(long InMessages, long Outside)
{
    public long Bytes => InMessages + Outside;
}

/// <summary>A message whose words are wanted.</summary>
/// <param name="Message">Its number, for the answer.</param>
/// <param name="File">Where its file is, as the sink was told.</param>
/// <param name="Offset">The byte it starts at.</param>
public sealed record WantedText(int Message, MailFile File, long Offset);

/// <summary>A file with mail, or a member of an archive.</summary>
/// <param name="Name">As shown; a member is called <c>archive!member</c>.</param>
/// <param name="Container">The file on disk.</param>
/// <param name="Member">Its place among the members; 0 for a plain file.</param>
public sealed record MailFile(string Name, string Container, int Member);

/// <param name="Parties">The two sides: bodies are looked into only where one of them may ask the other something.</param>
/// <param name="From">Where an interrupted run left off; <c>default</c> is the beginning.</param>
/// <param name="Texts">Whether the sink wants subjects and Message-IDs too.</param>
/// <param name="Bodies">Whether the sink wants the decoded bodies too.</param>
public sealed record MailReadOptions(Sides<Party> Parties, ReadPosition From = default, bool Texts = false, bool Bodies = false);

/// <summary>The file (by its number among the sorted files of the run) and the byte the next message starts at.</summary>
public readonly record struct ReadPosition(int File, long Offset);

/// <summary>How far a run has come. Bytes are those on disk, compressed or not.</summary>
public readonly record struct ReadProgress(ReadPosition Next, long BytesRead, long BytesTotal, int Messages);

/// <summary>The words of a message, valid during the call only.</summary>
public readonly ref struct MessageWords
{
    /// <summary>As written, without angle brackets; empty when there is none.</summary>
    public ReadOnlySpan<byte> MessageId { get; init; }

    /// <summary>Decoded; <c>null</c> when there is none or it was not asked for.</summary>
    public string? Subject { get; init; }

    /// <summary>Decoded plain text; <c>null</c> when there is none or it was not asked for.</summary>
    public string? Body { get; init; }
}

/// <summary>Where a source puts what it reads. Called from one thread at a time, in order.</summary>
public interface IMailSink
{
    /// <summary>Where the source looks up the numbers of addresses.</summary>
    AddressBook Addresses { get; }

    /// <summary>With which key the source makes identifiers.</summary>
    Key Key { get; }

    /// <summary>A file (or a member of an archive) begins; messages name it by its number.</summary>
    void Enter(int number, MailFile file);

    void Accept(in Message message, in MessageWords words);

    void Report(Problem problem);

    /// <summary>Called between messages, a few times a second at least: the place to commit up to <see cref="ReadProgress.Next"/>.</summary>
    void Advance(in ReadProgress progress);
}
