using System.Buffers;
using System.Security.Cryptography;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Ports.Simulated;
using Tandem.Workspace.Record;

namespace Tandem.Store.Tests.Simulation;

/// <summary>What must be true of a ledger after every step, whatever happened.</summary>
internal sealed class Laws(ILedgerStore store, Relationship relationship, Oracle oracle, DerivedRows rows)
{
    private readonly List<Hash> leaves = [];
    private readonly SortedDictionary<long, SignedCheckpoint> answered = [];

    public static Viewer Stranger { get; } = new(new(Guid.Parse("99999999-9999-8999-8999-999999999999")));

    public long Size => leaves.Count;

    public Hash Root { get; private set; } = MerkleTree.EmptyRoot;

    private Viewer A => new(relationship.Sides.A.Id);

    private Viewer B => new(relationship.Sides.B.Id);

    private RelationshipId Id => relationship.Id;

    public static void Require(bool holds, string law)
    {
        if (!holds)
        {
            throw new LawBrokenException(law);
        }
    }

    /// <summary>A checkpoint that somebody was answered: from here on nobody can deny it.</summary>
    public void Take(EntryAnswer answer)
    {
        if (answer is EntryAnswer.Sealed { Checkpoint: { } checkpoint, Sequence: var sequence })
        {
            Require(checkpoint.Checkpoint.Size >= sequence, "the checkpoint of an answer covers its entry");
            answered[checkpoint.Checkpoint.Size] = checkpoint;
        }
    }

    /// <param name="isThorough">Also what takes long: everything is rebuilt from its lines.</param>
    public async Task CheckAsync(bool isThorough)
    {
        var entries = await store.ReadAsync(A, Id, 1, default).ToListAsync();
        Keep(entries);
        await CheckHeadAsync(entries);
        CheckWhatIsSaid(entries);
        await CheckConsistencyAsync(isThorough ? 0 : Math.Max(0, answered.Count - 2));
        await CheckStrangerAsync();
        if (isThorough)
        {
            await CheckStatesAsync(entries);
            CheckRebuilt(entries);
            await CheckMovedAsync(entries);
            Require(Root == Reference(0, leaves.Count), "the root is that of RFC 6962");
            var others = await store.ReadAsync(B, Id, 1, default).ToListAsync();
            Require(others.Select(e => e.LeafHash).SequenceEqual(leaves), "both sides read the same");
        }
    }

    /// <summary>What was there is there, in its place, unchanged; what is new was accepted.</summary>
    private void Keep(List<Entry> entries)
    {
        Require(entries.Count == oracle.Statements.Count, $"{oracle.Statements.Count} entries were accepted and {entries.Count} are there");
        Require(entries.Take(leaves.Count).Select(e => e.LeafHash).SequenceEqual(leaves), "no entry is lost, moved or changed");
        leaves.AddRange(entries.Skip(leaves.Count).Select(e => e.LeafHash));
        Require(entries.Select(e => e.Id).Distinct().Count() == entries.Count, "each deed is there once");
        Require(entries.Select((e, at) => e.Sequence == at + 1).All(holds => holds), "sequences have no gap");
        Require(entries.Zip(entries.Skip(1)).All(pair => pair.First.Statement.Recorded <= pair.Second.Statement.Recorded), "recorded never decreases");
    }

    private async Task CheckHeadAsync(List<Entry> entries)
    {
        var opened = (await store.OpenAsync(B, Id, LedgerNeeds.None, default))!;
        var checkpoint = (await store.CheckpointAsync(B, Id, null, default))?.Checkpoint;
        Root = Frontier.Empty.Append([.. leaves]).Root;
        Require((opened.Head.Size, opened.Edge.Size, checkpoint?.Size ?? 0) == (entries.Count, entries.Count, entries.Count), "size equals entries");
        Require(opened.Edge.Root == Root && (checkpoint?.Root ?? Root) == Root, "edge and checkpoint have the root of the leaves");
        Require(Said(opened.Head) == Said(oracle.Record.Head), "the head is that of a rebuild");
        Require(Said(rows.Head) == Said(oracle.Record.Head), "the head that was written is that of a rebuild");
    }

    private void CheckWhatIsSaid(List<Entry> entries)
    {
        var texts = new Dictionary<(long, string), string>();
        foreach (var (entry, said) in entries.Zip(oracle.Statements))
        {
            var stored = entry.Statement;
            Require(Envelope(stored) == Envelope(said) && stored.Body.Span.SequenceEqual(said.Body.Span), $"{said.Id} says what was handed in");
            Require(Entry.Of(stored, entry.Seal).LeafHash == entry.LeafHash, $"{said.Id} is sealed as it says");
            foreach (var text in stored.Texts)
            {
                texts.Add((entry.Sequence, text.Name), text.Text);
            }
        }

        Require(texts.Count == oracle.Texts.Count && texts.All(text => oracle.Texts.GetValueOrDefault(text.Key) == text.Value), "texts are there until they are erased");
    }

    /// <summary>Every checkpoint that was ever answered is one of the ledger as it is now.</summary>
    private async Task CheckConsistencyAsync(int skipped)
    {
        foreach (var (size, checkpoint) in answered.Skip(skipped))
        {
            var tiles = await store.TilesAsync(A, Id, ConsistencyProof.TilesFor(size, Size), default);
            var proof = ConsistencyProof.From(size, Size, new TileHashes(tiles).Read);
            Require(proof.Verify(checkpoint.Checkpoint.Root, Root) == ProofOutcome.Holds, $"the checkpoint of size {size} is the beginning of this one of {Size}");
        }

        if (answered.Count > 0)
        {
            var keys = HostSigner.KeysOf(Id, await store.HostKeysAsync(default, default));
            Require(answered.Values.Last().Verify(keys) == NoteOutcome.Verified, "a checkpoint is signed by the host");
        }
    }

    private async Task CheckStrangerAsync()
    {
        var isNothing = await store.OpenAsync(Stranger, Id, LedgerNeeds.None, default) is null
            && await store.CheckpointAsync(Stranger, Id, null, default) is null
            && (await store.CheckpointsAsync(Stranger, Id, default)).IsEmpty
            && (await store.TilesAsync(Stranger, Id, [new(0, 0, 1)], default)).IsEmpty
            && await store.ReadAsync(Stranger, Id, 1, default).CountAsync() == 0;
        Require(isNothing, "a stranger sees nothing");
    }

    /// <summary>What the store says of every entry, and what the desks wrote of it step by step, is what a rebuild comes to.</summary>
    private async Task CheckStatesAsync(List<Entry> entries)
    {
        var opened = (await store.OpenAsync(A, Id, new([.. entries.Select(e => e.Id)], []), default))!;
        var states = opened.Entries.ToDictionary(state => state.Id, DerivedRows.Of);
        foreach (var state in oracle.Record.Entries)
        {
            var rebuilt = DerivedRows.Of(state);
            Require(states.GetValueOrDefault(state.Id) == rebuilt, $"the store says '{states.GetValueOrDefault(state.Id)}', a rebuild '{rebuilt}'");
            Require(rows[state.Sequence] == rebuilt, $"written was '{rows[state.Sequence]}', a rebuild says '{rebuilt}'");
        }
    }

    private void CheckRebuilt(List<Entry> entries)
    {
        var record = new SharedRecord(RecordHead.Empty);
        foreach (var line in entries.Select(Exported))
        {
            Require(Admission.Decide(record, line) is Verdict.Accepted, $"{line.Id} is accepted when it is read again");
            _ = record.Apply(((Verdict.Accepted)Admission.Decide(record, line)).Statement);
        }

        Require(record.Entries.Select(DerivedRows.Of).SequenceEqual(oracle.Record.Entries.Select(DerivedRows.Of)), "what is exported makes the same record");
    }

    /// <summary>The exported lines with their seals, taken in by another host, are the same tree.</summary>
    private async Task CheckMovedAsync(List<Entry> entries)
    {
        var elsewhere = new SimulatedLedgerStore();
        var moved = (await elsewhere.BeginAsync(new(Id, new("Ours", "Theirs"), Side.A), default))!;
        await using var desk = new LedgerDesk(elsewhere, TimeProvider.System);
        var viewer = new Viewer(moved.Sides.A.Id);
        var answers = await desk.EnterAsync(viewer, Id, [.. entries.Select(entry => new NewLine(Exported(entry), null))], default);
        Require(answers!.Value.All(answer => answer is EntryAnswer.Sealed), "what is exported is taken in elsewhere");
        Require(((await elsewhere.CheckpointAsync(viewer, Id, null, default))?.Checkpoint.Root ?? MerkleTree.EmptyRoot) == Root, "a ledger that moved has the same root");
    }

    private static Line Exported(Entry entry)
    {
        var line = new ArrayBufferWriter<byte>();
        LineWriter.Write(line, entry);
        return Line.Read(line.WrittenMemory);
    }

    private static (EntryId, Side, string, DateTimeOffset, DateTimeOffset, string) Envelope(Statement said) =>
        (said.Id, said.Side, said.By, said.Occurred, said.Recorded, said.Fact.Kind);

    private static string Said(RecordHead head) => FormattableString.Invariant(
        $"{head.Size} {head.LastRecorded:O} {string.Join(' ', head.Currencies)} {head.CharterAt} {head.Charter?.ConfirmationWindow} {head.Joined}");

    /// <summary>RFC 6962 section 2.1 read aloud.</summary>
    private Hash Reference(int begin, int end)
    {
        if (end - begin <= 1)
        {
            return end == begin ? new(SHA256.HashData([])) : leaves[begin];
        }

        var split = 1;
        while (split * 2 < end - begin)
        {
            split *= 2;
        }

        Span<byte> node = stackalloc byte[1 + (2 * Hash.Length)];
        node[0] = 1;
        Reference(begin, begin + split).CopyTo(node[1..]);
        Reference(begin + split, end).CopyTo(node[(1 + Hash.Length)..]);
        return new(SHA256.HashData(node));
    }
}

/// <summary>Something that must always be true is not.</summary>
internal sealed class LawBrokenException(string law) : Exception(law);
