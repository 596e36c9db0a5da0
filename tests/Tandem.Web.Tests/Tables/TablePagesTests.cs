using System.Net;
using System.Text.RegularExpressions;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Tables;

/// <summary>What the daily pages of a relationship say, and to whom.</summary>
public sealed partial class TablePagesTests
{
    private const string Secret = "Nobody there may read zinc-marmalade";

    public static MatrixTheoryData<string, string> PagesAndLanguages => new(["", "/timeline", "/entries/eight-points"], ["en", "sv", "fr"]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PagesAndLanguages))]
    public async Task A_page_of_the_record_is_as_decided(string page, string language)
    {
        await using var site = await SampleSite.OpenAsync();
        using var client = site.Client(Side.A, language);

        var shown = Steady(await client.GetStringAsync(site.Place + page, Ct), site);

        var name = page.Length == 0 ? "overview" : page.Split('/')[1] is "entries" ? "entry" : "timeline";
        var file = Path.Combine(Repository.Root, "tests", "Tandem.Web.Tests", "Golden", $"table-{name}.{language}.html");
        if (Environment.GetEnvironmentVariable("TANDEM_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(file, shown, Ct);
        }

        shown.ShouldBe(await File.ReadAllTextAsync(file, Ct));
    }

    [Fact]
    public async Task What_a_side_keeps_for_itself_is_in_no_byte_of_the_others_pages()
    {
        await using var site = await SampleSite.OpenAsync();
        await site.SeatOf(Side.A).WriteNoteAsync(site.Relationship.Id, null, Secret, Ct);
        using var ours = site.Client(Side.A);
        using var theirs = site.Client(Side.B);

        (await ours.GetStringAsync(site.Place, Ct)).ShouldContain("zinc-marmalade");

        foreach (var page in (string[])["", "/timeline", "/commitments", "/record", "/entries/eight-points", "/new", "/new/repair"])
        {
            (await theirs.GetStringAsync(site.Place + page, Ct)).ShouldNotContain("zinc-marmalade", Case.Insensitive, page);
        }

        (await theirs.GetStringAsync($"{site.Place}/record/entries.ndjson", Ct)).ShouldNotContain("zinc-marmalade");
    }

    [Fact]
    public async Task A_draft_of_a_side_that_is_alone_is_shown_to_it_and_marked()
    {
        await using var site = await SampleSite.OpenAsync([], isShared: false);
        using var ours = site.Client(Side.A);
        (await ours.GetStringAsync(site.Place, Ct)).ShouldContain("Nothing is known yet about Norrvik Foods");

        (await site.SeatOf(Side.A).EnterAsync(
            site.Relationship.Id, NewEntry.Of("request", new() { ["from"] = "A" }, ("what", "Could you name a deputy?")), Ct))
            .ShouldBeOfType<Entered.Drafted>();

        var page = await ours.GetStringAsync(site.Place, Ct);
        page.ShouldContain("Could you name a deputy?");
        page.ShouldContain("Our drafts");
        page.ShouldContain("Only us");
    }

    [Fact]
    public async Task What_people_write_is_shown_as_text_whatever_it_is()
    {
        await using var site = await SampleSite.OpenAsync();
        var made = await site.EnterAsync(
            Side.A, NewEntry.Of("request", new() { ["from"] = "A" },
                ("what", "<script>alert(1)</script><img src=x onerror=alert(1)>"), ("why", "\"'><b>")));
        await site.SeatOf(Side.A).WriteNoteAsync(site.Relationship.Id, null, "</textarea><script>alert(2)</script>", Ct);
        using var client = site.Client(Side.A);

        foreach (var page in (string[])["", "/timeline", $"/entries/{made.Id}", "/new/response"])
        {
            var shown = await client.GetStringAsync(site.Place + page, Ct);
            shown.ShouldNotContain("<script>alert", Case.Insensitive, page);
            shown.ShouldNotContain("<img", Case.Insensitive, page);
        }
    }

    [Fact]
    public async Task An_erased_text_says_so_and_its_words_are_gone()
    {
        await using var site = await SampleSite.OpenAsync();
        var made = await site.EnterAsync(Side.A, NewEntry.Of("request", new() { ["from"] = "A" }, ("what", "The zephyr was purple")));
        await site.EnterAsync(Side.A, NewEntry.Of("redaction", new()
        {
            ["of"] = made.Id.Value,
            ["groups"] = new System.Text.Json.Nodes.JsonArray("what"),
            ["ground"] = "personal_data",
        }));
        using var client = site.Client(Side.B);

        foreach (var page in (string[])["", "/timeline", $"/entries/{made.Id}", "/record/entries.ndjson"])
        {
            (await client.GetStringAsync(site.Place + page, Ct)).ShouldNotContain("zephyr was purple", Case.Insensitive, page);
        }

        (await client.GetStringAsync($"{site.Place}/entries/{made.Id}", Ct)).ShouldContain("Texts that were erased: what.");
    }

    [Theory]
    [InlineData("/entries/nothing-here")]
    [InlineData("/entries/nothing%20here")]
    [InlineData("/entries/nothing-here/receipt")]
    [InlineData("/new/confirmation")]
    [InlineData("/new/nonsense")]
    [InlineData("/record/checkpoints/999999.txt")]
    public async Task What_is_not_there_is_not_found(string page)
    {
        await using var site = await SampleSite.OpenAsync();
        using var client = site.Client(Side.B);

        (await client.GetAsync(site.Place + page, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_page_of_the_timeline_is_reached_and_no_entry_is_shown_twice()
    {
        await using var site = await SampleSite.OpenAsync();
        using var client = site.Client(Side.B);
        var (seen, next) = (new List<string>(), $"{site.Place}/timeline");

        while (next.Length > 0)
        {
            var page = await client.GetStringAsync(next, Ct);
            seen.AddRange(EntryIds().Matches(page).Select(match => match.Groups[1].Value));
            next = Earlier().Match(page) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : "";
        }

        seen.ShouldBe(Enumerable.Range(1, 383).Reverse().Select(number => $"{number}"));
    }

    [Theory]
    [InlineData("kind=dispute", 6)]
    [InlineData("kind=dispute&side=A", 1)]
    [InlineData("kind=incident", 3)]
    [InlineData("state=withdrawn", 5)]
    [InlineData("kind=nothing&side=C&state=x", 50)]
    public async Task A_filter_of_the_timeline_shows_what_it_says(string filter, int entries)
    {
        await using var site = await SampleSite.OpenAsync();
        using var client = site.Client(Side.A);

        EntryIds().Count(await client.GetStringAsync($"{site.Place}/timeline?{filter}", Ct)).ShouldBe(entries);
    }

    [Fact]
    public async Task The_record_is_verified_and_downloaded_whole()
    {
        await using var site = await SampleSite.OpenAsync();
        using var client = site.Client(Side.B);

        var lines = (await client.GetStringAsync($"{site.Place}/record/entries.ndjson", Ct)).TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(383);
        await using var export = new MemoryStream(await client.GetByteArrayAsync($"{site.Place}/record/export", Ct));
        var report = Workspace.Record.LedgerVerification.Of(export, new());
        report.IsGood.ShouldBeTrue();
        report.Entries.ShouldBe(383);
        (await site.SeatOf(Side.A).VerifyAsync(site.Relationship, Ct))!.IsGood.ShouldBeTrue();
    }

    [Fact]
    public async Task A_record_that_does_not_go_on_from_what_was_seen_is_a_fault_on_every_page()
    {
        await using var site = await SampleSite.OpenAsync();
        await using var other = await SampleSite.OpenAsync(File.ReadLines(Path.Combine(Repository.Root, "samples", "ledger.ndjson")).Take(100));
        var elsewhere = await other.Store.Ledgers.CheckpointAsync(other.SeatOf(Side.A).Viewer, other.Relationship.Id, null, Ct);
        using var client = site.Client(Side.A);
        await site.Store.Notes.SeeAsync(site.SeatOf(Side.A).Viewer, site.Relationship.Id, elsewhere!, default, Ct);

        foreach (var page in (string[])["", "/timeline", "/record"])
        {
            (await client.GetStringAsync(site.Place + page, Ct))
                .ShouldContain("The record does not go on from what you were shown before", Case.Sensitive, page);
        }

        using var theirs = site.Client(Side.B);
        (await theirs.GetStringAsync(site.Place, Ct)).ShouldNotContain("The record does not go on");
    }

    [Fact]
    public async Task A_form_sent_twice_enters_once()
    {
        await using var site = await SampleSite.OpenAsync();
        var entry = NewEntry.Of("request", new() { ["from"] = "A" }, ("what", "Once")) with { Key = "form/abc" };

        var first = await site.EnterAsync(Side.A, entry);
        var second = await site.EnterAsync(Side.A, entry);

        second.Sequence.ShouldBe(first.Sequence);
        second.WasThere.ShouldBeTrue();
    }

    /// <summary>The part from the page's head on, without what differs from build to build and from request to request.</summary>
    private static string Steady(string page, SampleSite site)
    {
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..]
            .Replace(site.Relationship.Id.ToString(), "RELATIONSHIP", StringComparison.Ordinal);
        main = Token().Replace(main, "value=\"TOKEN\"");
        main = AssetName().Replace(main, "/assets/$1.HASH.$2");
        main = Hash().Replace(main, "HASH</code>");
        return string.Join('\n', main.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0)) + "\n";
    }

    [GeneratedRegex("(?<=name=\"(__RequestVerificationToken|key)\" )value=\"[^\"]+\"")]
    private static partial Regex Token();

    [GeneratedRegex(@"/assets/([a-z-]+)\.[0-9A-Z]{8}\.([a-z0-9]+)")]
    private static partial Regex AssetName();

    [GeneratedRegex("[0-9a-f]{64}</code>")]
    private static partial Regex Hash();

    [GeneratedRegex("<li class=\"tl-e[^\"]*\" id=\"e([0-9]+)\"")]
    private static partial Regex EntryIds();

    [GeneratedRegex("<a href=\"([^\"]+)\" rel=\"next\"")]
    private static partial Regex Earlier();
}
