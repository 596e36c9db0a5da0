using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>
/// Cuts files into whole messages and packs them into blocks. A message longer than a block leaves its head in the block
/// and the rest is only scanned for where it ends, so that memory stays the same whatever comes.
/// </summary>
internal sealed class BlockReader(Func<Block> rent, Action<Block> emit, Func<long> bytesRead, long bytesTotal, CancellationToken ct)
{
    private const int SmallestRoom = 64 * 1024;

    /// <summary>Files and problems a block may carry before it is handed on, however little mail they hold.</summary>
    private const int MostNotes = 4096;

    private Block block = rent();
    private string entered = "";
    private int messages;

    /// <summary>Bytes that belong to no message, as those before the first separator of a mailbox.</summary>
    public long BytesOutside { get; private set; }

    /// <summary>Decompressed bytes of all files read.</summary>
    public long BytesSeen { get; private set; }

    public void Read(Stream stream, int file, MailFile entering, long from)
    {
        var name = entered = entering.Name;
        if (block.Entered.Count + block.Problems.Count >= MostNotes)
        {
            Hand(file, 0);
        }

        block.Entered.Add((file, entering));
        var skipped = Skip(stream, from);
        if (skipped < from)
        {
            return; // the file has become shorter: what it held was read before
        }

        if (block.Bytes.Length - block.Used < SmallestRoom)
        {
            Hand(file, from);
        }

        var start = block.Used;
        var count = FillAtLeast(stream, block.Bytes.AsSpan(start), SmallestRoom);
        BytesSeen += count;
        switch (KindOf(block.Bytes.AsSpan(start, count), name))
        {
            case Kind.Mailbox:
                new Mailbox(this, stream, file, from, start).Run(count);
                break;
            case Kind.Message:
                ReadMessage(stream, file, from, start, count);
                break;
            default:
                BytesOutside += count + Drain(stream);
                block.Problems.Add(new(name, -1, ProblemReason.NotMail));
                break;
        }
    }

    /// <summary>Hands over the last block.</summary>
    public void Finish(int files)
    {
        Complete(files, 0);
        emit(block);
    }

    public void Report(Problem problem) => block.Problems.Add(problem);

    private CancellationToken Cancelled => ct;

    private enum Kind
    {
        NotMail,
        Message,
        Mailbox,
    }

    private static Kind KindOf(ReadOnlySpan<byte> head, string name)
    {
        head = head.StartsWith("\ufeff"u8) ? head[3..] : head;
        head = head.TrimStart("\r\n"u8);

        if (head.StartsWith("From "u8))
        {
            return Kind.Mailbox;
        }

        var fields = new HeaderFields(head);
        if (fields.MoveNext())
        {
            return Kind.Message;
        }

        return Path.GetExtension(name) is ".mbox" or ".mbx" && Boundary.Next(head, 0) >= 0 ? Kind.Mailbox : Kind.NotMail;
    }

    /// <summary>A file that breaks in the middle ends there: what came before it is mail.</summary>
    private int Some(Stream stream, Span<byte> room)
    {
        try
        {
            return stream.Read(room);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            block.Problems.Add(new(entered, -1, ProblemReason.BrokenCompression, broken.Message));
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            block.Problems.Add(new(entered, -1, ProblemReason.Unopenable, broken.Message));
        }

        return 0;
    }

    private int FillAtLeast(Stream stream, Span<byte> room, int least)
    {
        var filled = 0;
        for (var count = 1; count > 0 && filled < least; filled += count)
        {
            count = Some(stream, room[filled..]);
        }

        return filled;
    }

    private long Skip(Stream stream, long bytes)
    {
        var done = 0L;
        while (done < bytes)
        {
            var count = Some(stream, block.Bytes.AsSpan(block.Used, (int)Math.Min(bytes - done, block.Bytes.Length - block.Used)));
            if (count == 0)
            {
                break;
            }

            ct.ThrowIfCancellationRequested();
            done += count;
        }

        BytesSeen += done;
        return done;
    }

    private void ReadMessage(Stream stream, int file, long from, int start, int count)
    {
        for (var more = 1; more > 0 && start + count < block.Bytes.Length;)
        {
            more = Some(stream, block.Bytes.AsSpan(start + count));
            count += more;
            BytesSeen += more;
        }

        if (start + count == block.Bytes.Length && start > 0)
        {
            MoveToNewBlock(ref start, count, file, from);
            ReadMessage(stream, file, from, start, count);
            return;
        }

        block.Raw.Add(new(file, from, start, count, IsDraft(entered)));
        block.Used = start + count;
        _ = Drain(stream);
    }

    /// <summary>A Maildir keeps its flags behind <c>:2,</c> in the name of the file.</summary>
    private static bool IsDraft(string name)
    {
        var flags = name.LastIndexOf(":2,", StringComparison.Ordinal);
        return flags > 0 && name.IndexOf('D', flags) > 0 && !name[flags..].Contains('/', StringComparison.Ordinal);
    }

    /// <summary>Reads what is left of a file without keeping it.</summary>
    private long Drain(Stream stream)
    {
        var rest = 0L;
        Span<byte> waste = stackalloc byte[8192];
        for (var count = Some(stream, waste); count > 0; count = Some(stream, waste))
        {
            ct.ThrowIfCancellationRequested();
            rest += count;
        }

        BytesSeen += rest;
        return rest;
    }

    private void MoveToNewBlock(ref int start, int count, int file, long offset)
    {
        var full = block;
        Complete(file, offset);
        block = rent();
        full.Bytes.AsSpan(start, count).CopyTo(block.Bytes);
        start = 0;
        emit(full);
    }

    private void Hand(int file, long offset)
    {
        Complete(file, offset);
        emit(block);
        block = rent();
    }

    private void Complete(int file, long offset)
    {
        ct.ThrowIfCancellationRequested();
        messages += block.Raw.Count;
        block.Progress = new(new(file, offset), bytesRead(), bytesTotal, messages);
    }

    /// <summary>One mailbox on its way through the blocks.</summary>
    private sealed class Mailbox(BlockReader reader, Stream stream, int file, long from, int start)
    {
        private int open = -1; // where the message that is being read begins in the block; -1 before the first one
        private int filled;
        private long blockOffset = from - start; // add it to a place in the block to get the place in the file
        private bool hasContentLength;
        private bool ended;

        private byte[] Bytes => reader.block.Bytes;

        public void Run(int count)
        {
            filled = start + count;
            FindFirst();
            var scan = open;
            while (true)
            {
                scan = CloseAll(scan);
                if (ended)
                {
                    break;
                }

                if (filled == Bytes.Length && !MakeRoom(ref scan))
                {
                    return;
                }

                Fill();
            }

            Close(filled);
            reader.block.Used = filled;
        }

        private void FindFirst()
        {
            var head = Bytes.AsSpan(start, filled - start);
            var first = head.Length - head.TrimStart("\ufeff\r\n"u8).Length;
            first = head[first..].StartsWith("From "u8) ? first : Math.Max(0, Boundary.Next(head, 0));
            if (head[..first].ContainsAnyExcept("\ufeff\r\n"u8))
            {
                reader.block.Problems.Add(new(reader.entered, from, ProblemReason.BytesBeforeFirstMessage));
            }

            reader.BytesOutside += first;
            open = start + first;
            hasContentLength = Boundary.TryDeclaredEnd(Bytes.AsSpan(open, filled - open), out _);
        }

        /// <summary>Closes every message whose end is in the block; returns where to go on looking.</summary>
        private int CloseAll(int scan)
        {
            while (true)
            {
                if (hasContentLength && TryDeclared(out var declared))
                {
                    Close(declared);
                    scan = open = declared;
                    continue;
                }

                var next = Boundary.Next(Bytes.AsSpan(open, filled - open), Math.Max(0, scan - open), hasContentLength);
                if (next < 0)
                {
                    return Math.Max(open, filled - Boundary.LookAhead);
                }

                Close(open + next);
                scan = open += next;
            }
        }

        private bool TryDeclared(out int next)
        {
            next = -1;
            var message = Bytes.AsSpan(open, filled - open);
            if (Boundary.TryDeclaredEnd(message, out var end) && end <= message.Length)
            {
                var separator = Boundary.SeparatorAt(message, (int)end, isEnd: false);
                next = open + separator;
                return separator > 0;
            }

            return false;
        }

        private void Close(int end)
        {
            if (end > open)
            {
                reader.block.Raw.Add(new(file, blockOffset + open, open, end - open));
            }
        }

        private void Fill()
        {
            var count = reader.Some(stream, Bytes.AsSpan(filled));
            reader.BytesSeen += count;
            filled += count;
            ended = count == 0;
        }

        /// <summary>The block is full: the open message moves to a new one, or, if it fills a whole block, only its end is looked for.</summary>
        private bool MakeRoom(ref int scan)
        {
            if (open > 0)
            {
                var (moved, place) = (open, open);
                reader.MoveToNewBlock(ref place, filled - open, file, blockOffset + open);
                (filled, scan, blockOffset, open) = (filled - moved, scan - moved, blockOffset + moved, 0);
                return true;
            }

            Close(filled);
            return SkipRest(ref scan);
        }

        /// <summary>Looks for the next separator without keeping what comes before it.</summary>
        private bool SkipRest(ref int scan)
        {
            const int Tail = Boundary.LookBehind + Boundary.LookAhead;
            var tail = Bytes.AsSpan(filled - Tail, Tail).ToArray();
            var end = blockOffset + filled;
            reader.Hand(file, blockOffset); // an interrupted run begins this message again
            tail.CopyTo(Bytes, 0);
            var kept = Tail;
            while (true)
            {
                var count = reader.Some(stream, Bytes.AsSpan(kept));
                reader.BytesSeen += count;
                var next = Boundary.Next(Bytes.AsSpan(0, kept + count), Boundary.LookBehind); // ends before it were judged
                if (next >= 0)
                {
                    (open, filled, scan) = (next, kept + count, next);
                    blockOffset = end - kept;
                    return true;
                }

                if (count == 0)
                {
                    reader.block.Used = 0;
                    return false;
                }

                reader.Cancelled.ThrowIfCancellationRequested();
                end += count;
                var length = kept + count;
                Bytes.AsSpan(length - Tail, Tail).CopyTo(Bytes);
                kept = Tail;
            }
        }

    }
}
