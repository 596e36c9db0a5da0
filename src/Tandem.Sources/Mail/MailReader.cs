using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Sources.Mail;

/// <summary>
/// Mail from files: one thread reads and cuts, others parse, and the caller's thread hands the messages to the sink in
/// the order of the files.
/// </summary>
public sealed class MailReader : IMailSource
{
    private const int BlocksInFlight = 6;

    /// <inheritdoc/>
    public IReadOnlyList<RunFile> Files(IReadOnlyList<string> paths) => MailFiles.Under(paths).Files;

    /// <inheritdoc/>
    public ReadTotals Read(IReadOnlyList<string> paths, MailReadOptions options, IMailSink sink, CancellationToken ct)
    {
        var (files, problems) = MailFiles.Under(paths);
        foreach (var problem in problems)
        {
            sink.Report(problem);
        }

        using var run = new Run(files, options, sink, ct);
        return run.Go();
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<int, MessageText> Texts(IReadOnlyCollection<WantedText> wanted, CancellationToken ct) =>
        new MessageTexts(ct).Of(wanted);

    private sealed class Run(IReadOnlyList<RunFile> files, MailReadOptions options, IMailSink sink, CancellationToken ct) : IDisposable
    {
        private readonly BlockingCollection<Block> free = new(
            new ConcurrentQueue<Block>(Enumerable.Range(0, BlocksInFlight).Select(_ => new Block())));
        private readonly BlockingCollection<(Block Block, Task Parsed)> parsed = new(BlocksInFlight);
        private readonly MessageParser parser = new(sink.Key, options, new CandidateSides(options.Parties));
        private readonly Delivery delivery = new(sink);
        private long bytesRead;

        public ReadTotals Go()
        {
            var reading = Task.Factory.StartNew(ReadAll, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            foreach (var (block, done) in parsed.GetConsumingEnumerable(CancellationToken.None))
            {
                done.GetAwaiter().GetResult();
                if (!ct.IsCancellationRequested)
                {
                    delivery.Deliver(block);
                }

                block.Clear();
                free.Add(block, CancellationToken.None);
            }

            try
            {
                return reading.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                return default; // the caller asked for it; what was delivered stays delivered
            }
        }

        public void Dispose()
        {
            free.Dispose();
            parsed.Dispose();
        }

        private ReadTotals ReadAll()
        {
            try
            {
                var reader = new BlockReader(() => free.Take(ct), Hand, () => Interlocked.Read(ref bytesRead), files.Sum(f => f.Bytes), ct);
                var number = 0;
                foreach (var file in files)
                {
                    Open(file, reader, ref number);
                }

                reader.Finish(number);
                return new(reader.BytesSeen - reader.BytesOutside, reader.BytesOutside);
            }
            finally
            {
                parsed.CompleteAdding();
            }
        }

        private void Open(RunFile file, BlockReader reader, ref int number)
        {
            Stream stream;
            try
            {
                stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read,
                    FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            }
            catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
            {
                reader.Report(new(file.Path, -1, ProblemReason.Unopenable, broken.Message));
                number++;
                return;
            }

            var (first, next) = (number, number);
            new MailStream(
                (content, name) => ReadOne(content, new(name, file.Path, next - first), reader, next++),
                reader.Report,
                (file.Bytes * Limits.UnpackedPerByte) + Limits.UnpackedFreely)
                .Visit(new CountingStream(stream, count => Interlocked.Add(ref bytesRead, count)), file.Path);
            number = Math.Max(next, number + 1);
        }

        private void ReadOne(Stream content, MailFile file, BlockReader reader, int number)
        {
            ct.ThrowIfCancellationRequested();
            if (number >= options.From.File)
            {
                reader.Read(content, number, file, number == options.From.File ? options.From.Offset : 0);
            }
        }

        private void Hand(Block block) => parsed.Add((block, Task.Run(() => parser.Parse(block), CancellationToken.None)), CancellationToken.None);
    }

    /// <summary>Turns what a block holds into messages with numbers, for the sink.</summary>
    private sealed class Delivery(IMailSink sink)
    {
        private readonly List<int> to = [];
        private readonly List<int> cc = [];
        private readonly List<string> names = [];

        public void Deliver(Block block)
        {
            foreach (var (number, file) in block.Entered)
            {
                while (names.Count <= number)
                {
                    names.Add("");
                }

                names[number] = file.Name;
                sink.Enter(number, file);
            }

            foreach (var problem in block.Problems)
            {
                sink.Report(problem);
            }

            var parsed = CollectionsMarshal.AsSpan(block.Parsed);
            for (var at = 0; at < parsed.Length; at++)
            {
                Deliver(block, block.Raw[at], ref parsed[at]);
            }

            sink.Advance(block.Progress);
        }

        private void Deliver(Block block, RawMessage raw, ref ParsedMessage parsed)
        {
            if (parsed.Problem is { } reason)
            {
                sink.Report(new(names[raw.File], raw.Offset, reason, parsed.ProblemDetail));
            }

            var slot = parsed.FirstSlot;
            for (var from = 0; from < parsed.FromCount; from++)
            {
                _ = NumberOf(block, slot++);
            }

            Fill(to, block, ref slot, parsed.ToCount);
            Fill(cc, block, ref slot, parsed.CcCount);
            var author = parsed.Author < 0 ? -1 : NumberOf(block, parsed.Author);
            if (author >= 0 && (block.Slots[parsed.Author].Marks & AddressMarks.List) == 0)
            {
                sink.Addresses.Mark(author, AddressMarks.Author);
            }

            var links = CollectionsMarshal.AsSpan(block.Links);
            sink.Accept(
                new Message
                {
                    Id = parsed.Id,
                    SentAt = parsed.SentAt,
                    Author = author,
                    To = CollectionsMarshal.AsSpan(to),
                    Cc = CollectionsMarshal.AsSpan(cc),
                    InReplyTo = links.Slice(parsed.FirstLink, parsed.AnswerCount),
                    References = links.Slice(parsed.FirstLink + parsed.AnswerCount, parsed.ReferenceCount),
                    Traits = parsed.Traits,
                    Origin = new(raw.File, raw.Offset),
                },
                new MessageWords
                {
                    MessageId = block.Bytes.AsSpan(parsed.IdStart, parsed.IdLength),
                    Subject = parsed.Subject,
                    Body = parsed.Body,
                });
        }

        private void Fill(List<int> numbers, Block block, ref int slot, int count)
        {
            numbers.Clear();
            for (var at = 0; at < count; at++)
            {
                numbers.Add(NumberOf(block, slot++));
            }
        }

        private int NumberOf(Block block, int slot)
        {
            var address = block.Slots[slot];
            var number = sink.Addresses.NumberOf(block.Text.Written(address.TextStart..(address.TextStart + address.TextLength)));
            sink.Addresses.Mark(number, address.Marks);
            if (address.NameLength > 0 && !sink.Addresses.IsNamed(number))
            {
                NameFirst(number, block.Bytes.AsSpan(address.NameStart, address.NameLength));
            }

            return number;
        }

        private void NameFirst(int number, ReadOnlySpan<byte> raw)
        {
            var name = EncodedWords.DecodeName(raw[..Math.Min(raw.Length, Limits.AddressBytes)]);
            if (name.Length > 0 && !name.Contains('@', StringComparison.Ordinal))
            {
                sink.Addresses.NameFirst(number, name);
            }
        }
    }
}
