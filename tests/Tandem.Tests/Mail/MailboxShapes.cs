using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Sources.Mail;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Xunit;

namespace Tandem.Tests.Mail;

/// <summary>The shapes in which mail is kept, and what is read of each.</summary>
public sealed class MailboxShapes
{
    private const string First = "From: a@a.example\nTo: b@b.example\n"
        + "Message-ID: <1@a>\nDate: Mon, 2 Mar 2026 09:00:00 +0100\nSubject: one\n\nHello.\n";
    private const string Second = "From: b@b.example\nTo: a@a.example\n"
        + "Message-ID: <2@b>\nIn-Reply-To: <1@a>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nSubject: two\n\nHi.\n";
    private const string Separator = "From someone Mon Mar  2 09:00:00 2026\n";

    private static string Mbox => Separator + First + "\n" + Separator + Second + "\n";

    [Fact]
    public void A_mailbox_holds_one_message_after_each_separator() => Ids(Collected.FromText(Mbox, "a.mbox")).ShouldBe(["1@a", "2@b"]);

    [Fact]
    public void Windows_line_ends_change_nothing() => Ids(Collected.FromText(Mbox.ReplaceLineEndings("\r\n"), "a.mbox")).ShouldBe(["1@a", "2@b"]);

    [Fact]
    public void A_line_that_begins_with_From_inside_a_paragraph_is_text()
    {
        var first = First.Replace("Hello.", "Hello.\nFrom now on: less.", StringComparison.Ordinal);
        var read = Collected.FromText(Separator + first + "\n" + Separator + Second, "a.mbox");

        Ids(read).ShouldBe(["1@a", "2@b"]);
        read.Messages[0].Body.ShouldNotBeNull().ShouldContain("From now on");
    }

    [Fact]
    public void A_quoted_From_after_an_empty_line_is_text() =>
        Ids(Collected.FromText(Separator + First + "\n>From the start.\n\n" + Separator + Second, "a.mbox")).ShouldBe(["1@a", "2@b"]);

    [Fact]
    public void Content_Length_lets_a_body_hold_what_looks_like_a_separator()
    {
        var body = "Hello.\n\nFrom here it gets better.\n";
        var message = First.Replace("\n\nHello.\n", $"\nContent-Length: {body.Length}\n\n{body}", StringComparison.Ordinal);

        Ids(Collected.FromText(Separator + message + "\n" + Separator + Second, "a.mbox")).ShouldBe(["1@a", "2@b"]);
    }

    [Fact]
    public void A_Content_Length_that_lies_is_not_believed()
    {
        var message = First.Replace("\n\nHello.\n", "\nContent-Length: 3\n\nHello.\n", StringComparison.Ordinal);

        Ids(Collected.FromText(Separator + message + "\n" + Separator + Second, "a.mbox")).ShouldBe(["1@a", "2@b"]);
    }

    [Theory]
    [InlineData("a.mbox.gz")]
    [InlineData("Takeout.zip")]
    [InlineData("mail.tar")]
    public void A_packed_mailbox_is_opened_for_what_it_is(string name) => Ids(Collected.FromBytes(Pack(name), name)).ShouldBe(["1@a", "2@b"]);

    [Fact]
    public void Half_a_compressed_mailbox_is_read_as_far_as_it_goes_and_reported()
    {
        var whole = string.Concat(Enumerable.Repeat(Mbox, 2000).Select((text, at) => text.Replace("<1@a>", $"<{at}@a>", StringComparison.Ordinal)));
        var packed = Gzip(Encoding.Latin1.GetBytes(whole));

        var read = Collected.FromBytes(packed[..(packed.Length / 2)], "a.mbox.gz");

        read.Problems.ShouldContain(problem => problem.Reason == ProblemReason.BrokenCompression);
        read.Messages.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_maildir_is_read_without_what_is_being_delivered()
    {
        using var folder = new Folder();
        folder.Write("cur/1.host:2,S", First);
        folder.Write("new/2.host", Second);
        folder.Write("tmp/3.host", First.Replace("<1@a>", "<3@a>", StringComparison.Ordinal));

        Ids(Collected.From(folder.Path)).Order().ShouldBe(["1@a", "2@b"]);
    }

    [Fact]
    public void What_was_never_sent_is_known_as_a_draft()
    {
        using var folder = new Folder();
        folder.Write("cur/1.host:2,DS", First);
        folder.Write("new/2.host", "X-Gmail-Labels: Utkast\n" + Second);
        folder.Write("tmp/nothing", "");

        Collected.From(folder.Path).Messages.ShouldAllBe(message => message.Traits.HasFlag(Traits.Unsent));
    }

    [Fact]
    public void A_message_longer_than_a_block_keeps_its_head_and_hides_nothing_behind_it()
    {
        var attachment = string.Concat(Enumerable.Repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\n", 120_000));

        var read = Collected.FromText(Separator + First + attachment + "\n" + Separator + Second, "a.mbox");

        Ids(read).ShouldBe(["1@a", "2@b"]);
    }

    [Fact]
    public void What_is_no_mail_is_reported_and_stops_nothing()
    {
        using var folder = new Folder();
        folder.Write("a.eml", First);
        folder.Write("picture.png", "\u0089PNG\r\n\u001a\n");
        folder.Write("b.eml", Second);

        var read = Collected.From(folder.Path);

        Ids(read).ShouldBe(["1@a", "2@b"]);
        read.Problems.ShouldHaveSingleItem().Reason.ShouldBe(ProblemReason.NotMail);
    }

    [Fact]
    public void Reading_on_from_any_place_a_run_had_reached_brings_what_is_left()
    {
        using var folder = new Folder();
        folder.Write("a.mbox", string.Concat(Enumerable.Range(0, 30_000).Select(at =>
            Separator + First.Replace("<1@a>", $"<{at}@a>", StringComparison.Ordinal) + "\n")));
        var places = new List<(ReadPosition Next, int Before)>();
        var all = new Watching(places);
        new MailReader().Read([folder.Path], new(new(Party.Nobody, Party.Nobody)), all, TestContext.Current.CancellationToken);

        places.Count.ShouldBeGreaterThan(3);
        foreach (var (next, before) in places)
        {
            Collected.From([folder.Path], next).Messages.Count.ShouldBe(30_000 - before);
        }
    }

    [Fact]
    public void A_length_that_no_number_holds_is_not_believed() =>
        Ids(Collected.FromText(Separator + "Content-Length: 9223372036854775807\n" + First + "\n" + Separator + Second, "a.mbox")).ShouldBe(["1@a", "2@b"]);

    [Fact]
    public void Letters_that_look_like_the_mark_of_a_tar_hide_no_mailbox()
    {
        var header = Separator + "X: ";
        var mailbox = header + new string('a', 257 - header.Length) + "ustar\n" + First + "\n" + Separator + Second;

        Ids(Collected.FromText(mailbox, "a.mbox")).ShouldBe(["1@a", "2@b"]);
    }

    [Fact]
    public void A_broken_member_of_an_archive_hides_no_other()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in new[] { ("a.eml", First), ("b.eml", Second) })
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.Latin1.GetBytes(text));
            }
        }

        var bytes = packed.ToArray();
        var directory = bytes.AsSpan().IndexOf("PK\x01\x02"u8);
        bytes[directory + 10] = 97; // a method of compression that nobody has

        var read = Collected.FromBytes(bytes, "mail.zip");

        Ids(read).ShouldBe(["2@b"]);
        read.Problems.ShouldHaveSingleItem().File.ShouldEndWith("mail.zip!a.eml");
    }

    [Fact]
    public void A_separator_look_alike_at_the_edge_of_a_window_is_text()
    {
        var block = 1 << 20;
        var long1 = Separator + First;
        var filler = string.Concat(Enumerable.Repeat(new string('x', 63) + "\n", (block / 64) + 10))[..(block - 9 - long1.Length - 1)];

        var mailbox = long1 + filler + "x\nFrom nobody\nFrom: forged@b.example\nMessage-ID: <forged@b>\n\n" + Separator + Second;

        Ids(Collected.FromText(mailbox, "a.mbox")).ShouldBe(["1@a", "2@b"]);
    }

    private static IEnumerable<string?> Ids(Collected read) => read.Messages.Select(message => message.Id);

    private static byte[] Pack(string name)
    {
        var content = Encoding.Latin1.GetBytes(Mbox);
        if (name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return Gzip(content);
        }

        using var packed = new MemoryStream();
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
            using var entry = zip.CreateEntry("Takeout/Mail/All mail.mbox").Open();
            entry.Write(content);
        }
        else
        {
            using var tar = new TarWriter(packed, leaveOpen: true);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "mail/a.mbox") { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private sealed class Watching(List<(ReadPosition Next, int Before)> places) : IMailSink
    {
        private int accepted;

        public AddressBook Addresses { get; } = new();

        public Key Key { get; } = new(1);

        public void Enter(int number, MailFile file)
        {
        }

        public void Accept(in Message message, in MessageWords words) => accepted++;

        public void Report(Problem problem) => throw new InvalidOperationException(problem.ToString());

        public void Advance(in ReadProgress progress) => places.Add((progress.Next, accepted));
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("tandem-test-").FullName;

        public void Write(string name, string content)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Encoding.Latin1.GetBytes(content));
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
