using System.Text.Json;
using Shouldly;
using Tandem.Tests.Mail;

namespace Tandem.Tests.Cli;

public sealed class AssessTests
{
    private const string Nowhere = "an empty folder";

    private static readonly string Sample = Repository.PathOf("samples", "mail");

    [Fact]
    public void The_sample_tells_its_story_in_json()
    {
        var read = Json(Sample, "--us", "aldermere.example", "--them", "norrvik.example");

        read.GetProperty("schema").GetString().ShouldBe("tandem.assess/1");
        read.GetProperty("messages").GetInt32().ShouldBe(2957);
        read.GetProperty("distinctMessages").GetInt32().ShouldBe(2943);
        read.GetProperty("undated").GetInt32().ShouldBe(2);
        var theirs = read.GetProperty("responsiveness").GetProperty("theirs");
        theirs.GetProperty("enough").GetBoolean().ShouldBeTrue();
        theirs.GetProperty("rule").GetString().ShouldBe("addressesAndWords");
        theirs.GetProperty("trend").GetString().ShouldBe("faster");
        theirs.GetProperty("restrictedMeanHours").GetDouble()
            .ShouldBeGreaterThan(read.GetProperty("responsiveness").GetProperty("ours").GetProperty("restrictedMeanHours").GetDouble());
        theirs.GetProperty("because").EnumerateArray().First().GetProperty("asked").GetProperty("subject").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Without_sides_the_organizations_are_listed_and_free_mail_is_none_of_them()
    {
        var read = Json(Sample);

        var domains = read.GetProperty("organizations").EnumerateArray().Select(line => line.GetProperty("domain").GetString()).ToList();
        domains[..2].ShouldBe(["aldermere.example", "norrvik.example"]);
        domains.ShouldNotContain("gmail.com");
        read.GetProperty("freeMail").EnumerateArray().Select(line => line.GetProperty("domain").GetString()).ShouldContain("gmail.com");
        read.TryGetProperty("us", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("en", "Who answers, and how soon")]
    [InlineData("sv", "Vem svarar, och hur snabbt")]
    [InlineData("fr", "Qui répond, et en combien de temps")]
    public void A_person_reads_it_in_her_language(string language, string title)
    {
        var ended = Ended.Running("assess", Sample, "--us", "aldermere.example", "--them", "norrvik.example", "--lang", language, "--why");

        ended.Code.ShouldBe(0);
        ended.Output.ShouldContain(title);
        ended.Output.ShouldContain("█");
    }

    [Theory]
    [InlineData(2, "Mars/Olympus", "assess", ".", "--us", "a.example", "--them", "b.example", "--zone", "Mars/Olympus")]
    [InlineData(2, "25-17", "assess", ".", "--us", "a.example", "--them", "b.example", "--hours", "25-17")]
    [InlineData(2, "someday", "assess", ".", "--us", "a.example", "--them", "b.example", "--since", "someday")]
    [InlineData(2, "a.example", "assess", ".", "--us", "a.example", "--them", "a.example")]
    [InlineData(2, "0001-01-01", "assess", ".", "--us", "a.example", "--them", "b.example", "--at", "0001-01-01")]
    [InlineData(2, "12:30:45", "assess", ".", "--us", "a.example", "--them", "b.example", "--at", "12:30:45")]
    [InlineData(2, "03/04/2024", "assess", ".", "--us", "a.example", "--them", "b.example", "--at", "03/04/2024")]
    [InlineData(2, "ours=UTC", "assess", ".", "--us", "a.example", "--them", "b.example", "--zone", "ours=UTC")]
    [InlineData(2, "us=UTC,us=UTC", "assess", ".", "--us", "a.example", "--them", "b.example", "--zone", "us=UTC,us=UTC")]
    [InlineData(2, "2024-02-02", "assess", ".", "--us", "a.example", "--them", "b.example", "--since", "2024-02-02", "--until", "2024-02-02")]
    [InlineData(2, "tlh", "assess", ".", "--lang", "tlh")]
    [InlineData(2, "assess", "assess")]
    [InlineData(1, "No mail", "assess", "/nowhere/at/all")]
    [InlineData(2, "203.0.113.1", "serve", "--data", Nowhere, "--urls", "http://203.0.113.1:80")]
    public void What_makes_no_sense_is_answered_by_a_sentence_and_a_code(int code, string says, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-test-");
        var ended = Ended.Running([.. words.Select(word => word == Nowhere ? folder.FullName : word)]);
        folder.Delete(recursive: true);

        ended.Code.ShouldBe(code);
        (ended.Errors + ended.Output).ShouldContain(says);
        ended.Errors.ShouldNotContain("   at ");
    }

    /// <summary>Real mail, beside the figures that another program made of it. Straight from the compressed files.</summary>
    [Theory]
    [InlineData("linux-hyperv.headers.mbox.xz", "linux-hyperv", "microsoft.com,linuxonhyperv.com", "redhat.com", "Microsoft", "RedHat")]
    [InlineData("usrp-users.headers.maildir.tar.xz", "usrp-users.unmunged", "ettus.com,ni.com", "*", "Ettus", "OTHERS")]
    [InlineData("enron-ucb-1702.headers.mbox.xz", "enron-ucb-1702", "enron.com", "*", "Enron", "OTHERS")]
    public void Counts_and_reply_times_of_real_mail_are_those_of_the_reference(
        string file, string reference, string us, string them, string usName, string themName)
    {
        if (Conformance.Find($"mail/{file}") is not { } path)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("No TANDEM_CONFORMANCE: nothing was compared.");
            return;
        }

        var expected = JsonDocument.Parse(File.ReadAllText(Conformance.Find($"ref/keep.{reference}.json")!)).RootElement;
        var read = Json(path, "--us", us, "--them", them);

        Number(read, "messages").ShouldBe(Number(expected, "counts", "messages"));
        Number(read, "distinctMessages").ShouldBe(Number(expected, "counts", "unique_messages"));
        Number(read, "threads").ShouldBe(Number(expected, "threads", "components"));
        Number(read, "addresses", "from").ShouldBe(Number(expected, "distinct_addresses", "from"));
        Number(read, "addresses", "all").ShouldBe(Number(expected, "distinct_addresses", "all"));
        Side(read, "us", expected, usName);
        Side(read, "them", expected, themName);
        Replies(read, "byThem", expected, $"{usName}->{themName}");
        Replies(read, "byUs", expected, $"{themName}->{usName}");
    }

    private static void Side(JsonElement read, string side, JsonElement expected, string party)
    {
        Number(read, side, "messages").ShouldBe(Number(expected, "party_messages", party));
        Number(read, side, "people").ShouldBe(Number(expected, "party_persons", party));
        Number(read, side, "initiated").ShouldBe(Number(expected, "party_initiations", party));
    }

    private static void Replies(JsonElement read, string by, JsonElement expected, string relation)
    {
        var replies = expected.GetProperty("relations").TryGetProperty(relation, out var known) ? known.GetProperty("first_replies") : default;
        var hasAny = replies.ValueKind == JsonValueKind.Object && replies.TryGetProperty("median_h", out var median)
            && median.ValueKind == JsonValueKind.Number;
        Number(read, "firstReplies", by, "n").ShouldBe(hasAny ? Number(replies, "n") : 0);
        if (hasAny)
        {
            Number(read, "firstReplies", by, "medianHours").ShouldBe(Number(replies, "median_h"), 6e-5);
            Number(read, "firstReplies", by, "p25Hours").ShouldBe(Number(replies, "p25_h"), 6e-5);
            Number(read, "firstReplies", by, "p75Hours").ShouldBe(Number(replies, "p75_h"), 6e-5);
        }
    }

    private static double Number(JsonElement element, params string[] path) =>
        path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetDouble();

    private static JsonElement Json(params string[] words)
    {
        var ended = Ended.Running(["assess", .. words, "--json"]);
        ended.Code.ShouldBe(0, ended.Errors);
        return JsonDocument.Parse(ended.Output).RootElement;
    }
}
