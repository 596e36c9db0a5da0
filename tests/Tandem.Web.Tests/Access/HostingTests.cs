using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Tandem.Web.Access;
using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Access;

/// <summary>How whoever hosts wants it, and what holds for every answer.</summary>
public sealed partial class HostingTests
{
    [Fact]
    public void Every_setting_is_on_the_page_and_the_page_names_no_other()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "configuration.md"));

        Row().Matches(page).Select(row => row.Groups[1].Value).ShouldBe(Hosting.Keys);
    }

    [Fact]
    public void Every_setting_that_the_code_reads_is_a_known_one()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src", "Tandem.Web", "Access", "Hosting.cs"));
        var body = source[source.IndexOf("public static Hosting Read", StringComparison.Ordinal)..];

        var read = Literal().Matches(body).Select(key => key.Groups[1].Value).Distinct().ToList();

        read.Except(Hosting.Keys).ShouldBeEmpty();
        Hosting.Keys.Except(read).ShouldBe(["companies:groupClaim", "companies:clientSecret"], ignoreOrder: true); // read by their last part
    }

    [Fact]
    public void The_roles_on_the_page_are_the_rights_of_the_code()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "roles.md"));
        Role[] columns = [Role.Owner, Role.Member, Role.Sponsor, Role.Viewer];

        var rows = Right().Matches(page).ToDictionary(row => Enum.Parse<Right>(row.Groups[1].Value), row => row.Groups[2].Value.Split(" | "));

        rows.Keys.Order().ShouldBe(Enum.GetValues<Right>());
        foreach (var (right, cells) in rows)
        {
            columns.Select(role => role.May(right) ? "yes" : "no").ShouldBe(cells, right.ToString());
        }
    }

    [Fact]
    public void A_file_is_read_with_lists_companies_and_roles()
    {
        var hosting = Hosting.Read(Settings(
            ("host:publicUrl", "https://tandem.aldermere.example"), ("host:names:0", "tandem.test"), ("host:proxies", "10.0.0.1, 10.0.0.2"),
            ("mail:server", "mail.aldermere.example"), ("companies:0:name", "Aldermere"), ("companies:0:issuer", "https://id.aldermere.example"),
            ("companies:0:clientId", "tandem"), ("companies:0:domain", "Aldermere.example"), ("companies:0:roles:sales", "member"),
            ("companies:0:role", "viewer")), "/data");

        hosting.IsOpen.ShouldBeTrue();
        hosting.IsSecure.ShouldBeTrue();
        hosting.Names.ShouldBe(["tandem.test", "tandem.aldermere.example"]);
        hosting.Proxies.ShouldBe([IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2")]);
        hosting.From.ShouldBe("tandem@tandem.aldermere.example");
        hosting.Mail!.Port.ShouldBe(587);
        var company = hosting.Companies.ShouldHaveSingleItem();
        (company.Domain, company.GroupClaim, company.Roles["sales"], company.Otherwise).ShouldBe(("aldermere.example", "groups", Role.Member, Role.Viewer));
    }

    [Theory]
    [InlineData("host:publicUrl", "ftp://x")]
    [InlineData("host:proxies", "not an address")]
    [InlineData("access:register", "perhaps")]
    [InlineData("mail:server", "m", "mail:port", "-1")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value, string? other = null, string? otherValue = null)
    {
        var settings = Settings((key, value), (other ?? "host:name", otherValue ?? "x"));

        Should.Throw<InvalidDataException>(() => Hosting.Read(settings, "/data")).Message.ShouldContain(other ?? key);
    }

    [Fact]
    public void A_misspelt_setting_is_found() =>
        Hosting.UnknownKeys(Settings(("host:pubicUrl", "x"), ("companies:3:roles:any group", "owner"), ("host:names:7", "x"))).ShouldBe(["host:pubicUrl"]);

    [Theory]
    [InlineData("/signin", 200)]
    [InlineData("/", 302)]
    [InlineData("/nowhere", 404)]
    [InlineData("/assets/none.css", 404)]
    [InlineData("/health", 200)]
    [InlineData("/error/500", 500)]
    public async Task Every_answer_behind_TLS_says_what_a_browser_may_do_with_it(string place, int status)
    {
        await using var site = await Site.OpenEmptyAsync(Behind());
        using var client = Proxied(site);

        using var answer = await client.GetAsync(place, Ct);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldBe(Shell.Safety.ContentPolicy);
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single().ShouldBe("same-origin");
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single().ShouldBe("same-origin");
        answer.Headers.GetValues("Permissions-Policy").Single().ShouldContain("camera=()");
        answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        foreach (var cookie in cookies ?? [])
        {
            cookie.ShouldStartWith("__Host-");
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; httponly", Case.Insensitive);
        }
    }

    [Fact]
    public async Task An_open_host_lets_nobody_in_for_sitting_at_the_machine()
    {
        await using var site = await Site.OpenEmptyAsync(new() { IsOpen = true });
        using var client = site.Client();

        using var answer = await client.GetAsync("/", Ct);

        answer.Headers.Location!.OriginalString.ShouldBe("/signin");
    }

    [Fact]
    public async Task A_caller_is_who_the_named_proxy_says_and_nobody_elses_word_counts()
    {
        await using var believed = await Site.OpenEmptyAsync(Behind());
        await using var ignored = await Site.OpenEmptyAsync(Behind() with { Proxies = [IPAddress.Parse("10.0.0.9")] });
        foreach (var (site, mostTries) in ((Site, int)[])[(believed, 40), (ignored, 10)])
        {
            using var client = Proxied(site);
            var refused = 0;
            for (var caller = 0; caller < 24; caller++)
            {
                using var page = new HttpRequestMessage(HttpMethod.Get, "/join/none") { Headers = { { "X-Forwarded-For", $"203.0.113.{caller}" } } };
                using var answer = await client.SendAsync(page, Ct);
                refused += answer.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
            }

            refused.ShouldBe(0);
            var tries = (Tries)site.Services.GetService(typeof(Tries))!;
            var own = tries.Take(new("invitation", 10, TimeSpan.FromHours(1)), "127.0.0.1");
            (own is null).ShouldBe(mostTries == 40, "counted for each caller, or all for the proxy");
        }
    }

    [Fact]
    public async Task A_form_that_is_too_long_is_not_read()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var guest = new Guest(site);
        var token = await guest.TokenAsync("/signin");

        using var answer = await guest.Browser.PostAsync(
            "/signin", new FormUrlEncodedContent([new("address", new string('x', 2 << 20)), new("__RequestVerificationToken", token)]), Ct);

        ((int)answer.StatusCode).ShouldBeOneOf(400, 413);
    }

    [Fact]
    public async Task Without_open_registration_only_the_invited_get_a_letter()
    {
        await using var site = await Site.OpenEmptyAsync(new() { IsRegistrationOpen = false });
        using var guest = new Guest(site);
        (await guest.ReadAsync("/register")).ShouldContain("by invitation only");

        using var answer = await guest.Browser.PostAsync(
            "/register",
            new FormUrlEncodedContent([new("address", "x@aldermere.example"), new("__RequestVerificationToken", await guest.TokenAsync("/signin"))]), Ct);

        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("by invitation only");
        site.Post.Letters.ShouldBeEmpty();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Hosting Behind() => new()
    {
        PublicUrl = new("https://tandem.aldermere.example"),
        Names = ["tandem.aldermere.example"],
        IsOpen = true,
        Proxies = [IPAddress.Loopback],
    };

    private static HttpClient Proxied(Site site)
    {
        var client = site.Client();
        client.DefaultRequestHeaders.Host = "tandem.aldermere.example";
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        return client;
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();

    [GeneratedRegex(@"^\| `([a-zA-Z:]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"""((?:host|mail|access|companies|outward|api):[a-zA-Z]+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^\| ([A-Z][a-z]+) \| ((?:yes|no)(?: \| (?:yes|no)){3}) \|", RegexOptions.Multiline)]
    private static partial Regex Right();
}
