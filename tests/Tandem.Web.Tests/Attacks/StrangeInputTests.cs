using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tandem.Web.Tests.Access;
using Tandem.Web.Tests.Api;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Attacks;

/// <summary>What no browser of ours sends: it is refused or left out, and the host never fails of it.</summary>
public sealed class StrangeInputTests(OpenTown open) : IClassFixture<OpenTown>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Town Town => open.Town;

    private Guest Owner => Town.People["a.owner"];

    private string Place => $"/r/{Town.Shared}";

    private string Api => $"/api/v1/relationships/{Town.Shared}";

    [Theory]
    [InlineData("/å")]
    [InlineData("/\u2028")]
    [InlineData("/a\u0007b")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task A_way_back_that_is_no_address_of_ours_leads_home(string back)
    {
        using var answer = await Owner.PostAsync("/theme", "/settings/profile", ("theme", "dark"), ("back", back));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Theory]
    [InlineData("/measures?å")]
    [InlineData("/timeline?a\r\nLocation: https://elsewhere.example")]
    public async Task A_place_that_fits_no_header_is_no_place(string section)
    {
        using var answer = await Owner.Browser.GetAsync("/go/next?at=" + Uri.EscapeDataString(Place + section), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_view_is_kept_only_with_a_query_that_is_one()
    {
        using var answer = await Owner.PostAsync("/views", "/settings/profile", ("name", "mine"), ("query", "/?q=å"));

        answer.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Theory]
    [InlineData("contribution", "occurred", "2026-01-01T00:00:00Z", 422)]
    [InlineData("contribution", "what", "a\0b", 400)]
    [InlineData("risk", "probability", "NaN", 422)]
    [InlineData("risk", "probability", "1e400", 422)]
    public async Task A_form_says_what_is_wrong_with_it(string kind, string field, string value, int status)
    {
        var fields = Whole(kind);
        fields[field] = value;

        using var answer = await Owner.PostAsync($"{Place}/new/{kind}", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("America/New_York", "9999-12-31T23:59")]
    [InlineData("Pacific/Kiritimati", "0001-01-01T00:00")]
    public async Task Where_time_begins_and_ends_a_form_is_read_in_every_zone(string zone, string occurred)
    {
        using var stranger = await Guest.OwnerAsync(Town.Site, $"{Guid.NewGuid():N}@far.example", "Far Away", "Far Away");
        using var made = await stranger.PostAsync("/relationships/new", ("name", "Somebody"), ("domains", ""));
        using var moved = await stranger.PostAsync("/settings/organization", ("name", "Far Away"), ("zone", zone), ("first", "mon"),
            ("last", "fri"), ("from", "09:00"), ("to", "17:00"));
        moved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var fields = Whole("contribution");
        fields["occurred"] = occurred;

        using var answer = await stranger.PostAsync(
            $"{made.Headers.Location!.OriginalString}/new/contribution", [.. fields.Select(pair => (pair.Key, pair.Value))]);

        ((int)answer.StatusCode).ShouldBeLessThan(500);
    }

    [Theory]
    [InlineData("/entries", """{"kind":"contribution","body":{"giver":"\ud800"}}""")]
    [InlineData("/entries", """{"kind":"contribution","body":{"\udc00":"A"}}""")]
    [InlineData("/what-if", """{"drafts":[{"kind":"\ud800"}]}""")]
    [InlineData("/what-if", """{"drafts":[{"kind":"contribution","text":{"what":["\ud800"]}}]}""")]
    public async Task Half_a_sign_is_no_text(string to, string json)
    {
        using var program = Town.Program(Town.FullKey);

        using var answer = await program.PostAsync(Api + to, new StringContent(json, Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("/api/v1/relationships", """{"name":"x","domains":[null]}""")]
    [InlineData("drafts/propose", """{"drafts":[null]}""")]
    [InlineData("what-if", """{"drafts":[null]}""")]
    public async Task Nothing_in_a_list_is_no_word_of_it(string to, string json)
    {
        using var program = Town.Program(Town.FullKey);

        using var answer = await program.PostAsync(
            to[0] == '/' ? to : $"{Api}/{to}", new StringContent(json, Encoding.UTF8, "application/json"), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("2999-01-01T00:00:00Z")]
    public async Task A_reading_of_an_instant_out_of_reach_is_refused(string at)
    {
        using var program = Town.Program(Town.FullKey);

        using var answer = await program.GetAsync($"{Api}/readings?at={at}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_draft_that_needs_a_shown_domain_is_refused_by_name()
    {
        var (seat, other) = (Town.SeatOf("a.owner"), Town.Viewers["stranger.owner"]);
        var place = (await seat.OpenRelationshipAsync("Kestrel Freight", Core.Evidence.Party.Of(["kestrel.example"]), Ct)).Id;
        var charter = NewEntry.Of("charter", new JsonObject
        {
            ["band"] = 0.6,
            ["yardstick"] = new JsonObject { ["currency"] = "EUR", ["hour"] = "100", ["rates"] = new JsonObject() },
            ["confirmation_days"] = 14,
            ["parameters"] = new JsonObject { ["kappa"] = 2 },
            ["ground_rules"] = true,
        }, ("purpose", "To grow together"));
        var draft = (await seat.EnterAsync(place, charter, Ct)).ShouldBeOfType<Entered.Drafted>().Id;
        var link = (await seat.InviteAsync(place, "owner@stranger.example", "en", "", [], Ct))!.Value;
        _ = (await Town.Rooms.Invitations.JoinAsync(
            place, link.Token.Digest(), other.Account!.Value, other.Organization, "", Town.Rooms.Time.GetUtcNow(), Ct)).ShouldNotBeNull();
        using var program = Town.Program(Town.FullKey);

        using var answer = await program.PostAsync(
            $"/api/v1/relationships/{place}/drafts/propose",
            new StringContent($$"""{"drafts":["{{draft}}"]}""", Encoding.UTF8, "application/json"), Ct);

        var said = await answer.Content.ReadAsStringAsync(Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, said);
        said.ShouldContain("domain_not_proven");
    }

    [Fact]
    public async Task A_file_may_have_a_long_name_in_any_script()
    {
        var token = await Owner.TokenAsync("/imports");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent("Kansai Freight"), "name" },
            { new StringContent("kansai.example"), "domains" },
            { new StringContent("aldermere.example"), "ours" },
        };
        using var file = new ByteArrayContent("From x\n\n"u8.ToArray());
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data")
        {
            Name = "\"files\"",
            FileNameStar = new string('郵', 130) + ".mbox",
        };
        form.Add(file);

        using var answer = await Owner.Browser.PostAsync("/imports", form, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task An_entry_of_long_ago_does_not_make_the_settlement_long()
    {
        var seat = Town.SeatOf("a.owner");
        _ = (await seat.EnterAsync(Town.Shared, NewEntry.Of("contribution", new JsonObject
        {
            ["giver"] = "A",
            ["category"] = "time",
            ["worth"] = new JsonObject { ["hours"] = "1" },
        }, ("what", "Long ago")) with
        { Occurred = new DateTimeOffset(1200, 1, 1, 0, 0, 0, TimeSpan.Zero) }, Ct)).ShouldBeOfType<Entered.Sealed>();

        var page = await Owner.ReadAsync($"{Place}/settlement");

        page.Length.ShouldBeLessThan(200_000);
        page.ShouldContain("2026");
    }

    private static Dictionary<string, string> Whole(string kind) => kind == "risk"
        ? new() { ["what"] = "It may rain", ["bearer"] = "A", ["probability"] = "10", ["impact"] = "3", ["impact.unit"] = "" }
        : new() { ["what"] = "Two engineers", ["giver"] = "A", ["category"] = "time", ["worth"] = "2", ["worth.unit"] = "" };
}
