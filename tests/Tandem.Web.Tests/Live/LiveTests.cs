using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Store.Tests;
using Tandem.Web.Tests.Access;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Live;

/// <summary>What an open page is told, and what it is never told.</summary>
public sealed partial class LiveTests(PostgresServer postgres)
{
    private const string Mara = "mara.ellison@aldermere.example";
    private const string Camille = "camille.fournier@norrvik.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_other_side_hears_that_the_record_grew_and_nothing_else()
    {
        await using var site = await SampleSite.OpenAsync();
        using var camille = site.Client(Side.B);
        using var mara = site.Client(Side.A);
        await using var theirs = await Listener.FollowAsync(camille, site.Place);
        await using var ours = await Listener.FollowAsync(mara, site.Place);
        await theirs.HearAsync("\"n\":383}");

        (await site.SeatOf(Side.A).WriteNoteAsync(site.Relationship.Id, null, "Norrvik must not read this", Ct)).ShouldBeTrue();
        var made = await site.EnterAsync(Side.A, Praise());
        await theirs.HearAsync($"\"n\":{made.Sequence}}}");
        await ours.HearAsync($"\"n\":{made.Sequence}}}");

        theirs.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        theirs.Answer.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        Sizes().Replace(theirs.Heard, "").Replace("retry: 3000\n\n", "", StringComparison.Ordinal).ShouldBe("");
        Sizes().Matches(theirs.Heard).Select(match => match.Groups["id"].Value).Distinct().ShouldBe([site.Relationship.Id.ToString()]);
    }

    [Fact]
    public async Task Drafts_are_told_to_the_own_side_only()
    {
        await using var site = await SampleSite.OpenAsync(isShared: false);
        using var mara = site.Client(Side.A);
        using var camille = site.Client(Side.B);
        await using var ours = await Listener.FollowAsync(mara, site.Place);
        await using var theirs = await Listener.FollowAsync(camille, site.Place);
        await theirs.HearAsync("\"n\":383}");
        var before = theirs.Heard;

        (await site.SeatOf(Side.A).EnterAsync(site.Relationship.Id, Praise(), Ct)).ShouldBeOfType<Entered.Drafted>();
        await ours.HearAsync("\"d\":");
        await Task.Delay(TimeSpan.FromSeconds(3), Ct);

        theirs.Heard.ShouldBe(before);
    }

    [Fact]
    public async Task A_stranger_hears_nothing_and_is_not_told_why()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var other = await Guest.OwnerAsync(site, "ann@elsewhere.example", "Ann Elsewhere", "Elsewhere");
        using var nobody = site.Client();
        var place = await OpenAsync(mara);

        await using var fromOutside = await Listener.FollowAsync(other.Browser, place);
        await using var ofNothing = await Listener.FollowAsync(other.Browser, Guid.Empty.ToString("n"));
        await using var signedOut = await Listener.FollowAsync(nobody, place);

        fromOutside.Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ofNothing.Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await fromOutside.EndAsync();
        fromOutside.Heard.ShouldBe("");
        signedOut.Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await other.Browser.GetAsync($"/live/news?r={place[3..]}&after=0", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stream_ends_with_its_session_and_with_its_place_at_the_table()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var (first, second) = (await OpenAsync(mara), await OpenAsync(mara, "Skagen Freight"));
        using var again = new Guest(site);
        (await again.SignInAsync(Mara)).Dispose();
        await using var left = await Listener.FollowAsync(again.Browser, second);
        await using var revoked = await Listener.FollowAsync(mara.Browser, first);
        await left.HearAsync("\"n\":0");
        await revoked.HearAsync("\"n\":0");

        (await mara.PostAsync("/signout", "/")).Dispose();
        await revoked.EndAsync();
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(site.Folder!, StoreOptions.FileName)}"))
        {
            await database.OpenAsync(Ct);
            await using var leave = database.CreateCommand();
            leave.CommandText = "UPDATE relationship SET side_a_id = side_b_id WHERE relationship_id = $id";
            leave.Parameters.AddWithValue("$id", new Guid(second[3..]).ToByteArray(bigEndian: true));
            (await leave.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
        }

        await left.EndAsync();
    }

    [Fact]
    public async Task An_account_has_so_many_streams_and_no_more()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var place = await OpenAsync(mara);
        var listeners = new List<Listener>();
        for (var number = 0; number <= Limits.LiveStreamsOfAccount; number++)
        {
            listeners.Add(await Listener.FollowAsync(mara.Browser, place));
        }

        listeners[..^1].ShouldAllBe(listener => listener.Answer.StatusCode == HttpStatusCode.OK);
        listeners[^1].Answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
        }

        var desk = site.Services.GetRequiredService<Web.Live.LiveDesk>();
        for (var attempt = 0; desk.Count > 0; attempt++)
        {
            attempt.ShouldBeLessThan(200, "Streams are left over");
            await Task.Delay(50, Ct);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_one_process_enters_is_heard_in_another(bool isOnServer)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-two-");
        var database = isOnServer ? new StoreOptions(await postgres.NewDatabaseAsync()) : StoreOptions.In(folder.FullName);
        await using (var one = await Site.OpenBesideAsync(database))
        await using (var two = await Site.OpenBesideAsync(database))
        {
            using var mara = await Guest.OwnerAsync(one, Mara, "Mara Ellison", "Aldermere Systems");
            var place = await OpenAsync(mara);
            using var beside = new Guest(two);
            (await beside.SignInAsync(Mara)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            await using var heard = await Listener.FollowAsync(beside.Browser, place);
            await heard.HearAsync("\"n\":0}");

            using var drafted = await mara.PostAsync(
                place + "/new/contribution", ("giver", "A"), ("category", "time"), ("worth", "22"), ("worth.unit", ""), ("what", "Two engineers"));
            await heard.HearAsync("\"d\":");
            using var camille = await JoinAsync(one, mara, place);
            using var asked = await camille.PostAsync(place + "/new/request", ("what", "May Lyon join?"), ("from", "B"));
            asked.StatusCode.ShouldBe(HttpStatusCode.Redirect, await asked.Content.ReadAsStringAsync(Ct));

            await heard.HearAsync($"\"n\":{Sealed().Match(asked.Headers.Location!.OriginalString).Groups[1].Value}");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task When_the_program_ends_no_stream_holds_it_up()
    {
        var site = await SampleSite.OpenAsync();
        using var camille = site.Client(Side.B);
        await using var listener = await Listener.FollowAsync(camille, site.Place);
        await listener.HearAsync("\"n\":383}");
        var start = TimeProvider.System.GetTimestamp();

        await site.DisposeAsync();

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        await listener.EndAsync();
    }

    private static NewEntry Praise() => NewEntry.Of(
        "contribution", new() { ["giver"] = "A", ["category"] = "time", ["worth"] = new System.Text.Json.Nodes.JsonObject { ["hours"] = "8" } },
        ("what", "Something we say aloud"));

    private static async Task<string> OpenAsync(Guest guest, string name = "Norrvik Foods")
    {
        using var opened = await guest.PostAsync("/relationships/new", ("name", name), ("domains", "norrvik.example"));
        return opened.Headers.Location!.OriginalString;
    }

    private static async Task<Guest> JoinAsync(Site site, Guest mara, string place)
    {
        (await mara.PostAsync(place + "/invite", ("address", Camille), ("language", "en"), ("message", "Read it first."))).Dispose();
        var link = await mara.LetterAsync(Camille, "/invitation");
        var camille = await Guest.RegisteredAsync(site, Camille, "Camille Fournier");
        using var joined = await camille.PostAsync(link.AbsolutePath + "/join", link.PathAndQuery, ("name", "Norrvik Foods"));
        joined.Headers.Location!.OriginalString.ShouldBe(place);
        return camille;
    }

    [GeneratedRegex("event: grown\ndata: \\{\"r\":\"(?<id>[0-9a-f]{32})\",\"n\":[0-9]+\\}\n\n")]
    private static partial Regex Sizes();

    [GeneratedRegex("sealed=([0-9]+)")]
    private static partial Regex Sealed();
}
