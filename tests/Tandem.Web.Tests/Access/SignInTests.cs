using System.Net;

namespace Tandem.Web.Tests.Access;

/// <summary>Accounts from the first letter to the last session.</summary>
public sealed class SignInTests
{
    private const string Mara = "mara.ellison@aldermere.example";

    [Fact]
    public async Task Whoever_registers_confirms_names_an_organization_and_is_in()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.RegisteredAsync(site, Mara, "Mara Ellison");

        using (var sent = await mara.Browser.GetAsync("/", Ct))
        {
            sent.Headers.Location!.OriginalString.ShouldBe("/welcome");
        }

        (await mara.PostAsync("/welcome", ("name", "Aldermere Systems"))).Headers.Location!.OriginalString.ShouldBe("/");
        var page = await mara.ReadAsync("/");
        page.ShouldContain("Aldermere Systems");
        page.ShouldContain("Mara Ellison");
        page.ShouldNotContain("This machine only");
    }

    [Fact]
    public async Task Once_somebody_has_an_account_nobody_else_is_let_in_without_one()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var stranger = new Guest(site);
        (await stranger.ReadAsync("/")).ShouldNotContain("password");
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");

        using var page = await stranger.Browser.GetAsync("/imports?of=1", Ct);
        using var root = await stranger.Browser.GetAsync("/", Ct);
        using var part = new HttpRequestMessage(HttpMethod.Get, "/imports") { Headers = { { "HX-Request", "true" } } };
        using var refused = await stranger.Browser.SendAsync(part, Ct);

        page.Headers.Location!.OriginalString.ShouldBe("/signin?back=%2Fimports%3Fof%3D1");
        root.Headers.Location!.OriginalString.ShouldBe("/signin");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.GetValues("HX-Redirect").Single().ShouldBe("/signin?back=%2Fimports");
    }

    [Fact]
    public async Task A_person_signs_in_with_the_password_and_comes_back_to_where_they_wanted_to_go()
    {
        await using var site = await Site.OpenEmptyAsync();
        (await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems")).Dispose();
        using var again = new Guest(site);

        using var answer = await again.SignInAsync(Mara, back: "/imports");

        answer.Headers.Location!.OriginalString.ShouldBe("/imports");
        (await again.ReadAsync("/imports")).ShouldContain("Mara Ellison");
    }

    [Theory]
    [InlineData(Mara, "not the password at all")]
    [InlineData("nobody@aldermere.example", Guest.GoodPassword)]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike(string address, string password)
    {
        await using var site = await Site.OpenEmptyAsync();
        (await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems")).Dispose();
        using var guest = new Guest(site);

        using var answer = await guest.SignInAsync(address, password);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        page.ShouldContain("Address and password do not fit, or there were too many tries");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        string.Join(';', cookies ?? []).ShouldNotContain("tandem-session");
    }

    [Fact]
    public async Task Registering_a_known_address_shows_the_same_page_and_writes_another_letter()
    {
        await using var site = await Site.OpenEmptyAsync();
        (await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems")).Dispose();
        using var guest = new Guest(site);

        using var known = await guest.PostAsync("/register", ("address", Mara));
        using var unknown = await guest.PostAsync("/register", ("address", "camille.fournier@norrvik.example"));

        var (one, other) = (await known.Content.ReadAsStringAsync(Ct), await unknown.Content.ReadAsStringAsync(Ct));
        WithoutTokens(one).Replace(Mara, "X", StringComparison.Ordinal)
            .ShouldBe(WithoutTokens(other).Replace("camille.fournier@norrvik.example", "X", StringComparison.Ordinal));
        (await guest.NewestAsync(Mara, 2)).Subject.ShouldBe("You have an account already");
        (await guest.NewestAsync("camille.fournier@norrvik.example")).Subject.ShouldBe("Confirm your address");
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.RegisteredAsync(site, Mara, "Mara Ellison");
        using var other = new Guest(site);

        using var answer = await other.Browser.GetAsync(await mara.LetterAsync(Mara), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_and_every_browser_signed_out()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var other = new Guest(site);
        await other.PostAsync("/reset", ("address", Mara));
        var link = (await other.NewestAsync(Mara, 2)).Link!;
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);

        using var answer = await other.PostAsync(
            "/reset/new", link.PathAndQuery, ("account", query["account"]!), ("token", query["token"]!), ("password", "a quite different sentence"));

        answer.Headers.Location!.OriginalString.ShouldBe("/signin?done=reset");
        using var signedOut = await mara.Browser.GetAsync("/", Ct);
        signedOut.Headers.Location!.OriginalString.ShouldBe("/signin");
        (await other.SignInAsync(Mara)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.SignInAsync(Mara, "a quite different sentence")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await other.NewestAsync(Mara, 3)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var copy = new HttpRequestMessage(HttpMethod.Get, "/");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new(site.Url) };
        using var fresh = new Guest(site);
        using var entered = await fresh.SignInAsync(Mara);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("tandem-session=", StringComparison.Ordinal)).Split(';')[0];
        copy.Headers.Add("Cookie", cookie);
        (await thief.SendAsync(copy, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await fresh.PostAsync("/signout", "/");

        using var again = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie } } };
        (await thief.SendAsync(again, Ct)).Headers.Location!.OriginalString.ShouldBe("/signin");
        (await mara.ReadAsync("/")).ShouldContain("Mara Ellison");
    }

    [Theory]
    [InlineData("short", "At least")]
    [InlineData("passwordpassword1", "among the first")]
    [InlineData("aaaaaaaaaaaaaaaa", "among the first")]
    [InlineData("mara.ellison2026", "mostly your own")]
    public async Task A_weak_password_is_refused_with_its_reason(string password, string reason)
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = new Guest(site);
        await mara.PostAsync("/register", ("address", Mara));
        var link = await mara.LetterAsync(Mara);
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);

        using var answer = await mara.PostAsync(
            "/confirm", link.PathAndQuery, ("account", query["account"]!), ("token", query["token"]!), ("name", "Mara Ellison"), ("password", password));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain(reason);
    }

    [Fact]
    public async Task Too_many_tries_are_told_when_to_come_back()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var guest = new Guest(site);
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            using var answer = await guest.SignInAsync(Mara, "not the password at all");
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 300);
            }
        }

        statuses.Take(10).ShouldAllBe(status => status == HttpStatusCode.UnprocessableEntity);
        statuses.Skip(10).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string WithoutTokens(string page) => System.Text.RegularExpressions.Regex.Replace(page, "value=\"CfDJ8[^\"]*\"", "");
}
