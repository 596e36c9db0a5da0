using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tandem.Core.Deeds;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>
/// Checks an export offline, needing nothing but the file: every byte, every commitment, the tree, the signatures, the rules.
/// It goes on after a problem, so that the report says all that is wrong and where.
/// </summary>
public sealed class LedgerVerification
{
    /// <summary>How many lines are computed at once.</summary>
    private const int LinesAtOnce = 2048;

    /// <summary>A checkpoint has a few hundred bytes and few signatures; each costs time to check.</summary>
    private const int MostNoteBytes = 4096;

    private readonly ExportReader export;
    private readonly VerificationOptions options;
    private readonly Action<long>? tell;
    private readonly VerificationReport report = new();
    private readonly AttachmentList attachments = new();
    private readonly CharterWatch charter = new();
    private readonly ErasureWatch erasures = new();
    private readonly List<long> unsigned = [0, 0];
    private GrowingTiles tiles = null!;
    private SharedRecord? record;
    private ImmutableDictionary<long, SignedCheckpoint> earlier = ImmutableDictionary<long, SignedCheckpoint>.Empty;
    private DateTimeOffset lastRecorded = DateTimeOffset.MinValue;
    private ReadOnlyMemory<byte>[] bundle = [];
    private Hash? receiptLeaf;

    private LedgerVerification(ExportReader export, VerificationOptions options, Action<long>? tell) =>
        (this.export, this.options, this.tell) = (export, options, tell);

    /// <param name="file">Can be read anywhere in it.</param>
    /// <param name="options">What to compare with.</param>
    /// <param name="tell">Told how many entries have been checked.</param>
    public static VerificationReport Of(Stream file, VerificationOptions options, Action<long>? tell = null)
    {
        var isWhole = ExportReader.IsDigestRight(file);
        file.Position = 0;
        using var export = ExportReader.Open(file);
        if (export is null)
        {
            var unreadable = new VerificationReport();
            unreadable.Add(VerificationFault.Unreadable, "");
            return unreadable;
        }

        var report = new LedgerVerification(export, options, tell).Run();
        if (!isWhole)
        {
            report.Add(VerificationFault.BytesChanged, "");
        }

        return report;
    }

    /// <summary>Reads what somebody kept: a checkpoint, a receipt, or an export.</summary>
    public static KeptProof? ReadKept(Stream file)
    {
        var start = new byte[2];
        if (file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [(byte)'P', (byte)'K'])
        {
            return ReadKeptExport(file);
        }

        file.Position = 0;
        var text = new byte[Math.Min(file.Length, Limits.ReceiptBytes)];
        file.ReadExactly(text);
        text = Mended(text);
        return Receipt.TryParse(text, out var receipt, out _) ? new(receipt.Checkpoint, receipt)
            : SignedCheckpoint.TryParse(text, out var checkpoint, out _) ? new(checkpoint, null)
            : null;
    }

    /// <summary>What mail programs do to a text that somebody kept: other line ends, blank lines around it, the last line's end lost.</summary>
    private static byte[] Mended(byte[] text) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).ReplaceLineEndings("\n").Trim('\n', ' ', '\uFEFF') + "\n");

    private static KeptProof? ReadKeptExport(Stream file)
    {
        using var export = ExportReader.Open(file);
        return export?.Small(ExportNames.Checkpoint) is { } note && SignedCheckpoint.TryParse(note, out var kept, out _)
            ? new(kept, null)
            : null;
    }

    private VerificationReport Run()
    {
        if (!ReadFrame(out var manifest))
        {
            return report;
        }

        tiles = new(Compare);
        record = options.AlwaysRules || manifest.Size <= Limits.EntriesHeld ? new(RecordHead.Empty) : null;
        ReadEntries(manifest);
        tiles.Finish();
        CheckRoot(manifest);
        CheckErasures();
        CheckDocuments();
        CheckKept();
        foreach (var name in export.Unread)
        {
            report.Add(VerificationFault.FileUnknown, name);
        }

        report.Entries = tiles.Size;
        report.UnsignedEntries = new(unsigned[0], unsigned[1]);
        report.AreRulesChecked = record is not null;
        return report;
    }

    private bool ReadFrame(out ExportManifest manifest)
    {
        var read = export.Small(ExportNames.Manifest) is { } json ? ExportJson.ReadManifest(json) : null;
        manifest = read!;
        if (read is null)
        {
            report.Add(VerificationFault.FileMissing, ExportNames.Manifest);
            return false;
        }

        (report.Relationship, report.Names) = (manifest.Relationship, manifest.Names);
        ReadKeys();
        report.Checkpoint = ReadCheckpoint(ExportNames.Checkpoint, manifest.Relationship);
        report.SignedBy = report.Checkpoint is { } newest ? SignerOf(newest) : null;
        CheckTrust();
        var before = export.Names.Where(ExportNames.IsEarlierCheckpoint).Take(Limits.CheckpointsExported).ToList();
        report.EarlierCheckpoints = before.Count;
        foreach (var name in before)
        {
            if (ReadCheckpoint(name, manifest.Relationship) is { } said)
            {
                earlier = earlier.SetItem(said.Checkpoint.Size, said);
                if (name != ExportNames.EarlierCheckpoint(said.Checkpoint.Size))
                {
                    report.Add(VerificationFault.FileDiffers, name);
                }
            }
        }

        return report.Checkpoint is not null;
    }

    private void ReadKeys()
    {
        if (export.Small(ExportNames.Keys) is not { } json || ExportJson.ReadKeys(json) is not { IsEmpty: false } keys)
        {
            report.Add(VerificationFault.FileMissing, ExportNames.Keys);
            return;
        }

        report.Keys = [.. keys.Select(key => key.Key)];
        for (var at = 1; at < keys.Length; at++)
        {
            if (!HostSigner.Vouches(keys[at - 1].Key, keys[at].Key, keys[at].Vouch))
            {
                report.Add(VerificationFault.KeyNotVouchedFor, ExportNames.Keys, NoteKey.IdText(keys[at].Key.Id));
            }
        }
    }

    /// <summary>
    /// The key that is known must have signed, or one after it: each is vouched for by the one before. One before it may have
    /// been replaced because it was stolen.
    /// </summary>
    private void CheckTrust()
    {
        if (options.TrustedKey is { } trusted && !IsSignedFrom(report.Keys.FirstOrDefault(key => IsNamed(key, trusted))))
        {
            report.Add(VerificationFault.KeyNotTrusted, ExportNames.Keys, string.Join(", ", report.Keys.Select(key => NoteKey.IdText(key.Id))));
        }
    }

    private static bool IsNamed(NoteKey key, string name) => key.ToString() == name || Convert.ToBase64String(key.Spki) == name
        || string.Equals(NoteKey.IdText(key.Id), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the newest checkpoint is signed by this key or a later one.</summary>
    private bool IsSignedFrom(NoteKey? first) => first is not null && report.SignedBy is { } signer
        && report.Keys.IndexOf(signer) >= report.Keys.IndexOf(first);

    private NoteKey? SignerOf(SignedCheckpoint said) => report.Keys.LastOrDefault(key => said.Verify([key]) == NoteOutcome.Verified);

    private SignedCheckpoint? ReadCheckpoint(string name, RelationshipId id)
    {
        if (export.Small(name) is not { Length: <= MostNoteBytes } bytes || !SignedCheckpoint.TryParse(bytes, out var said, out _))
        {
            report.Add(VerificationFault.FileMissing, name);
            return null;
        }

        if (said.Checkpoint.Origin != HostSigner.OriginOf(id))
        {
            report.Add(VerificationFault.OtherRelationship, name, said.Checkpoint.Origin);
        }

        if (said.Verify(report.Keys) is not NoteOutcome.Verified and var outcome)
        {
            report.Add(VerificationFault.NotSigned, name, outcome.ToString());
        }

        return said;
    }

    private void ReadEntries(ExportManifest manifest)
    {
        using var stream = export.Open(ExportNames.Entries);
        if (stream is null)
        {
            report.Add(VerificationFault.FileMissing, ExportNames.Entries);
            return;
        }

        try
        {
            foreach (var lines in NdjsonLines.Of(stream).Chunk(LinesAtOnce))
            {
                var read = new CheckedLine[lines.Length];
                Parallel.For(0, lines.Length, at => read[at] = CheckedLine.Of(lines[at]));
                foreach (var line in read)
                {
                    Take(line, manifest);
                }

                tell?.Invoke(tiles.Size);
                if (tiles.Size > report.Checkpoint!.Checkpoint.Size)
                {
                    break; // more than was signed: said below, and no reason to read on
                }
            }
        }
        catch (InvalidDataException broken)
        {
            report.Add(VerificationFault.Unreadable, ExportNames.Entries, broken.Message);
        }
    }

    private void Take(CheckedLine line, ExportManifest manifest)
    {
        var number = tiles.Size + 1;
        var where = string.Create(CultureInfo.InvariantCulture, $"{ExportNames.Entries}:{number}");
        var leaf = LeafIn(number);
        if (line.Entry is not { } entry)
        {
            report.Add(VerificationFault.LineRefused, where, line.Refusal is { } refused ? Refusal.Word(refused.Code) : "seal");
            tiles.Add(default); // whatever it was: the tree is wrong from here on
            return;
        }

        CheckPlace(entry, line, manifest, number, where);
        if (leaf is not { } written || !written.Span.SequenceEqual(entry.Leaf.Span))
        {
            report.Add(VerificationFault.LeafDiffers, where, BundleOf(number).EntriesPath);
        }

        tiles.Add(line.Leaf);
        Note(entry, line, where);
        if (earlier.TryGetValue(number, out var said) && said.Checkpoint.Root != tiles.Root)
        {
            report.Add(VerificationFault.EarlierCheckpointDiffers, ExportNames.EarlierCheckpoint(number), said.ToString());
        }
    }

    private void CheckPlace(Entry entry, CheckedLine line, ExportManifest manifest, long number, string where)
    {
        if (!line.IsAsWritten)
        {
            report.Add(VerificationFault.LineRewritten, where);
        }

        if (entry.Seal.Relationship != manifest.Relationship)
        {
            report.Add(VerificationFault.OtherRelationship, where, entry.Seal.Relationship.ToString());
        }

        if (entry.Sequence != number)
        {
            report.Add(VerificationFault.OutOfSequence, where, entry.Sequence.ToString(CultureInfo.InvariantCulture));
        }

        if (entry.Statement.Recorded < lastRecorded)
        {
            report.Add(VerificationFault.RecordedDecreases, where, Instant.Write(entry.Statement.Recorded));
        }

        lastRecorded = entry.Statement.Recorded;
    }

    private void Note(Entry entry, CheckedLine line, string where)
    {
        attachments.Add(entry);
        erasures.Add(entry);
        report.Texts += entry.Statement.Texts.Length;
        if (options.Kept?.Receipt is { } receipt && receipt.Index == entry.Sequence - 1)
        {
            receiptLeaf = line.Leaf;
        }

        CheckSignature(entry, where);
        charter.Add(entry.Statement);
        Decide(entry, where);
    }

    private void CheckSignature(Entry entry, string where)
    {
        if (entry.Seal.Signature is null)
        {
            unsigned[(int)entry.Statement.Side] += SideSignatures.IsExpected(charter.InForce, entry.Statement) ? 1 : 0;
        }
        else if (SideSignatures.IsRight(charter.InForce, entry.Statement, entry.Seal))
        {
            report.SignedEntries++;
        }
        else
        {
            report.Add(VerificationFault.SideSignatureWrong, where, entry.Seal.Signature.Key);
        }
    }

    private void Decide(Entry entry, string where)
    {
        if (record is null)
        {
            return;
        }

        if (tiles.Size > Limits.EntriesHeld && !options.AlwaysRules)
        {
            record = null; // the manifest said that there were fewer
            return;
        }

        switch (Admission.Decide(record, new(entry.Id, entry.Statement.Recorded, entry.Statement, null)))
        {
            case Verdict.Accepted { Statement: var statement }:
                _ = record.Apply(statement);
                break;
            case Verdict.Refused { Refusal: var refusal }:
                report.Add(VerificationFault.RuleBroken, where, Refusal.Word(refusal.Code));
                break;
        }
    }

    /// <summary>The leaf as the bundle of its tile has it.</summary>
    private ReadOnlyMemory<byte>? LeafIn(long number)
    {
        var within = (int)((number - 1) % TileId.FullWidth);
        if (within == 0)
        {
            bundle = [];
            var tile = BundleOf(number);
            if (tile.Width > 0 && export.Small(tile.EntriesPath) is { } bytes && EntryBundle.TryRead(tile, bytes, out var entries))
            {
                bundle = [.. entries];
            }
        }

        return within < bundle.Length ? bundle[within] : null;
    }

    /// <summary>The bundle that a leaf stands in, as wide as it is in the tree that was signed.</summary>
    private TileId BundleOf(long number)
    {
        var index = (number - 1) >> TileId.Height;
        var width = report.Checkpoint!.Checkpoint.Size - (index << TileId.Height);
        return new(0, index, (int)Math.Clamp(width, 0, TileId.FullWidth));
    }

    private void Compare(Tile tile)
    {
        report.Tiles++;
        if (export.Small(tile.Id.Path) is not { } bytes)
        {
            report.Add(VerificationFault.FileMissing, tile.Id.Path);
        }
        else if (!bytes.AsSpan().SequenceEqual(tile.ToBytes()))
        {
            report.Add(VerificationFault.TileDiffers, tile.Id.Path);
        }
    }

    private void CheckRoot(ExportManifest manifest)
    {
        var said = report.Checkpoint!.Checkpoint;
        if (said.Size != tiles.Size || manifest.Size != tiles.Size)
        {
            report.Add(
                VerificationFault.SizeDiffers, ExportNames.Checkpoint,
                string.Create(CultureInfo.InvariantCulture, $"{tiles.Size} / {said.Size} / {manifest.Size}"));
        }

        if (said.Root != tiles.Root || manifest.Root != said.Root)
        {
            report.Add(VerificationFault.RootDiffers, ExportNames.Checkpoint, $"{tiles.Root} / {said.Root}");
        }

        foreach (var (size, _) in earlier.Where(before => before.Key < 1 || before.Key > tiles.Size))
        {
            report.Add(VerificationFault.EarlierCheckpointDiffers, ExportNames.EarlierCheckpoint(size));
        }
    }

    private void CheckErasures()
    {
        var explained = erasures.Explained().ToList();
        report.Erased = explained;
        foreach (var (sequence, group, _) in explained.Where(text => text.Under == 0))
        {
            report.Add(VerificationFault.TextGone, string.Create(CultureInfo.InvariantCulture, $"{ExportNames.Entries}:{sequence}"), group);
        }

        foreach (var state in record?.Entries ?? [])
        {
            if (state.Statement.Fact is Redaction redaction)
            {
                CheckGone(redaction);
            }
        }
    }

    private void CheckGone(Redaction redaction)
    {
        foreach (var (reached, groups) in EraseText.Reach(record!, redaction))
        {
            foreach (var text in reached.Statement.Texts.Where(text => groups.Contains(text.Name)))
            {
                report.Add(
                    VerificationFault.TextStillThere,
                    string.Create(CultureInfo.InvariantCulture, $"{ExportNames.Entries}:{reached.Sequence}"), text.Name);
            }
        }
    }

    private void CheckDocuments()
    {
        if (export.Small(ExportNames.Attachments)?.AsSpan().SequenceEqual(attachments.ToJson()) != true)
        {
            report.Add(VerificationFault.FileDiffers, ExportNames.Attachments);
        }

        foreach (var name in (string[])[ExportNames.Readme, ExportNames.Schema])
        {
            if (export.Small(name) is null)
            {
                report.Add(VerificationFault.FileMissing, name);
            }
        }

        report.NamingAttachment = options.Attachment is { } asked ? attachments.Naming(asked) : null;
    }

    private void CheckKept()
    {
        if (options.Kept is not { } kept)
        {
            return;
        }

        var keys = report.Keys; // never those of what was kept: whoever made it could accuse anybody
        var now = report.Checkpoint!;
        var wanted = LogComparison.TilesFor(kept.Checkpoint.Checkpoint, now.Checkpoint);
        var proof = TilesOf(wanted) is { } read
            ? LogComparison.ProofFor(kept.Checkpoint.Checkpoint, now.Checkpoint, new TileHashes(read).Read)
            : null;
        report.Against = LogComparison.Of(kept.Checkpoint, now, proof, keys);
        report.IsKeptContained = IsContained(kept.Checkpoint.Checkpoint, now.Checkpoint, proof);
        var isOther = kept.Checkpoint.Checkpoint.Origin != now.Checkpoint.Origin;
        var fault = isOther ? VerificationFault.OtherLog : report.Against.Change switch
        {
            LogChange.NotSigned when report.IsKeptContained && kept.Checkpoint.Verify(keys) == NoteOutcome.NotSigned => default(VerificationFault?),
            LogChange.NotSigned => VerificationFault.KeptNotSigned,
            LogChange.OtherLog => VerificationFault.OtherLog,
            LogChange.Shrunk => VerificationFault.Shrunk,
            LogChange.Forked => VerificationFault.Forked,
            _ => default(VerificationFault?),
        };
        if (fault is { } found)
        {
            report.Add(found, ExportNames.Checkpoint);
        }
        else if (SignerOf(kept.Checkpoint) is { } before && !IsSignedFrom(before))
        {
            report.Add(VerificationFault.KeyNotTrusted, ExportNames.Checkpoint, report.SignedBy is { } signer ? NoteKey.IdText(signer.Id) : "");
        }
        else if (kept.Receipt is { } receipt)
        {
            CheckReceipt(receipt);
        }
    }

    private void CheckReceipt(Receipt receipt)
    {
        if (receiptLeaf is { } leaf && IsIncluded(receipt, leaf))
        {
            report.ReceiptHolds = receipt.Index + 1;
            return;
        }

        report.Add(VerificationFault.ReceiptWrong, string.Create(CultureInfo.InvariantCulture, $"{ExportNames.Entries}:{receipt.Index + 1}"));
    }

    /// <summary>Its checkpoint has been looked at already: whoever signed it, all it speaks of is in the ledger.</summary>
    private static bool IsIncluded(Receipt receipt, Hash leaf)
    {
        var said = receipt.Checkpoint.Checkpoint;
        return new InclusionProof(receipt.Index, said.Size, receipt.Hashes).Verify(leaf, said.Root) == ProofOutcome.Holds;
    }

    /// <summary>
    /// Whether the ledger begins with everything the kept checkpoint speaks of. That shows in the hashes alone; a signature is
    /// only needed to accuse (a ledger that moved is signed by another host).
    /// </summary>
    private static bool IsContained(Checkpoint kept, Checkpoint now, ConsistencyProof? proof) => kept.Origin == now.Origin
        && (kept.Size == 0 || (kept.Size == now.Size && kept.Root == now.Root)
            || proof?.Verify(kept.Root, now.Root) == ProofOutcome.Holds);

    /// <returns><c>null</c> when one is not there as it should be: then nothing is shown by them.</returns>
    private List<Tile>? TilesOf(IReadOnlyList<TileId> wanted)
    {
        var read = new List<Tile>();
        foreach (var id in wanted)
        {
            if (export.Small(id.Path) is not { } bytes || !Tile.TryParse(id, bytes, out var tile))
            {
                return null;
            }

            read.Add(tile);
        }

        return read;
    }
}
