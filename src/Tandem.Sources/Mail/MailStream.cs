using System.Formats.Tar;
using System.IO.Compression;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>
/// Opens a file for what it is, by its first bytes and not by its name: gzip, xz, tar and zip are opened as far down as
/// <see cref="Depth"/>, and what is inside is handed over member by member.
/// </summary>
internal static class MailStream
{
    /// <summary>As in a tar inside a gzip inside a zip; deeper nesting is an attack, not a mailbox.</summary>
    private const int Depth = 4;

    private const int HeadBytes = 512;

    /// <summary>Without this the framework takes half a compressed file for a whole one.</summary>
    static MailStream() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

    /// <param name="stream">Read to its end and disposed.</param>
    /// <param name="name">The path as shown; members are called <c>archive!member</c>.</param>
    /// <param name="visit">Called for each uncompressed file.</param>
    public static void Visit(Stream stream, string name, Action<Stream, string> visit, Action<Problem> report, int depth = 0)
    {
        using var head = new HeadStream(stream, HeadBytes);
        try
        {
            var bytes = head.Head;
            if (depth == Depth)
            {
                report(new(name, -1, ProblemReason.NotMail));
            }
            else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            {
                Visit(new GZipStream(head, CompressionMode.Decompress), name, visit, report, depth + 1);
            }
            else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
            {
                VisitXz(head, name, visit, report, depth);
            }
            else if (bytes.StartsWith("PK\x03\x04"u8) && stream.CanSeek)
            {
                VisitZip(stream, name, visit, report, depth);
            }
            else if (bytes.Length > 262 && bytes.Slice(257, 5).SequenceEqual("ustar"u8))
            {
                VisitTar(head, name, visit, report, depth);
            }
            else
            {
                visit(head, name);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException)
        {
            report(new(name, -1, ProblemReason.BrokenCompression, broken.Message));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            report(new(name, -1, ProblemReason.Unopenable, broken.Message));
        }
    }

    private static void VisitXz(HeadStream head, string name, Action<Stream, string> visit, Action<Problem> report, int depth)
    {
        if (XzStream.IsPresent)
        {
            Visit(new XzStream(head), name, visit, report, depth + 1);
        }
        else
        {
            report(new(name, -1, ProblemReason.NoXz));
        }
    }

    private static void VisitZip(Stream stream, string name, Action<Stream, string> visit, Action<Problem> report, int depth)
    {
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            Visit(entry.Open(), $"{name}!{entry.FullName}", visit, report, depth + 1);
        }
    }

    private static void VisitTar(HeadStream head, string name, Action<Stream, string> visit, Action<Problem> report, int depth)
    {
        using var tar = new TarReader(head, leaveOpen: true);
        while (tar.GetNextEntry(copyData: false) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is { } data)
            {
                Visit(data, $"{name}!{entry.Name}", visit, report, depth + 1);
            }
        }
    }
}

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
internal sealed class HeadStream : Stream
{
    private readonly Stream inner;
    private readonly byte[] head;
    private readonly int headLength;
    private int at;

    public HeadStream(Stream inner, int bytes)
    {
        this.inner = inner;
        head = new byte[bytes];
        try
        {
            headLength = inner.ReadAtLeast(head, bytes, throwOnEndOfStream: false);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            Broken = broken;
        }
    }

    public ReadOnlySpan<byte> Head => Broken is null ? head.AsSpan(0, headLength) : throw Broken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private Exception? Broken { get; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == headLength)
        {
            return inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, headLength - at);
        head.AsSpan(at, count).CopyTo(buffer);
        at += count;
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
