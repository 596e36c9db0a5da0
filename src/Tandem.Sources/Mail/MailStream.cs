using System.Buffers.Text;
using System.Formats.Tar;
using System.IO.Compression;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>
/// Opens a file for what it is, by its first bytes and not by its name: gzip, xz, tar and zip are opened as far down as
/// <see cref="Limits.ArchiveDepth"/>, and what is inside is handed over member by member.
/// </summary>
/// <param name="visit">Called for each uncompressed file; members are called <c>archive!member</c>.</param>
/// <param name="report">Told what cannot be opened; the rest goes on.</param>
/// <param name="limit">How many bytes may come out of the file before it counts as a bomb.</param>
internal sealed class MailStream(Action<Stream, string> visit, Action<Problem> report, long limit)
{
    private const int HeadBytes = 512;
    private const int SumStart = 148;
    private const int SumLength = 8;

    private readonly Allowance allowance = new(limit);

    /// <param name="stream">Read to its end and disposed.</param>
    /// <param name="name">The path as shown.</param>
    /// <param name="depth">In how many archives it lies.</param>
    public void Visit(Stream stream, string name, int depth = 0)
    {
        using var head = new HeadStream(stream, HeadBytes);
        Guard(name, () => Open(head, stream, name, depth));
    }

    private void Open(HeadStream head, Stream stream, string name, int depth)
    {
        var bytes = head.Head;
        if (depth == Limits.ArchiveDepth)
        {
            report(new(name, -1, ProblemReason.NotMail));
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            Visit(allowance.Over(new GZipStream(head, CompressionMode.Decompress)), name, depth + 1);
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
        {
            VisitXz(head, name, depth);
        }
        else if (bytes.StartsWith("PK\x03\x04"u8) && stream.CanSeek)
        {
            VisitZip(stream, name, depth);
        }
        else if (IsTar(bytes))
        {
            VisitTar(head, name, depth);
        }
        else
        {
            visit(head, name);
        }
    }

    /// <summary>What strangers' archives make the framework throw becomes a problem of that archive; what a visitor throws passes.</summary>
    private void Guard(string name, Action work)
    {
        try
        {
            work();
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

    /// <summary>The header's own checksum decides: five letters at a place are nothing that a letter could not hold.</summary>
    private static bool IsTar(ReadOnlySpan<byte> head)
    {
        if (head.Length < HeadBytes || !head.Slice(257, 5).SequenceEqual("ustar"u8))
        {
            return false;
        }

        var sum = 0;
        for (var at = 0; at < HeadBytes; at++)
        {
            sum += at is >= SumStart and < SumStart + SumLength ? ' ' : head[at];
        }

        var stated = head.Slice(SumStart, SumLength).Trim("\0 "u8);
        return Utf8Parser.TryParse(stated, out int _, out var digits) && digits == stated.Length
            && stated.ToArray().Aggregate(0, (value, digit) => (value * 8) + (digit - '0')) == sum;
    }

    private void VisitXz(HeadStream head, string name, int depth)
    {
        if (XzStream.IsPresent)
        {
            Visit(allowance.Over(new XzStream(head)), name, depth + 1);
        }
        else
        {
            report(new(name, -1, ProblemReason.NoXz));
        }
    }

    private void VisitZip(Stream stream, string name, int depth)
    {
        stream.Position = 0;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0).OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            var member = Member(name, entry.FullName);
            Guard(member, () => Visit(allowance.Over(entry.Open()), member, depth + 1));
        }
    }

    private void VisitTar(HeadStream head, string name, int depth)
    {
        using var tar = new TarReader(head, leaveOpen: true);
        while (Next(tar) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && entry.DataStream is { } data)
            {
                Visit(data, Member(name, entry.Name), depth + 1);
            }
        }
    }

    /// <summary>Numbers that fit nowhere are the archive's fault.</summary>
    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry(copyData: false);
        }
        catch (Exception broken) when (broken is OverflowException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    private static string Member(string archive, string member) =>
        $"{archive}!{member[..Math.Min(member.Length, Limits.NameChars)]}";
}

/// <summary>How much may still come out of one file, over all that is packed in it.</summary>
internal sealed class Allowance(long bytes)
{
    private long left = bytes;

    public Stream Over(Stream stream) => new CountingStream(stream, Take);

    private void Take(int count)
    {
        left -= count;
        if (left < 0)
        {
            throw new InvalidDataException("more comes out of it than a mailbox can hold");
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
