using System.Text;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Sources.Mail;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Xunit;

namespace Tandem.Tests.Mail;

/// <summary>
/// Mail that no program would write: real mail with bytes changed, cut, doubled and swapped. Nothing crashes, nothing hangs, and every
/// byte is accounted for. Ten thousand inputs in a normal run, more than a million in the long one.
/// </summary>
public sealed class FuzzTests
{
    private const int InputsPerCase = 40;
    private const int Cases = 260;

    private static readonly string[] Scraps =
    [
        "From ", "\nFrom ", "\n\nFrom x\n", "\r\n", "\n", "\n\n", ":", "=?utf-8?B?", "?=", "=?", "<", ">", "<<", "<>", "From \n",
        ">>", "@", ",", ";", "(", ")", "\"", "\\", "[", "]",
        "Date: ", "To: ", "Content-Length: 99999999999\n", "Content-Length: -1\n", "Content-Length: 7\n",
        "Content-Type: multipart/mixed; boundary=\n", "--",
        "\0", "\u00ff", "=", "=\n", "=3D",
        "Content-Transfer-Encoding: base64\n", "boundary*0*=utf-8''%", "charset=\"\"",
        " ", "\t", "Re: ", "References: ", "<a@b>", "Mon, 99 Mar 99999 99:99:99 +9999",
        "List-Id: ", "Reply-To: ", " via ", "<!--", "<script", "</", "&#1114112;", "&", "X:", "\n \n", "\ufeff",
    ];

    [Fact]
    public void Mutated_mail_never_breaks_the_reader_and_every_byte_is_accounted_for()
    {
        var seeds = Seeds();

        Law.Holds((dice, size) => One(dice, size, seeds), Cases);
    }

    private static void One(Dice dice, int size, IReadOnlyList<byte[]> seeds)
    {
        using var all = new MemoryStream();
        for (var input = 0; input < InputsPerCase; input++)
        {
            all.Write(Mutated(dice, dice.Pick(seeds), size));
            all.Write("\n\n"u8);
        }

        var bytes = all.ToArray();
        var (sink, totals) = Read(bytes);

        totals.Bytes.ShouldBe(bytes.Length);
        sink.Accepted.ShouldBeLessThanOrEqualTo(bytes.Length);
        var draft = DraftReading.Of(sink.Mail, new() { Parties = sink.Parties, Names = new("a", "b") });
        _ = draft.With(new Dictionary<int, MessageText>());
    }

    private static (Sink Sink, ReadTotals Totals) Read(byte[] bytes)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            var sink = new Sink();
            var totals = new MailReader().Read([path], new(sink.Parties, Texts: true, Bodies: true), sink, TestContext.Current.CancellationToken);
            return (sink, totals);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Mutated(Dice dice, byte[] seed, int size)
    {
        var bytes = new List<byte>(seed);
        for (var change = 0; change <= size / 4; change++)
        {
            var at = dice.Below(bytes.Count + 1);
            switch (dice.Below(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)dice.Below(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, Math.Min(dice.Below(40) + 1, bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick(Scraps)));
                    break;
                case 3 when at < bytes.Count:
                    bytes.InsertRange(dice.Below(bytes.Count), bytes.GetRange(at, Math.Min(dice.Below(80), bytes.Count - at)));
                    break;
                case 4:
                    bytes.InsertRange(at, dice.Bytes(dice.Below(12)));
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(dice.Pick(Scraps)), dice.Below(30)).SelectMany(scrap => scrap));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Messages of the sample, and of other projects' tests where they are at hand.</summary>
    private static List<byte[]> Seeds()
    {
        var sample = File.ReadAllText(Path.Combine(Repository.Root, "samples/mail/2024-Q3.mbox"), Encoding.Latin1);
        List<byte[]> seeds = [.. sample.Split("\n\nFrom ").Take(60).Select(message => Encoding.Latin1.GetBytes("From " + message))];
        if (Conformance.Folder is { } folder && Directory.Exists(Path.Combine(folder, "mime")))
        {
            seeds.AddRange(Directory.EnumerateFiles(Path.Combine(folder, "mime"), "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Where(file => new FileInfo(file).Length < 20_000).Take(150).Select(File.ReadAllBytes));
        }

        return seeds;
    }

    private sealed class Sink : IMailSink
    {
        public Sides<Party> Parties { get; } = new(Party.Of(["aldermere.example"]), Party.Of(["*"]));

        public Correspondence Mail { get; } = new();

        public int Accepted { get; private set; }

        public AddressBook Addresses => Mail.Addresses;

        public Key Key { get; } = new(11);

        public void Enter(int number, MailFile file)
        {
        }

        public void Accept(in Message message, in MessageWords words)
        {
            Accepted++;
            Mail.Add(message);
        }

        public void Report(Problem problem)
        {
        }

        public void Advance(in ReadProgress progress)
        {
        }
    }
}
