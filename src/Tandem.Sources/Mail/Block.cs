using Tandem.Core.Evidence;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>Where one whole message (or the head of a very long one) stands in a block.</summary>
/// <param name="Offset">The byte of its file at which it starts, separator included.</param>
/// <param name="IsDraft">The name of its file says that it was never sent.</param>
internal readonly record struct RawMessage(int File, long Offset, int Start, int Length, bool IsDraft = false);

/// <summary>One address of one message: its text in the block's scratch, its name still raw in the block.</summary>
internal readonly record struct AddressSlot(int TextStart, int TextLength, int NameStart, int NameLength, AddressMarks Marks);

/// <summary>What the parser found in one message; ranges into the lists and texts of its block.</summary>
internal struct ParsedMessage
{
    public ulong Id;
    public long SentAt;
    public Traits Traits;
    public int Author; // a slot, or -1
    public int IdStart;
    public int IdLength;
    public int FirstSlot;
    public int FromCount;
    public int ToCount;
    public int CcCount;
    public int FirstLink;
    public int AnswerCount;
    public int ReferenceCount;
    public ProblemReason? Problem;
    public string? ProblemDetail;
    public string? Subject;
    public string? Body;
}

/// <summary>
/// About a megabyte of whole messages on their way from the reading thread to a parsing one and on to the sink. Blocks
/// are used again, so that a mailbox of any size passes through a few megabytes.
/// </summary>
internal sealed class Block
{
    public const int Size = 1 << 20;

    public byte[] Bytes = new byte[Size];

    public List<RawMessage> Raw { get; } = [];

    public List<ParsedMessage> Parsed { get; } = [];

    public List<AddressSlot> Slots { get; } = [];

    /// <summary>The addresses of the message being parsed, by field; empty between messages.</summary>
    public List<AddressSlot> From { get; } = [];

    public List<AddressSlot> To { get; } = [];

    public List<AddressSlot> Cc { get; } = [];

    /// <summary>The identifiers of the field being parsed.</summary>
    public List<ulong> Ids { get; } = [];

    public List<ulong> Links { get; } = [];

    public Scratch Text { get; } = new();

    public List<Problem> Problems { get; } = [];

    /// <summary>Files that begin in this block: number, name, and the message before which they do.</summary>
    public List<(int Number, MailFile File)> Entered { get; } = [];

    public ReadProgress Progress { get; set; }

    public int Used { get; set; }

    public void Clear()
    {
        Raw.Clear();
        Parsed.Clear();
        Slots.Clear();
        Links.Clear();
        Problems.Clear();
        Entered.Clear();
        Text.Length = 0;
        Used = 0;
    }
}
