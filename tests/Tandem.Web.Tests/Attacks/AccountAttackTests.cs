using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tandem.Core.Evidence;
using Tandem.Web.Access;
using Tandem.Web.Tests.Access;
using Tandem.Web.Tests.Api;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Attacks;

/// <summary>Ways into somebody else's account, address, domain or organization, each of them closed.</summary>
public sealed partial class AccountAttackTests
{
    private const string Mara = "mara@klarvik.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_counts_once_though_others_were_used_since()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var shown = Secret().Match(await mara.ReadAsync("/settings/security/authenticator")).Groups[1].Value;
        var secret = shown.Replace(" ", "", StringComparison.Ordinal);
        using var on = await mara.PostAsync("/settings/security/authenticator", ("code", Totp.Of(secret, -1)));
        on.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var (first, second) = (Totp.Of(secret), Totp.Of(secret, 1));
        (await EntersAsync(site, first)).ShouldBeTrue();
        (await EntersAsync(site, second)).ShouldBeTrue();

        (await EntersAsync(site, first)).ShouldBeFalse();
        (await EntersAsync(site, second)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_that_is_sent_twice_at_once_lets_one_in()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var shown = Secret().Match(await mara.ReadAsync("/settings/security/authenticator")).Groups[1].Value;
        var secret = shown.Replace(" ", "", StringComparison.Ordinal);
        using var on = await mara.PostAsync("/settings/security/authenticator", ("code", Totp.Of(secret, -1)));
        List<Guest> thieves = [.. Enumerable.Range(0, 4).Select(_ => new Guest(site))];
        var tokens = new List<string>();
        foreach (var thief in thieves)
        {
            using var half = await thief.SignInAsync(Mara);
            tokens.Add(await thief.TokenAsync("/signin/second"));
        }

        var code = Totp.Of(secret);
        var answers = await Task.WhenAll(thieves.Zip(tokens).Select(pair => pair.First.Browser.PostAsync(
            "/signin/second", new FormUrlEncodedContent([new("code", code), new("__RequestVerificationToken", pair.Second)]), Ct)));

        answers.Select(answer => answer.StatusCode).Order().ShouldBe(
            [HttpStatusCode.Redirect, .. Enumerable.Repeat(HttpStatusCode.UnprocessableEntity, 3)]);
        thieves.ForEach(thief => thief.Dispose());
    }

    [Fact]
    public async Task Letters_go_to_the_address_of_the_account_not_to_one_that_only_looks_like_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var thief = new Guest(site);

        using var kelvin = await thief.PostAsync("/reset", ("address", "mara@\u212Alarvik.example"));
        using var loud = await thief.PostAsync("/reset", ("address", "MARA@KLARVIK.EXAMPLE"));

        kelvin.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await thief.LetterAsync(Mara, "/reset/new")).ShouldNotBeNull();
        site.Post.Letters.Select(letter => letter.To).Distinct().ShouldBe([Mara]);
    }

    [Fact]
    public async Task A_code_for_a_domain_ends_when_the_domain_is_asked_for_anew()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        const string Page = "/settings/organization";
        using var asked = await mara.PostAsync(Page + "/domains", Page, ("domain", "norrvik.example"));
        using var sent = await mara.PostAsync(Page + "/domains/letter", Page, ("domain", "norrvik.example"), ("mailbox", "postmaster"));
        var letter = await mara.NewestAsync("postmaster@norrvik.example");
        var code = Code().Match(string.Join(' ', letter.Text)).Value;
        using var removed = await mara.PostAsync(Page + "/domains/remove", Page, ("domain", "norrvik.example"));
        using var again = await mara.PostAsync(Page + "/domains", Page, ("domain", "norrvik.example"));

        using var old = await mara.PostAsync(Page + "/domains/code", Page, ("domain", "norrvik.example"), ("code", code));

        old.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var anew = await mara.PostAsync(Page + "/domains/letter", Page, ("domain", "norrvik.example"), ("mailbox", "postmaster"));
        letter = await mara.NewestAsync("postmaster@norrvik.example", 2);
        using var proven = await mara.PostAsync(
            Page + "/domains/code", Page, ("domain", "norrvik.example"), ("code", Code().Match(string.Join(' ', letter.Text)).Value));
        proven.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nothing_is_left_of_an_address_where_others_wrote_it_down()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var invited = await mara.PostAsync(
            "/settings/members/invite", "/settings/members", ("address", "Jonas@gone.example"), ("role", "Member"));
        using var jonas = await Guest.RegisteredAsync(site, "jonas@gone.example", "Jonas Gone");
        var link = await jonas.LetterAsync("Jonas@gone.example", "/join/");
        using var joined = await jonas.PostAsync(link.PathAndQuery, ("accept", "yes"));
        joined.Headers.Location!.OriginalString.ShouldBe("/");
        (await mara.ReadAsync("/settings/audit.csv")).ShouldContain("gone.example");

        using var erased = await jonas.PostAsync("/settings/data/erase", "/settings/data", ("confirmed", "yes"));

        erased.Headers.Location!.OriginalString.ShouldBe("/signin?done=erased");
        (await mara.ReadAsync("/settings/audit.csv")).ShouldNotContain("gone.example");
        (await mara.ReadAsync("/settings/audit.csv")).ShouldContain("\"erased\"");
    }

    [Fact]
    public async Task Nobody_adds_to_an_organization_that_has_joined()
    {
        await using var town = await Town.OpenAsync();
        var (ours, theirs) = (town.SeatOf("a.owner"), town.SeatOf("b.owner"));
        var before = (await theirs.OrganizationAsync(Ct))!.Party;

        var again = await ours.OpenRelationshipAsync("Norrvik Foods", Party.Of(["norrvik.example", "victim.example"]), Ct);

        again.Id.ShouldBe(town.Shared);
        (await theirs.OrganizationAsync(Ct))!.Party.Domains.ShouldBe(before.Domains);
    }

    [Fact]
    public async Task Joining_takes_over_no_domain_that_is_many_peoples_or_shown_to_be_anothers()
    {
        await using var town = await Town.OpenAsync();
        var (ours, other, now) = (town.SeatOf("a.owner"), town.Viewers["stranger.owner"], town.Rooms.Time.GetUtcNow());
        var proven = town.SeatOf("b.owner");
        (await proven.AskDomainAsync("proven.example", Ct)).ShouldBe(DomainAnswer.Done);
        (await town.Rooms.People.ProveDomainAsync(proven.Viewer, "proven.example", "dns", now, Ct)).ShouldBe(DomainAnswer.Done);
        var place = (await ours.OpenRelationshipAsync("Kestrel", Party.Of(["kestrel.example", "gmail.com", "proven.example"]), Ct)).Id;
        var link = (await ours.InviteAsync(place, "owner@stranger.example", "en", "", [], Ct))!.Value;

        _ = await town.Rooms.Invitations.JoinAsync(place, link.Token.Digest(), other.Account!.Value, other.Organization, "", now, Ct);

        (await town.SeatOf("stranger.owner").OrganizationAsync(Ct))!.Party.Domains.ShouldBe(["kestrel.example"]);
    }

    [Fact]
    public async Task A_way_back_to_no_invitation_of_ones_own_invites_nobody()
    {
        await using var site = await Site.OpenEmptyAsync(new() { IsRegistrationOpen = false });
        var (rooms, now) = (site.Services.GetRequiredService<Rooms>(), TimeProvider.System.GetUtcNow());
        var owner = new Viewer((await rooms.People.FoundAsync(new(Guid.NewGuid()), "Aldermere Systems", now, Ct)).Organization, Role.Owner);
        var token = Token.New();
        (await rooms.People.InviteMemberAsync(owner, token, "camille@norrvik.example", Role.Member, now, now.AddDays(1), Ct)).ShouldBeTrue();
        using var guest = new Guest(site);

        foreach (var (address, back) in ((string, string)[])
        [
            ("thief@elsewhere.example", "/join/x"), ("thief@elsewhere.example", "/invitation/x"), ("thief@elsewhere.example", "/invitations"),
            ("thief@elsewhere.example", "/join/" + token.Value),
        ])
        {
            using var refused = await guest.PostAsync("/register", "/signin", ("address", address), ("back", back));
            (await refused.Content.ReadAsStringAsync(Ct)).ShouldContain("by invitation only", customMessage: back);
        }

        using var invited = await guest.PostAsync("/register", "/signin", ("address", "Camille@norrvik.example"), ("back", "/join/" + token.Value));
        (await guest.LetterAsync("Camille@norrvik.example", "/confirm")).ShouldNotBeNull();
        site.Post.Letters.ShouldAllBe(letter => letter.To == "Camille@norrvik.example");
    }

    [Fact]
    public async Task A_key_ends_with_the_right_it_was_made_with()
    {
        await using var town = await Town.OpenAsync();
        var seat = town.SeatOf("a.owner");
        (await seat.SetRoleAsync(town.Viewers["a.member"].Pseudonym, Role.Owner, Ct)).ShouldBe(MemberChange.Done);
        var second = new Seat(town.Viewers["a.member"] with { Role = Role.Owner }, town.Rooms);
        var signs = (await second.MakeKeyAsync("signs", Role.Sponsor, false, null, Ct))!.Value;
        var reads = (await second.MakeKeyAsync("reads", Role.Viewer, false, null, Ct))!.Value;
        (await seat.SetRoleAsync(town.Viewers["a.member"].Pseudonym, Role.Member, Ct)).ShouldBe(MemberChange.Done);

        using var signer = town.Program(signs.Value);
        using var reader = town.Program(reads.Value);

        (await signer.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized); // a member signs nothing
        (await reader.GetAsync("/api/v1/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_browser_keeps_is_read_wherever_the_program_lies()
    {
        await using var site = await Site.OpenEmptyAsync();

        site.Services.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator.ShouldBe("tandem");
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    public void Whoever_has_a_network_is_counted_as_one(string caller, string counted) =>
        DoorFilter.NetworkOf(IPAddress.Parse(caller)).ShouldBe(counted);

    private static async Task<bool> EntersAsync(Site site, string code)
    {
        using var guest = new Guest(site);
        using var half = await guest.SignInAsync(Mara);
        half.Headers.Location!.OriginalString.ShouldStartWith("/signin/second");
        using var answer = await guest.PostAsync("/signin/second", ("code", code));
        return answer.StatusCode == HttpStatusCode.Redirect;
    }

    [GeneratedRegex(@"\b\d{8}\b")]
    private static partial Regex Code();

    [GeneratedRegex("<code class=\"command\">([A-Z2-7 ]+)<")]
    private static partial Regex Secret();
}
