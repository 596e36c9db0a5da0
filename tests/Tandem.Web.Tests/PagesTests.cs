using System.Net;
using System.Text.RegularExpressions;

namespace Tandem.Web.Tests;

public sealed partial class PagesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/r/00000000-0000-0000-0000-00000000abcd")]
    [InlineData("/r/00000000-0000-0000-0000-00000000abcd/why/waiting")]
    [InlineData("/nowhere")]
    public async Task What_is_out_of_scope_is_not_found(string place)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client("sv");

        using var answer = await client.GetAsync(place, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Finns inte h");
    }

    [Theory]
    [InlineData("answers-nobodys")]
    [InlineData("score")]
    public async Task A_measure_that_does_not_exist_is_not_found(string measure)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        using var answer = await client.GetAsync($"{Places.Of(site.Evidence, 0)}/why/{measure}", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_broken_store_is_told_in_the_readers_language_with_the_request_and_without_the_cause()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        site.Evidence.IsBroken = true;
        using var client = site.Client("fr");

        using var answer = await client.GetAsync("/", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        page.ShouldContain("Quelque chose a cassé");
        page.ShouldNotContain("The disk is gone");
        RequestId().IsMatch(page).ShouldBeTrue();
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Theory]
    [InlineData("en", "en")]
    [InlineData("sv-SE", "sv")]
    [InlineData("fr-CH, fr;q=0.9, en;q=0.8", "fr")]
    [InlineData("de, sv;q=0.5, en;q=0.4", "sv")]
    [InlineData("en;q=0.4, sv;q=0.5", "sv")]
    [InlineData("de", "en")]
    public async Task The_page_speaks_the_best_language_that_the_browser_accepts(string accepted, string spoken)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client(accepted);

        (await client.GetStringAsync("/", Ct)).ShouldContain($"<html lang=\"{spoken}\"");
    }

    [Fact]
    public async Task A_chosen_language_goes_before_the_browsers()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client("sv");
        client.DefaultRequestHeaders.Add("Cookie", "tandem-language=fr");

        (await client.GetStringAsync("/", Ct)).ShouldContain("<html lang=\"fr\"");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.168.1.10:5080")]
    public async Task A_foreign_host_name_is_refused(string host)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();
        client.DefaultRequestHeaders.Host = host;

        using var answer = await client.GetAsync("/", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldNotContain("Norrvik");
    }

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:5080")]
    public async Task The_machines_own_names_are_answered(string host)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();
        client.DefaultRequestHeaders.Host = host;

        using var answer = await client.GetAsync("/", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/theme", "theme", "dark")]
    [InlineData("/language", "language", "sv")]
    [InlineData("/imports/00000000-0000-0000-0000-00000000abcd/1/undo", "confirmed", "yes")]
    public async Task A_form_from_elsewhere_is_refused(string place, string field, string value)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        using var answer = await client.PostAsync(place, new FormUrlEncodedContent([new(field, value)]), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        string.Join(';', cookies ?? []).ShouldNotContain($"tandem-{field}=");
    }

    [Theory]
    [InlineData("/imports?of=1", "/imports?of=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("", "/")]
    public async Task A_changed_preference_leads_back_to_a_page_of_ours(string back, string expected)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();
        var token = FormToken().Match(await client.GetStringAsync("/", Ct)).Groups[1].Value;

        using var answer = await client.PostAsync(
            "/theme", new FormUrlEncodedContent([new("theme", "dark"), new("back", back), new("__RequestVerificationToken", token)]), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe(expected);
        string.Join(';', answer.Headers.GetValues("Set-Cookie")).ShouldContain("tandem-theme=dark");
        string.Join(';', answer.Headers.GetValues("Set-Cookie")).ShouldContain("samesite=lax");
    }

    [Fact]
    public async Task Every_page_loads_from_its_own_server_only_and_is_kept_by_nobody()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();
        foreach (var (name, url) in Places.Named(site.Evidence))
        {
            using var answer = await client.GetAsync(url, Ct);

            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'", name);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(name);
            answer.Headers.Contains("Server").ShouldBeFalse(name);
            var page = await answer.Content.ReadAsStringAsync(Ct);
            Inline().Matches(page).Select(match => match.Value).ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task An_asset_is_named_after_its_content_and_kept_for_ever()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();
        var sheet = StyleSheet().Match(await client.GetStringAsync("/", Ct)).Groups[1].Value;

        using var answer = await client.GetAsync(sheet, Ct);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task Health_says_so()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        (await client.GetStringAsync("/health", Ct)).ShouldBe("Healthy");
    }

    [Theory]
    [InlineData(0, "Aldermere Systems", "Norrvik Foods")]
    [InlineData(1, "Aldermere Systems", "Orrin Components")]
    public async Task The_own_side_stands_first_whatever_its_letter(int relationship, string first, string second)
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        var page = await client.GetStringAsync(Places.Of(site.Evidence, relationship) + "/mail", Ct);

        Title().Match(page).Groups[1].Value.ShouldBe($"{first} – {second} · Tandem");
    }

    [Fact]
    public async Task With_too_little_evidence_a_sentence_stands_in_the_place_of_the_figure()
    {
        await using var site = await Site.OpenAsync(MadeUpEvidence.OfAldermere());
        using var client = site.Client();

        var page = await client.GetStringAsync(Places.Of(site.Evidence, 2) + "/why/answers-theirs", Ct);

        page.ShouldContain("Not enough evidence yet");
        page.ShouldContain("of 5 asks and");
        page.ShouldNotContain("hero-fig");
    }

    [GeneratedRegex(@"<code>[0-9A-Z]{13}:[0-9A-F]{8}</code>")]
    private static partial Regex RequestId();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex(@"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://(?!www\.w3\.org)")]
    private static partial Regex Inline();

    [GeneratedRegex("rel=\"stylesheet\" href=\"([^\"]+)\"")]
    private static partial Regex StyleSheet();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex Title();
}
