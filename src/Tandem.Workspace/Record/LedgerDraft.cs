using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Request = Tandem.Workspace.Record.LedgerDesk.Request;

namespace Tandem.Workspace.Record;

/// <summary>The next growth of one ledger while it is being decided: entries, answers, and at last what is to be written.</summary>
internal sealed class LedgerDraft(RelationshipId relationship, List<Request> requests, Salts salts)
{
    private readonly List<EntryAnswer> answers = [];
    private readonly List<(IdempotencyKey Key, long Sequence)> keys = [];
    private readonly List<(long Named, long Sequence)> references = [];
    private readonly List<ErasedText> erased = [];
    private readonly Dictionary<IdempotencyKey, EntryId> used = [];
    private long before;

    public RelationshipId Relationship => relationship;

    public List<Request> Requests => requests;

    public HeldLedger Ledger { get; set; } = null!;

    /// <summary>Whether the ledger was read for this draft, and not held from before.</summary>
    public bool IsFresh { get; set; }

    public List<(Entry Entry, EntryState State)> Entries { get; } = [];

    public LedgerWrite? Write { get; private set; }

    /// <summary>The entries that the lines touch.</summary>
    public List<EntryId> Named()
    {
        var lines = requests.SelectMany(request => request.Lines).Select(given => given.Line).ToList();
        return
        [
            .. lines.Where(line => line.Statement is not null).SelectMany(line => SharedRecord.Needs(line.Statement!))
                .Concat(lines.Where(line => line.Statement is null && line.Id != default).Select(line => line.Id)).Distinct(),
        ];
    }

    public List<IdempotencyKey> AskedKeys() =>
    [
        .. requests.SelectMany(request => request.Lines).Where(line => line.Key is { } key && IsKey(key))
            .Select(line => new IdempotencyKey(line.Speaks ?? default, line.Key!)),
    ];

    public void Take(ImmutableDictionary<IdempotencyKey, EntryId> found)
    {
        foreach (var (key, id) in found)
        {
            used[key] = id;
        }
    }

    public void Decide(DateTimeOffset now)
    {
        before = Ledger.Size;
        foreach (var line in requests.SelectMany(request => request.Lines))
        {
            answers.Add(Decide(line, now));
        }
    }

    /// <summary>Puts the new leaves into the tree and has the new root signed.</summary>
    public void Seal(ImmutableArray<Tile> partial, HostSigner signer, DateTimeOffset at)
    {
        var leaves = Entries.ConvertAll(made => made.Entry.LeafHash);
        var grown = Grow(CollectionsMarshal.AsSpan(leaves), partial);
        var changed = Ledger.Record.Touched.Where(state => state.Sequence <= before).ToImmutableArray();
        var checkpoint = signer.Sign(relationship, grown.Frontier);
        Write = new(
            relationship, before, Ledger.Record.Head, grown.Frontier, [.. Entries], changed, [.. references], grown.FullTiles, checkpoint, at,
            [.. keys], [.. erased]);
        Ledger.Grow(grown.Frontier, CollectionsMarshal.AsSpan(leaves), grown.FullTiles);
    }

    /// <summary>It is on disk, or nothing had to be.</summary>
    public void Answer()
    {
        var at = 0;
        foreach (var request in requests)
        {
            request.Answer.TrySetResult([.. answers.GetRange(at, request.Lines.Length).Select(Signed)]);
            at += request.Lines.Length;
        }
    }

    private EntryAnswer Signed(EntryAnswer answer) =>
        answer is EntryAnswer.Sealed { WasThere: false } made ? made with { Checkpoint = Write!.Checkpoint } : answer;

    private Appended Grow(ReadOnlySpan<Hash> leaves, ImmutableArray<Tile> partial) =>
        partial.IsEmpty && (Ledger.Edge.Size % TileId.FullWidth) + leaves.Length < TileId.FullWidth
            ? new(Ledger.Edge.Append(leaves), [])
            : Ledger.Edge.Append(leaves, partial);

    private EntryAnswer Decide(NewLine given, DateTimeOffset now)
    {
        if (given.Key is { } chosen && !IsKey(chosen))
        {
            return new EntryAnswer.Refused(new(RefusalCode.BadId, "key", chosen[..Math.Min(chosen.Length, Limits.FoundChars)]));
        }

        var key = given.Key is { } word ? new IdempotencyKey(given.Speaks ?? default, word) : default(IdempotencyKey?);
        var line = given.Speaks is null ? given.Line : Stamped(given.Line, now);
        if (key is { } name && used.TryGetValue(name, out var earlier))
        {
            return AnswerAgain(line, earlier);
        }

        if (line.Refusal is null && given.Speaks is { } side && side != line.Statement!.Side)
        {
            return new EntryAnswer.Refused(new(RefusalCode.WrongAuthor, "side", line.Statement.Side.ToString()));
        }

        return Admission.Decide(Ledger.Record, line) switch
        {
            Verdict.Refused { Refusal: var refusal } => new EntryAnswer.Refused(refusal),
            Verdict.Accepted { Statement: var statement } => SealOf(statement, isLive: given.Speaks is not null) is { } seal
                ? Enter(Entry.Of(statement with { Seal = null }, seal), key)
                : new EntryAnswer.Refused(new(RefusalCode.BadSeal, "seal")),
            _ => throw new UnreachableException("A verdict is one of two."),
        };
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= Limits.KeyChars + Limits.KeyPrefixChars && !key.Any(char.IsControl);

    private EntryAnswer Enter(Entry entry, IdempotencyKey? key)
    {
        var statement = entry.Statement;
        if (!CanBeReadAgain(entry))
        {
            return new EntryAnswer.Refused(new(RefusalCode.BadJson, "seal"));
        }

        var state = Ledger.Record.Apply(statement);
        Entries.Add((entry, state));
        references.AddRange(statement.Fact.References.Distinct().Select(id => (Ledger.Record.Find(id)!.Sequence, state.Sequence)));
        if (key is { } name)
        {
            keys.Add((name, entry.Sequence));
            used[name] = entry.Id;
        }

        if (statement.Fact is Redaction redaction)
        {
            erased.AddRange(EraseText.Reach(Ledger.Record, redaction)
                .Select(reached => new ErasedText(reached.Entry.Sequence, reached.Groups)));
        }

        return new EntryAnswer.Sealed(entry.Id, entry.Sequence, null);
    }

    /// <summary>Its line in an export is longer than the one that came: with all its salts, and instants in full.</summary>
    private static bool CanBeReadAgain(Entry entry)
    {
        if (entry.Statement.Body.Length + entry.Statement.Texts.Sum(text => text.Text.Length) < Limits.LineBytes / 8)
        {
            return true; // six bytes for an escaped letter, and a seal, fit in any case
        }

        var line = new ArrayBufferWriter<byte>();
        LineWriter.Write(line, entry);
        return line.WrittenCount <= Limits.LineBytes + Limits.SealBytes;
    }

    /// <summary>The same request again gets the same answer; another request under its key gets none.</summary>
    private EntryAnswer AnswerAgain(Line line, EntryId earlier) =>
        line.Id == earlier && Ledger.Record.Find(earlier) is { } state && line.Statement is { } asked
        && asked.Side == state.Side && asked.By == state.Statement.By && asked.Occurred == state.Statement.Occurred
        && asked.Fact.Kind == state.Statement.Fact.Kind && asked.Body.Span.SequenceEqual(state.Statement.Body.Span)
            ? new EntryAnswer.Sealed(earlier, state.Sequence, null, WasThere: true)
            : new EntryAnswer.Refused(new(RefusalCode.DuplicateId, "key", earlier.Value));

    /// <summary>The clock may go backwards; the ledger does not.</summary>
    private Line Stamped(Line line, DateTimeOffset now)
    {
        var recorded = Ledger.Record.Head.LastRecorded is { } last && last > now ? last : now;
        return line with
        {
            Recorded = line.Recorded is null ? null : recorded,
            Statement = line.Statement is { } said ? said with { Recorded = recorded } : null,
        };
    }

    /// <summary>The salts that came with a line are kept, so that a ledger that moves stays the same tree.</summary>
    /// <returns><c>null</c> when the signature is not that of a key of its side.</returns>
    private Seal? SealOf(Statement statement, bool isLive)
    {
        var given = statement.Seal;
        if (isLive && given?.Erased.IsEmpty == false)
        {
            return null; // nothing can be gone that has not been there
        }

        var texts = given?.TextSalts ?? statement.Texts.ToImmutableSortedDictionary(text => text.Name, _ => salts.Draw(), StringComparer.Ordinal);
        var seal = new Seal(
            relationship, Ledger.Record.Head.Size + 1, given?.BodySalt ?? salts.Draw(), texts, given?.Erased ?? Core.Ledger.Seal.NothingErased,
            given is not null && given.Relationship == relationship ? given.Signature : null);
        return SideSignatures.IsRight(Ledger.Record.Head.Charter, statement, seal) ? seal : null;
    }
}
