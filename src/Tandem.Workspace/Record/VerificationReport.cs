using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>What was checked in an export, and what is wrong with it.</summary>
public sealed class VerificationReport
{
    private readonly List<VerificationProblem> problems = [];

    /// <summary>In the order in which they were found; at most <see cref="Limits.ProblemsListed"/>.</summary>
    public IReadOnlyList<VerificationProblem> Problems => problems;

    public int ProblemCount { get; private set; }

    public bool IsGood => ProblemCount == 0;

    public RelationshipId Relationship { get; internal set; }

    /// <summary>As the manifest says; nothing proves them.</summary>
    public Sides<string> Names { get; internal set; } = new("", "");

    public SignedCheckpoint? Checkpoint { get; internal set; }

    /// <summary>The key that signed the newest checkpoint; <c>null</c> when none that the file names did.</summary>
    public NoteKey? SignedBy { get; internal set; }

    /// <summary>The host's keys, the one in use last.</summary>
    public ImmutableArray<NoteKey> Keys { get; internal set; } = [];

    public long Entries { get; internal set; }

    public long Texts { get; internal set; }

    /// <summary>Erased text groups: entry, group, and the redaction under which it went.</summary>
    public IReadOnlyList<(long Sequence, string Group, long Under)> Erased { get; internal set; } = [];

    public long Tiles { get; internal set; }

    public int EarlierCheckpoints { get; internal set; }

    public long SignedEntries { get; internal set; }

    /// <summary>Entries without the signature that the charter in force lets expect.</summary>
    public Sides<long> UnsignedEntries { get; internal set; }

    /// <summary>Whether every entry was decided upon anew.</summary>
    public bool AreRulesChecked { get; internal set; }

    /// <summary>The kept checkpoint beside this one; <c>null</c> when none was given.</summary>
    public LogComparison? Against { get; internal set; }

    /// <summary>The entry whose receipt was kept and holds; 0 for none.</summary>
    public long ReceiptHolds { get; internal set; }

    /// <summary>Whether the ledger begins with what was kept, whoever signed that.</summary>
    public bool IsKeptContained { get; internal set; }

    /// <summary>Entries that name the document asked for; <c>null</c> when none was asked for.</summary>
    public IReadOnlyList<long>? NamingAttachment { get; internal set; }

    internal void Add(VerificationFault fault, string where, string detail = "")
    {
        ProblemCount++;
        if (problems.Count < Limits.ProblemsListed)
        {
            problems.Add(new(fault, where, detail));
        }
    }
}

/// <param name="Where">A file of the export, with the line or entry.</param>
/// <param name="Detail">What was found.</param>
public sealed record VerificationProblem(VerificationFault Fault, string Where, string Detail);

public enum VerificationFault
{
    /// <summary>Not a zip, or one that cannot be read.</summary>
    Unreadable,

    /// <summary>The bytes are not those that were written.</summary>
    BytesChanged,
    FileMissing,
    FileUnknown,
    FileDiffers,
    LineRefused,
    LineRewritten,
    OtherRelationship,
    OutOfSequence,
    RecordedDecreases,
    LeafDiffers,
    TileDiffers,
    SizeDiffers,
    RootDiffers,
    NotSigned,
    KeyNotVouchedFor,
    KeyNotTrusted,
    EarlierCheckpointDiffers,
    TextGone,
    TextStillThere,
    SideSignatureWrong,
    RuleBroken,
    KeptNotSigned,
    OtherLog,
    Shrunk,
    Forked,
    ReceiptWrong,
}
