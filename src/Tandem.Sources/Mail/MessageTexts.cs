using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>Goes back to a few messages for their subjects, so that a million others need not be kept.</summary>
internal sealed class MessageTexts(CancellationToken ct)
{
    private const int HeadBytes = 64 * 1024;

    private readonly Dictionary<int, MessageText> found = [];

    public IReadOnlyDictionary<int, MessageText> Of(IReadOnlyCollection<WantedText> wanted)
    {
        foreach (var container in wanted.GroupBy(want => want.File.Container))
        {
            ct.ThrowIfCancellationRequested();
            ReadContainer(container.Key, container.ToLookup(want => want.File.Member));
        }

        return found;
    }

    private void ReadContainer(string path, ILookup<int, WantedText> wanted)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var member = 0;
            new MailStream((content, name) => ReadMember(content, stream, name == path, wanted[member++]), _ => { }, long.MaxValue)
                .Visit(stream, path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A file that has gone since it was read leaves its subjects out; the figures stand without them.
        }
    }

    private void ReadMember(Stream content, FileStream file, bool isWholeFile, IEnumerable<WantedText> wanted)
    {
        var at = 0L;
        var isPlain = isWholeFile && content is HeadStream && IsPlain(file);
        var buffer = new byte[HeadBytes];
        var kept = 0;
        foreach (var want in wanted.OrderBy(w => w.Offset))
        {
            if (isPlain)
            {
                file.Position = want.Offset;
                kept = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            }
            else
            {
                (at, kept) = Forward(content, buffer, at, kept, want.Offset);
            }

            Take(want, buffer.AsSpan(0, kept));
        }
    }

    private static bool IsPlain(FileStream file)
    {
        Span<byte> head = stackalloc byte[6];
        file.Position = 0;
        var count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return count < 2 || !(head[0] == 0x1f && head[1] == 0x8b)
            && !head.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]);
    }

    /// <summary>Moves a window over a stream that cannot seek; the window's start is returned with its length.</summary>
    private static (long At, int Kept) Forward(Stream content, byte[] buffer, long at, int kept, long target)
    {
        while (target > at)
        {
            var step = (int)Math.Min(target - at, Math.Max(kept, 1));
            if (kept > 0)
            {
                buffer.AsSpan(step, kept - step).CopyTo(buffer);
                kept -= step;
                at += step;
                continue;
            }

            kept = content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (kept == 0)
            {
                return (target, 0);
            }
        }

        return (at, kept + content.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false));
    }

    private void Take(WantedText want, ReadOnlySpan<byte> message)
    {
        var fields = new HeaderFields(message);
        string? subject = null, id = null;
        while (fields.MoveNext())
        {
            if (subject is null && fields.Is("subject"u8))
            {
                subject = EncodedWords.Decode(fields.Value[..Math.Min(fields.Value.Length, Limits.SubjectBytes)]);
            }
            else if (id is null && fields.Is("message-id"u8))
            {
                id = Charsets.DecodeUnnamed(fields.Value).Trim().Trim('<', '>');
            }
        }

        found[want.Message] = new(subject, id, MessageText.At(want.File.Name, want.Offset));
    }
}
