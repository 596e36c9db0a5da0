using System.Collections.Immutable;
using System.Net;
using Tandem.Web.Access;
using Tandem.Web.Outside;
using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Access;

/// <summary>Signing in with the account of one's company.</summary>
public sealed class CompanyTests
{
    private const string Mara = "mara.ellison@aldermere.example";

    [Fact]
    public async Task The_first_sign_in_makes_the_account_and_the_groups_decide_the_role_each_time()
    {
        await using var provider = await Provider.OpenAsync();
        await using var site = await OpenAsync(provider);
        using var mara = await ProvenOwnerAsync(site);
        using var ingrid = new Guest(site);

        using var entered = await ThroughAsync(ingrid, provider, "/imports");
        entered.Headers.Location!.OriginalString.ShouldBe("/imports");
        (await ingrid.ReadAsync("/imports")).ShouldContain("Ingrid Sole");
        (await RolesAsync(site, mara)).ShouldContain(("Ingrid Sole", Role.Member));

        provider.Groups = ["sales", "board"];
        using (await ThroughAsync(ingrid, provider))
        {
            (await RolesAsync(site, mara)).ShouldContain(("Ingrid Sole", Role.Owner));
        }

        provider.Groups = ["somewhere else"];
        using (await ThroughAsync(ingrid, provider))
        {
            (await RolesAsync(site, mara)).Select(member => member.Name).ShouldNotContain("Ingrid Sole");
        }

        provider.Proofs.ShouldBe([true, true, true]);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("signature")]
    [InlineData("unverified")]
    [InlineData("no address")]
    [InlineData("foreign address")]
    public async Task What_does_not_hold_lets_nobody_in(string lie)
    {
        await using var provider = await Provider.OpenAsync();
        await using var site = await OpenAsync(provider);
        using var mara = await ProvenOwnerAsync(site);
        using var guest = new Guest(site);
        provider.Nonce = lie == "nonce" ? "another" : null;
        provider.Audience = lie == "audience" ? "another" : null;
        provider.IsExpired = lie == "expired";
        provider.IsSignedByAnother = lie == "signature";
        provider.IsVerified = lie != "unverified";
        provider.Email = lie switch { "no address" => null, "foreign address" => "camille.fournier@norrvik.example", _ => provider.Email };

        using var answer = await ThroughAsync(guest, provider);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("did not confirm who you are");
        using var page = await guest.Browser.GetAsync("/", Ct);
        page.Headers.Location!.OriginalString.ShouldBe("/signin");
        (await RolesAsync(site, mara)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_way_back_that_another_browser_began_leads_nowhere()
    {
        await using var provider = await Provider.OpenAsync();
        await using var site = await OpenAsync(provider);
        using var mara = await ProvenOwnerAsync(site);
        using var attacker = new Guest(site);
        using var victim = new Guest(site);
        var wayBack = await WayBackAsync(attacker, provider, "/");

        using var answer = await victim.Browser.GetAsync(wayBack, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        provider.Proofs.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_at_a_private_address_is_not_asked_unless_it_was_allowed()
    {
        await using var provider = await Provider.OpenAsync();
        await using var site = await OpenAsync(provider, allow: []);
        using var mara = await ProvenOwnerAsync(site);
        using var guest = new Guest(site);

        using var answer = await guest.Browser.GetAsync("/signin/company/0", Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::")]
    public void An_address_that_is_not_everybodys_is_private(string address) => Outward.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1::1")]
    public void An_address_of_the_internet_is_public(string address) => Outward.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Fact]
    public async Task A_request_outward_follows_no_redirect_and_takes_no_endless_answer()
    {
        await using var provider = await Provider.OpenAsync();
        using var refused = Outward.Client([]);
        using var allowed = Outward.Client(["127.0.0.1", "localhost"]);

        await Should.ThrowAsync<HttpRequestException>(() => refused.GetAsync(provider.Url + "/keys", Ct));
        await Should.ThrowAsync<HttpRequestException>(() => refused.GetAsync(provider.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) + "/keys", Ct));
        using var redirect = await allowed.GetAsync(provider.Url + "/authorize?redirect_uri=" + Uri.EscapeDataString(provider.Url + "/keys"), Ct);

        redirect.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        allowed.MaxResponseContentBufferSize.ShouldBe(Outward.MostBytes);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<Site> OpenAsync(Provider provider, ImmutableArray<string>? allow = null) => Site.OpenEmptyAsync(new()
    {
        Companies =
        [
            new("0", "Aldermere Systems", new(provider.Url), "tandem", "s3cret", "aldermere.example", "groups",
                ImmutableDictionary.CreateRange([KeyValuePair.Create("sales", Role.Member), KeyValuePair.Create("board", Role.Owner)]), null),
        ],
        AllowPrivate = allow ?? ["127.0.0.1"],
    });

    private static async Task<Guest> ProvenOwnerAsync(Site site)
    {
        var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        await mara.PostAsync("/settings/organization/domains", "/settings/organization", ("domain", "aldermere.example"));
        var place = (await site.Store.People.MembershipsAsync(await AccountAsync(site), Ct)).Single();
        await site.Store.People.ProveDomainAsync(
            new(place.Organization, place.Role), "aldermere.example", "dns", TimeProvider.System.GetUtcNow(), Ct);
        return mara;
    }

    private static async Task<AccountId> AccountAsync(Site site)
    {
        using var users = (Microsoft.AspNetCore.Identity.IUserEmailStore<Microsoft.AspNetCore.Identity.IdentityUser<Guid>>)site.Store.NewAccounts();
        return new((await users.FindByEmailAsync(Mara.ToUpperInvariant(), Ct))!.Id);
    }

    private static async Task<List<(string Name, Role Role)>> RolesAsync(Site site, Guest owner)
    {
        _ = owner;
        var place = (await site.Store.People.MembershipsAsync(await AccountAsync(site), Ct)).Single();
        return [.. (await site.Store.People.MembersAsync(new(place.Organization, place.Role), Ct)).Select(member => (member.Name, member.Role))];
    }

    private static async Task<string> WayBackAsync(Guest guest, Provider provider, string back)
    {
        using var begun = await guest.Browser.GetAsync("/signin/company/0?back=" + Uri.EscapeDataString(back), Ct);
        begun.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        begun.Headers.Location!.AbsoluteUri.ShouldStartWith(provider.Url);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var authorized = await client.GetAsync(begun.Headers.Location, Ct);
        return authorized.Headers.Location!.PathAndQuery;
    }

    private static async Task<HttpResponseMessage> ThroughAsync(Guest guest, Provider provider, string back = "/") =>
        await guest.Browser.GetAsync(await WayBackAsync(guest, provider, back), Ct);
}
