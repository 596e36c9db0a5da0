using System.Buffers;
using System.IO.Compression;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>
/// Writes a ledger as one file that can be checked without anything else: entries, tiles, checkpoints, keys. Memory does not
/// grow with the ledger: what a zip wants one after the other waits in a scratch file, which holds commitments only.
/// </summary>
public sealed class LedgerExport(ILedgerStore store, TimeProvider time)
{
    private const int CopyBytes = 1 << 16;

    /// <summary>The zip knows two-second steps since 1980; the manifest says when it was made.</summary>
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the export holds; <c>null</c> when the ledger is out of scope or empty, and then nothing was written.</summary>
    /// <param name="tell">Told how many entries have been written.</param>
    public async Task<SignedCheckpoint?> WriteAsync(Viewer viewer, Relationship relationship, Stream output, Action<long>? tell, CancellationToken ct)
    {
        if (await store.CheckpointAsync(viewer, relationship.Id, null, ct) is null)
        {
            return null;
        }

        using var digested = new DigestedStream(output);
        SignedCheckpoint newest;
        using (var zip = new ZipArchive(digested, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            zip.Comment = DigestedStream.Placeholder;
            newest = await WriteAsync(zip, viewer, relationship, tell, ct);
        }

        digested.Finish();
        return newest;
    }

    private async Task<SignedCheckpoint> WriteAsync(
        ZipArchive zip, Viewer viewer, Relationship relationship, Action<long>? tell, CancellationToken ct)
    {
        Put(zip, ExportNames.Readme, await ResourceAsync(ExportNames.Readme, ct));
        Put(zip, ExportNames.Schema, await ResourceAsync(ExportNames.Schema, ct));
        using var scratch = new ExportScratch();
        var tiles = new GrowingTiles(scratch.Keep);
        var attachments = await WriteEntriesAsync(zip, store.ReadAsync(viewer, relationship.Id, 1, ct), scratch, tiles, tell);
        scratch.CopyTo(tiles.Size, (name, bytes) => Put(zip, name, bytes));

        // What was signed at exactly this size: others may have written since the entries were read.
        var newest = await store.CheckpointAsync(viewer, relationship.Id, tiles.Size, ct)
            ?? throw new InvalidDataException($"The ledger has {tiles.Size} entries and no checkpoint that says so.");
        foreach (var earlier in await store.CheckpointsAsync(viewer, relationship.Id, ct))
        {
            if (earlier.Checkpoint.Size < tiles.Size)
            {
                Put(zip, ExportNames.EarlierCheckpoint(earlier.Checkpoint.Size), earlier.ToBytes());
            }
        }

        var keys = await store.HostKeysAsync(time.GetUtcNow(), ct);
        using var signer = new HostSigner(keys);
        newest = signer.Renew(newest);
        Put(zip, ExportNames.Checkpoint, newest.ToBytes());
        Put(zip, ExportNames.Keys, ExportJson.Keys(relationship.Id, keys));
        Put(zip, ExportNames.Attachments, attachments.ToJson());
        Put(zip, ExportNames.Manifest, ExportJson.Manifest(relationship, newest.Checkpoint, time.GetUtcNow()));
        return newest;
    }

    private static async Task<AttachmentList> WriteEntriesAsync(
        ZipArchive zip, IAsyncEnumerable<Entry> entries, ExportScratch scratch, GrowingTiles tiles, Action<long>? tell)
    {
        var attachments = new AttachmentList();
        var line = new ArrayBufferWriter<byte>();
        using var lines = Open(zip, ExportNames.Entries, CompressionLevel.Fastest);
        await foreach (var entry in entries)
        {
            line.ResetWrittenCount();
            LineWriter.Write(line, entry);
            line.Write("\n"u8);
            lines.Write(line.WrittenSpan);
            attachments.Add(entry);
            scratch.Keep(entry.Leaf);
            tiles.Add(entry.LeafHash);
            tell?.Invoke(entry.Sequence);
        }

        tiles.Finish();
        return attachments;
    }

    internal static async Task<byte[]> ResourceAsync(string name, CancellationToken ct)
    {
        await using var resource = typeof(LedgerExport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        var bytes = new byte[resource.Length];
        await resource.ReadExactlyAsync(bytes, ct);
        return bytes;
    }

    private static BufferedStream Open(ZipArchive zip, string name, CompressionLevel level)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = ZipTime;
        return new BufferedStream(entry.Open(), CopyBytes);
    }

    private static void Put(ZipArchive zip, string name, ReadOnlySpan<byte> bytes)
    {
        var isHashes = name.StartsWith(ExportNames.Tiles, StringComparison.Ordinal); // which do not get smaller
        using var entry = Open(zip, name, isHashes ? CompressionLevel.NoCompression : CompressionLevel.Fastest);
        entry.Write(bytes);
    }
}
