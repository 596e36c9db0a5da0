using System.Diagnostics;
using Tandem.Core.Evidence;
using Tandem.Sources.Mail;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Bench;

/// <summary>
/// Two things on one core over one mailbox: only finding where messages begin (the limit), and everything up to parsed
/// fields: dates, addresses, decoded subjects, identifiers. <c>scan FILE</c>, <c>headers FILE</c>.
/// </summary>
internal static class MailRate
{
    private const int Runs = 5;

    public static void Scan(string path) => Report("boundary scan", path, parse: false);

    public static void Headers(string path) => Report("headers to fields", path, parse: true);

    private static void Report(string what, string path, bool parse)
    {
        var rates = new List<double>();
        var messages = 0;
        for (var run = 0; run <= Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            messages = Once(path, parse);
            if (run > 0)
            {
                rates.Add(messages / watch.Elapsed.TotalSeconds);
            }
        }

        rates.Sort();
        Console.WriteLine(FormattableString.Invariant($"{what}\t{messages}\t{rates[0]:0}\t{rates[Runs / 2]:0}\t{rates[^1]:0}"));
    }

    /// <summary>One block, used over and over on one thread: read, cut, and perhaps parse.</summary>
    private static int Once(string path, bool parse)
    {
        var options = new MailReadOptions(new(Party.Nobody, Party.Nobody), Texts: true);
        var parser = new MessageParser(new Key(1), options, new CandidateSides(options.Parties));
        var (one, other) = (new Block(), new Block());
        var messages = 0;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var reader = new BlockReader(() => one.Raw.Count == 0 ? one : other, Take, () => 0, 0, CancellationToken.None);
        reader.Read(stream, 0, new(path, path, 0), 0);
        reader.Finish(1);
        return messages;

        void Take(Block block)
        {
            messages += block.Raw.Count;
            if (parse)
            {
                parser.Parse(block);
            }

            block.Clear();
        }
    }
}
