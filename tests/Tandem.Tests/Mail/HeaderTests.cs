using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;
using Xunit;

namespace Tandem.Tests.Mail;

/// <summary>What headers say, in every shape that real mail has.</summary>
public sealed class HeaderTests
{
    private static readonly Sides<Party> Sides = new(Party.Of(["a.example"]), Party.Of(["b.example"]));

    [Theory]
    [InlineData("Mon, 2 Mar 2026 09:00:00 +0100", 1772438400)]
    [InlineData("2 Mar 2026 09:00 +0100", 1772438400)]
    [InlineData("Mon, 02 Mar 26 09:00:00 CET", 1772442000)] // an unknown zone counts as UTC
    [InlineData("Mon, 2 Mar 2026 03:00:00 -0500 (EST)", 1772438400)]
    [InlineData("Mon, 2 Mar 2026 03:00:00 EST", 1772438400)]
    [InlineData("Monday, 02-Mar-26 08:00:00 GMT", 1772438400)]
    [InlineData("Mon Mar  2 08:00:00 2026", 1772438400)]
    [InlineData("Mon, 2 Mar 2026 08.00.00 +0000", 1772438400)]
    [InlineData("Mon, 2 Mar 2026 08:00:00+0000", 1772438400)]
    [InlineData("Mar 2, 2026 08:00:00 GMT", 1772438400)]
    [InlineData("2026-03-02T09:00:00+01:00", 1772438400)]
    [InlineData("2026-03-02 08:00:00", 1772438400)]
    [InlineData("Sat, 31 Jun 2025 08:00:00 +0000", 1751356800)] // 31 June is 1 July
    [InlineData("Mon, 2 Mar 99 08:00:00 +0000", 920361600)]
    public void A_date_is_read(string date, long seconds) => Read($"Date: {date}\n").SentAt.ShouldBe(seconds);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("Mon, 2 Foo 2026 09:00:00 +0100")]
    [InlineData("Mon, 2 Mar 2026 25:xx +0100")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("1000 Dec 9999 10:00:00 +0000")]
    public void What_is_no_date_is_reported_and_leaves_the_message_undated(string date)
    {
        var read = Collected.FromText($"From: a@a.example\nDate: {date}\n\n");

        read.Messages.ShouldHaveSingleItem().SentAt.ShouldBeNull();
        read.Problems.ShouldHaveSingleItem().Reason.ShouldBe(ProblemReason.BadDate);
    }

    [Theory]
    [InlineData("anna@a.example", "anna@a.example")]
    [InlineData("Anna <Anna@A.Example>, bo@b.example", "anna@a.example bo@b.example")]
    [InlineData("\"Berg, Anna\" <anna@a.example>", "anna@a.example")]
    [InlineData("\"Anna \\\"the\\\" Berg\" <anna@a.example>", "anna@a.example")]
    [InlineData("anna@a.example (Anna (the) Berg)", "anna@a.example")]
    [InlineData("Team: anna@a.example, Bo <bo@b.example>;, cleo@c.example", "anna@a.example bo@b.example cleo@c.example")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("Anna <@relay.example,@other.example:anna@a.example>", "anna@a.example")]
    [InlineData("anna @ a . example", "anna@a.example")]
    [InlineData("\"anna berg\"@a.example", "")]
    [InlineData("=?utf-8?Q?Sj=C3=B6gren=2C_Elin?= <elin@b.example>", "elin@b.example")]
    [InlineData("anna@a.example <anna@a.example>", "anna@a.example")]
    [InlineData("Anna <anna@a.example> Bo <bo@b.example>", "anna@a.example bo@b.example")]
    [InlineData("anna@a@b.example", "")]
    [InlineData("root@[192.0.2.1]", "root@[192.0.2.1]")]
    [InlineData("Anna <anna@a.example", "anna@a.example")]
    [InlineData(",,, ;;", "")]
    public void An_address_list_is_read(string list, string addresses) =>
        string.Join(' ', Read($"To: {list}\n").To).ShouldBe(addresses);

    [Theory]
    [InlineData("=?utf-8?B?w4VsYW5k?=", "Åland")]
    [InlineData("=?iso-8859-1?Q?=C5land?= =?iso-8859-1?Q?_runt?=", "Åland runt")]
    [InlineData("=?utf-8?B?w4U=?=\n =?utf-8?B?bGFuZA==?=", "Åland")]
    [InlineData("=?utf-8?B?4pyT4g==?= =?utf-8?B?nJM=?=", "✓✓")] // a character split between two words
    [InlineData("=?utf-8*sv?Q?=C3=85land?=", "Åland")]
    [InlineData("=?nonsense?Q?abc?=", "abc")]
    [InlineData("plain =?broken", "plain =?broken")]
    [InlineData("folded\n\tover lines", "folded over lines")]
    [InlineData("L\u00e5ng", "Lång")] // raw Latin-1
    public void A_subject_is_decoded(string raw, string text) => Read($"Subject: {raw}\n").Subject.ShouldBe(text);

    [Fact]
    public void Mail_that_a_list_rewrote_belongs_to_its_author()
    {
        var read = Read("From: Anna Berg via Project <project@lists.p.example>\nReply-To: Anna Berg <anna@a.example>\n"
            + "To: project@lists.p.example\nList-Id: <project.lists.p.example>\n");

        read.Author.ShouldBe("anna@a.example");
        read.Traits.HasFlag(Traits.AuthorFromReplyTo).ShouldBeTrue();
        read.Traits.HasFlag(Traits.List).ShouldBeTrue();
    }

    [Fact]
    public void Nobody_becomes_a_list_because_a_stranger_says_so()
    {
        var book = new AddressBook();
        var (anna, list) = (book.NumberOf("anna@a.example"), book.NumberOf("team@a.example"));
        book.Mark(anna, AddressMarks.Author | AddressMarks.List);
        book.Mark(list, AddressMarks.List);

        var who = new Attribution(book, Sides, new HashSet<string>());

        who.SideOf(anna).ShouldBe(Side.A);
        who.SideOf(list).ShouldBeNull();
    }

    [Fact]
    public void A_relay_that_is_no_list_keeps_its_own_name() =>
        Read("From: Anna via Relay <devnull+anna@k.example>\nReply-To: anna@a.example\n"
            + "To: project@lists.p.example\nList-Id: <project.lists.p.example>\n")
            .Author.ShouldBe("devnull+anna@k.example");

    [Theory]
    [InlineData("Auto-Submitted: auto-replied\n", Traits.Automatic)]
    [InlineData("Auto-Submitted: no\n", Traits.None)]
    [InlineData("Subject: Automatiskt svar: semester\n", Traits.Automatic)]
    [InlineData("Subject: =?utf-8?Q?R=C3=A9ponse_automatique?=\n", Traits.Automatic)]
    [InlineData("Return-Path: <>\n", Traits.Automatic)]
    [InlineData("X-Gmail-Labels: Spam,Unread\n", Traits.Bulk)]
    [InlineData("X-Gmail-Labels: =?UTF-8?Q?Skr=C3=A4ppost?=\n", Traits.Bulk)]
    [InlineData("Precedence: bulk\n", Traits.Bulk)]
    [InlineData("List-Unsubscribe: <mailto:off@news.example>\n", Traits.Bulk)]
    [InlineData("List-Id: <news.shop.example>\nList-Unsubscribe: <mailto:off@news.example>\n", Traits.Bulk)]
    [InlineData("List-Id: <team.lists.example>\nPrecedence: list\n", Traits.List)]
    public void Programs_and_bulk_senders_give_themselves_away(string fields, Traits trait) =>
        (Read("From: a@a.example\nTo: b@b.example\n" + fields).Traits & (Traits.Automatic | Traits.Bulk | Traits.List)).ShouldBe(trait);

    [Fact]
    public void A_message_without_an_identifier_is_known_by_what_it_says()
    {
        var text = "From: a@a.example\nTo: b@b.example\nDate: Mon, 2 Mar 2026 09:00:00 +0100\nSubject: x\n\nHello\n";
        var copy = text.ReplaceLineEndings("\r\n");

        var (one, other) = (new Mailbag(), new Mailbag());
        one.Add(text);
        one.Add(copy);
        one.Add(text.Replace("Hello", "Goodbye", StringComparison.Ordinal));
        one.Mail.Count.ShouldBe(2);
        other.Mail.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nKan ni svara =C3=A5t oss=\n?\n")]
    [InlineData("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nS2FuIG5pIHN2YXJhIMOldCBvc3M/\n")]
    [InlineData("Content-Type: multipart/alternative; boundary=\"x y\"\n\n--x y\nContent-Type: text/html\n\n<p>no</p>\n"
        + "--x y\nContent-Type: text/plain\n\nKan ni svara?\n--x y--\n")]
    [InlineData("Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n--ab\n\nKan ni svara?\n--ab--\n")]
    [InlineData("Content-Type: text/html\n\n<style>p{}</style><p>Kan ni<br>svara?</p><blockquote>Nej.</blockquote>")]
    public void The_words_of_a_body_are_found_whatever_its_wrapping(string rest) =>
        Collected.FromText("From: x@a.example\nTo: y@b.example\n" + rest, parties: Sides).Messages[0].Traits.HasFlag(Traits.Asks).ShouldBeTrue();

    [Fact]
    public void A_body_is_looked_into_only_where_one_side_may_ask_the_other()
    {
        var outsider = Collected.FromText("From: x@c.example\nTo: y@b.example\n\nCan you?\n", parties: Sides).Messages[0].Traits;

        outsider.HasFlag(Traits.Body).ShouldBeTrue();
        outsider.HasFlag(Traits.BodyRead).ShouldBeFalse();
    }

    private static Received Read(string header) => Collected.FromText(header + "X-End: 1\n\n").Messages.ShouldHaveSingleItem();

    private sealed class Mailbag
    {
        public Correspondence Mail { get; } = new();

        public void Add(string text)
        {
            var folder = Directory.CreateTempSubdirectory("tandem-test-");
            File.WriteAllText(Path.Combine(folder.FullName, "m.eml"), text);
            new Tandem.Sources.Mail.MailReader().Read([folder.FullName], new(Sides), new Sink(Mail), TestContext.Current.CancellationToken);
            folder.Delete(recursive: true);
        }

        private sealed class Sink(Correspondence mail) : Tandem.Workspace.Ports.IMailSink
        {
            public AddressBook Addresses => mail.Addresses;

            public Key Key { get; } = new(3);

            public void Enter(int number, Tandem.Workspace.Ports.MailFile file)
            {
            }

            public void Accept(in Message message, in Tandem.Workspace.Ports.MessageWords words) => mail.Add(message);

            public void Report(Problem problem)
            {
            }

            public void Advance(in Tandem.Workspace.Ports.ReadProgress progress)
            {
            }
        }
    }
}
