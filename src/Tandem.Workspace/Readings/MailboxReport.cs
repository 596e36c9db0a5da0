using System.Collections.Immutable;
using Tandem.Workspace.Text;

namespace Tandem.Workspace.Readings;

/// <summary>Something in a source that could not be read, and why. Never stops a run.</summary>
/// <param name="Offset">The byte it starts at, after decompression; -1 when the whole file is meant.</param>
public sealed record Problem(string File, long Offset, ProblemReason Reason, string? Detail = null)
{
    /// <summary>Names and details come from files that strangers wrote.</summary>
    public Problem Cleaned => this with { File = Clean.Words(File), Detail = Clean.WordsOrNull(Detail) };
}

public enum ProblemReason
{
    /// <summary>The file cannot be opened.</summary>
    Unopenable,

    /// <summary>No mail was found in it: neither a mailbox, a message nor an archive of them.</summary>
    NotMail,

    /// <summary>The compressed stream is broken; what came before it was read.</summary>
    BrokenCompression,

    /// <summary>xz needs the system's liblzma, which is not there.</summary>
    NoXz,

    /// <summary>The header block is longer than the limit; the rest was taken as body.</summary>
    HeaderTooLong,

    /// <summary>A mailbox entry without a single header field.</summary>
    NoHeader,

    /// <summary>Bytes before the first separator of a mailbox.</summary>
    BytesBeforeFirstMessage,

    /// <summary>The Date field is there but no date can be read from it.</summary>
    BadDate,

    /// <summary>More identifiers or addresses than the limit; the rest was left out.</summary>
    TooMany,
}

public sealed record OrganizationLine(string Domain, int Messages, int People);

/// <summary>What one run over mailboxes found, whoever the sides are.</summary>
/// <param name="Bytes">After decompression.</param>
/// <param name="BytesOutside">Bytes that belong to no message: of files that are no mail, and before the first message of a mailbox.</param>
public sealed record MailboxReport(
    int Files,
    long Bytes,
    long BytesOutside,
    int Messages,
    int DistinctMessages,
    int Undated,
    int OutsidePeriod,
    int Conversations,
    int AddressesInFrom,
    int AddressesInAll,
    ImmutableArray<OrganizationLine> Organizations,
    ImmutableArray<OrganizationLine> FreeMail,
    ImmutableArray<Problem> Problems,
    int ProblemCount)
{
    public int Duplicates => Messages - DistinctMessages;
}
