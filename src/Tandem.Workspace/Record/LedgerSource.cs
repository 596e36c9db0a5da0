using System.IO.Compression;
using System.Text;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Record;

/// <summary>Lines of a ledger to be replayed: a file of NDJSON, or an export.</summary>
public sealed class LedgerSource : IDisposable
{
    private readonly Stream file;
    private readonly ZipArchive? zip;
    private readonly ZipArchiveEntry? entries;

    private LedgerSource(Stream file, ZipArchive? zip)
    {
        (this.file, this.zip) = (file, zip);
        entries = zip?.GetEntry(ExportNames.Entries);
        Names = zip?.GetEntry(ExportNames.Manifest) is { Length: < 1 << 20 } manifest ? NamesIn(manifest) : null;
        Id = Lines().Select(line => Line.Read(line)).FirstOrDefault()?.Statement?.Seal is { Sequence: 1, Relationship: var id } ? id : null;
    }

    public bool IsExport => zip is not null;

    /// <summary>Where the ledger stood before, if its first line says so.</summary>
    public RelationshipId? Id { get; }

    /// <summary>What an export calls the two organizations.</summary>
    public Sides<string>? Names { get; }

    /// <summary>Bytes of the file read so far, and all of them: for a progress bar.</summary>
    public (long Read, long All) Progress => (file.Position, file.Length);

    /// <exception cref="InvalidDataException">It begins like a zip and is no export.</exception>
    public static LedgerSource Open(string path)
    {
        var file = File.OpenRead(path);
        try
        {
            var isZip = file.ReadByte() == 'P' && file.ReadByte() == 'K';
            file.Position = 0;
            var source = new LedgerSource(file, isZip ? new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8) : null);
            return !isZip || source.entries is not null ? source : throw new InvalidDataException(ExportNames.Entries);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>From the first line on, each time it is asked.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        if (zip is null)
        {
            file.Position = 0;
            return NdjsonLines.Of(file);
        }

        return entries is null ? [] : NdjsonLines.Of(entries.Open());
    }

    public void Dispose()
    {
        zip?.Dispose();
        file.Dispose();
    }

    private static Sides<string>? NamesIn(ZipArchiveEntry manifest)
    {
        using var stream = manifest.Open();
        var bytes = new byte[manifest.Length];
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? ExportJson.ReadManifest(bytes)?.Names : null;
    }
}
