using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Ledger;
using Tandem.Web.Access;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests.Api;

public sealed class ApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_is_sealed_once_however_often_it_is_sent_with_its_key_and_is_read_back()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.SharedKey);
        var place = $"/api/v1/relationships/{town.Shared}";

        using var first = await SendAsync(program, place + "/entries", Town.Contribution("Été på plats"), "week-12");
        using var again = await SendAsync(program, place + "/entries", Town.Contribution("Été på plats"), "week-12");
        var (made, same) = (await JsonAsync(first), await JsonAsync(again));
        var entry = await ReadAsync(program, first.Headers.Location!.OriginalString);
        var list = await ReadAsync(program, place + "/entries?kind=contribution&side=A&limit=1");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((string?)made["status"]).ShouldBe("sealed");
        ((bool)same["was_there"]!).ShouldBeTrue();
        ((long)same["sequence"]!).ShouldBe((long)made["sequence"]!);
        SignedCheckpoint.TryParse(System.Text.Encoding.UTF8.GetBytes((string)made["checkpoint"]!), out var checkpoint, out _).ShouldBeTrue();
        checkpoint!.Checkpoint.Size.ShouldBe((long)made["sequence"]!);
        ((string?)entry["text"]!["what"]).ShouldBe("Été på plats");
        ((string?)entry["state"]!["attestation"]).ShouldBe("claimed");
        ((string?)list["items"]![0]!["id"]).ShouldBe((string?)made["id"]);
        ((long)list["older"]!).ShouldBe((long)made["sequence"]!);
    }

    [Fact]
    public async Task An_entry_becomes_a_draft_while_the_other_side_has_not_joined()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        var place = $"/api/v1/relationships/{town.Single}";

        using var answer = await SendAsync(program, place + "/entries", Town.Contribution("Not shown yet"));
        var made = await JsonAsync(answer);
        var before = await ReadAsync(program, place + "/drafts");
        using var proposed = await program.PostAsJsonAsync(place + "/drafts/propose", new { drafts = new[] { (string)made["id"]! } }, Ct);
        using var dropped = await program.DeleteAsync($"{place}/drafts/{made["id"]}", Ct);
        var after = await ReadAsync(program, place + "/drafts");

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        ((string?)made["status"]).ShouldBe("drafted");
        before["items"]!.AsArray().Count.ShouldBe(2);
        (await CodeAsync(proposed)).ShouldBe((409, "not_joined"));
        dropped.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_wrong_is_told_as_a_problem_with_a_code()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        using var nobody = town.Program(null);
        using var forger = town.Program("tdm_" + new string('A', 43));
        var place = $"/api/v1/relationships/{town.Shared}";

        (await CodeAsync(await SendAsync(program, place + "/entries", new { kind = "gift" }))).ShouldBe((422, "unknown_kind"));
        (await CodeAsync(await SendAsync(program, place + "/entries", new { kind = "contribution", ocurred = "2026-01-01" })))
            .ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.PostAsync(place + "/entries", Json("{\"kind\":\"x\",\"kind\":\"y\"}"), Ct))).ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.PostAsync(place + "/entries", Json("""{"kind":"contribution","body":{"giver":"A","giver":"B"}}"""), Ct)))
            .ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.PostAsync(place + "/entries", Json("{\"kind\":"), Ct))).ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.PostAsync(place + "/entries", new StringContent("kind=x"), Ct))).ShouldBe((415, "unsupported_media_type"));
        using var large = new HttpRequestMessage(HttpMethod.Post, place + "/entries") { Content = Json("\"" + new string('x', 2 << 20) + "\"") };
        large.Headers.ExpectContinue = true; // or the answer may come while it is still being sent
        (await CodeAsync(await program.SendAsync(large, Ct))).ShouldBe((413, "too_large"));
        (await CodeAsync(await program.PutAsync(place + "/entries", null, Ct))).ShouldBe((405, "method_not_allowed"));
        (await CodeAsync(await program.GetAsync(place + "/entries?limit=0", Ct))).ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.GetAsync(place + "/entries?before=soon", Ct))).ShouldBe((400, "bad_request"));
        (await CodeAsync(await program.GetAsync("/api/v1/nowhere", Ct))).ShouldBe((404, "not_found"));
        (await CodeAsync(await program.PostAsync($"{place}/entries/{town.Entry}/confirmation", Json("{}"), Ct))).ShouldBe((403, "domain_not_proven"));
        (await CodeAsync(await program.PostAsync($"{place}/entries/{town.Entry}/dispute", null, Ct))).ShouldBe((422, "wrong_author"));
        using var signedOut = await nobody.GetAsync(place, Ct);
        (await CodeAsync(signedOut)).ShouldBe((401, "unauthorized"));
        signedOut.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
        (await CodeAsync(await forger.GetAsync(place, Ct))).ShouldBe((401, "unauthorized"));
    }

    [Fact]
    public async Task A_refusal_is_worded_in_the_language_of_the_caller()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        program.DefaultRequestHeaders.AcceptLanguage.Clear();
        program.DefaultRequestHeaders.AcceptLanguage.ParseAdd("sv");

        using var answer = await program.GetAsync($"/api/v1/relationships/{Guid.NewGuid()}", Ct);
        var problem = await JsonAsync(answer);

        ((string?)problem["detail"]).ShouldBe("Här finns ingenting.");
        ((string?)problem["title"]).ShouldBe("There is nothing here.");
        ((string?)problem["type"]).ShouldBe("urn:tandem:problem:not_found");
        answer.Content.Headers.ContentLanguage.ShouldBe(["sv"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_browser_changes_nothing_without_the_token_of_its_own_page()
    {
        await using var town = await Town.OpenAsync();
        var mara = town.People["a.owner"];
        var place = $"/api/v1/relationships/{town.Shared}/entries";
        var token = await mara.TokenAsync("/settings/profile");

        using var without = await mara.Browser.PostAsJsonAsync(place, Town.Contribution("x"), Ct);
        using var read = await mara.Browser.GetAsync(place, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = JsonContent.Create(Town.Contribution("x")) };
        request.Headers.Add("RequestVerificationToken", token);
        using var with = await mara.Browser.SendAsync(request, Ct);

        (await CodeAsync(without)).ShouldBe((400, "antiforgery"));
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        with.StatusCode.ShouldBe(HttpStatusCode.Created, await with.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_key_that_is_taken_back_opens_nothing_from_then_on()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        var me = await ReadAsync(program, "/api/v1/me");

        using var revoked = await town.People["a.owner"].PostAsync("/settings/keys/revoke", "/settings/keys", ("key", (string)me["key"]!));
        using var after = await program.GetAsync("/api/v1/me", Ct);

        ((string?)me["role"]).ShouldBe("owner");
        ((string?)me["organization"]!["name"]).ShouldBe("Aldermere Systems");
        revoked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_back()
    {
        await using var town = await Town.OpenAsync(new Hosting { ApiPerMinute = 3 });
        using var program = town.Program(town.FullKey);
        using var other = town.Program(town.SharedKey);

        for (var request = 0; request < 3; request++)
        {
            (await program.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var tooMany = await program.GetAsync("/api/v1/me", Ct);
        (await CodeAsync(tooMany)).ShouldBe((429, "too_many_requests"));
        tooMany.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await other.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Relationships_are_opened_found_by_name_and_read_page_by_page()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.SharedKey);

        using var opened = await program.PostAsJsonAsync("/api/v1/relationships",
            new { name = "Østfold Paper", domains = new[] { "paper.example" } }, Ct);
        using var wrong = await program.PostAsJsonAsync("/api/v1/relationships", new { name = "X", domains = new[] { "no domain" } }, Ct);
        var found = await ReadAsync(program, "/api/v1/relationships?q=øSTFOLD");
        var ids = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await ReadAsync(program, "/api/v1/relationships?limit=2" + (after.Length > 0 ? "&after=" + after : ""));
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            after = (string?)page["next"];
        }

        opened.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await CodeAsync(wrong)).ShouldBe((400, "bad_request"));
        found["items"]!.AsArray().Select(item => (string?)item!["name"]).ShouldBe(["Østfold Paper"]);
        ids.Count.ShouldBe(3);
        ids.ShouldBeUnique();
        ids.ShouldContain(town.Shared.ToString());
    }

    [Fact]
    public async Task Readings_reasons_and_what_if_have_the_shapes_of_the_commands_and_a_tag_spares_the_bytes()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.FullKey);
        var place = $"/api/v1/relationships/{town.Shared}";

        using var answer = await program.GetAsync(place + "/readings", Ct);
        var reading = await JsonAsync(answer);
        using var request = new HttpRequestMessage(HttpMethod.Get, place + "/readings");
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await program.SendAsync(request, Ct);
        var own = await ReadAsync(program, place + "/readings?own=true");
        var earlier = await ReadAsync(program, place + "/readings?at=2020-01-01");
        var why = JsonNode.Parse(await program.GetStringAsync(place + "/why/balance?side=A", Ct))!.AsArray();
        using var asked = await program.PostAsJsonAsync(place + "/what-if", new { drafts = new[] { Town.Contribution("x") } }, Ct);
        var whatIf = await JsonAsync(asked);
        var advice = await ReadAsync(program, place + "/advice");

        ((int)reading["entries"]!).ShouldBe(1);
        ((int)own["entries"]!).ShouldBe(1, "a draft that is left when both are here counts nowhere");
        ((bool)own["only_us"]!).ShouldBeTrue();
        ((int)earlier["visible"]!).ShouldBe(0);
        ((string?)why[0]!["measure"]).ShouldBe("balance");
        whatIf.Select(member => member.Key).ShouldBe(["now", "claimed", "confirmed", "decisions"]);
        ((string?)advice["us"]).ShouldBe("A");
        // Figures of the same minute are the same; across its end the tag is another one, and that is right too.
        (same.StatusCode == HttpStatusCode.NotModified || same.Headers.ETag != answer.Headers.ETag).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_kept_to_the_shared_record_reads_nothing_private()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.SharedKey);
        var place = $"/api/v1/relationships/{town.Shared}";

        foreach (var what in (string[])["/readings?own=true", "/drafts", "/advice"])
        {
            (await CodeAsync(await program.GetAsync(place + what, Ct))).ShouldBe((403, "forbidden"), what);
        }

        (await ReadAsync(program, place + "/readings"))["entries"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task What_proves_the_record_holds()
    {
        await using var town = await Town.OpenAsync();
        using var program = town.Program(town.SharedKey);
        var place = $"/api/v1/relationships/{town.Shared}";
        for (var number = 0; number < 4; number++)
        {
            using var sent = await SendAsync(program, place + "/entries", Town.Contribution($"Number {number}"));
            sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        var note = await program.GetByteArrayAsync(place + "/checkpoint", Ct);
        var receipt = await program.GetByteArrayAsync($"{place}/entries/{town.Entry}/receipt", Ct);
        var proof = await ReadAsync(program, place + "/proofs/consistency?from=1");
        var all = await ReadAsync(program, place + "/checkpoints");
        await using var export = new MemoryStream(await program.GetByteArrayAsync(place + "/export", Ct));
        var entry = await ReadAsync(program, $"{place}/entries/{town.Entry}");

        SignedCheckpoint.TryParse(note, out var checkpoint, out _).ShouldBeTrue();
        checkpoint!.Checkpoint.Size.ShouldBe(5);
        Receipt.TryParse(receipt, out var parsed, out _).ShouldBeTrue();
        parsed!.Index.ShouldBe((long)entry["sequence"]! - 1);
        Hash.TryParseBase64((string)entry["leaf"]!, out var leaf).ShouldBeTrue();
        var held = new ConsistencyProof(1, 5, [.. proof["hashes"]!.AsArray().Select(hash => Parsed((string)hash!))]);
        held.Verify(leaf, checkpoint.Checkpoint.Root).ShouldBe(ProofOutcome.Holds); // a tree of one entry is its leaf
        all["items"]!.AsArray().Count.ShouldBeGreaterThan(0);
        LedgerVerification.Of(export, new(null, null, null, false)).IsGood.ShouldBeTrue();
        (await CodeAsync(await program.GetAsync(place + "/proofs/consistency?from=4&to=99", Ct))).ShouldBe((400, "bad_request"));
    }

    private static Hash Parsed(string base64) => Hash.TryParseBase64(base64, out var hash) ? hash : throw new FormatException(base64);

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string place, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, place) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.SendAsync(request, Ct);
    }

    private static async Task<JsonObject> ReadAsync(HttpClient client, string place)
    {
        using var answer = await client.GetAsync(place, Ct);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
        return await JsonAsync(answer);
    }

    private static async Task<JsonObject> JsonAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.AsObject();

    private static async Task<(int Status, string? Code)> CodeAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await JsonAsync(answer);
        ((int)problem["status"]!).ShouldBe((int)answer.StatusCode);
        return ((int)answer.StatusCode, (string?)problem["code"]);
    }
}
