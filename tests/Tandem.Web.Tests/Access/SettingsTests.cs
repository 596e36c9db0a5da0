using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Tandem.Web.Access;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Tests.Access;

public sealed partial class SettingsTests
{
    private const string Mara = "mara.ellison@aldermere.example";
    private const string Dev = "dev.anand@aldermere.example";

    [Fact]
    public async Task An_owner_invites_a_colleague_who_joins_once_and_with_that_address_only()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        await mara.PostAsync("/settings/members/invite", "/settings/members", ("address", Dev), ("role", "member"));
        var link = await mara.LetterAsync(Dev);
        using var other = await Guest.RegisteredAsync(site, "camille.fournier@norrvik.example", "Camille Fournier");
        (await other.ReadAsync(link.PathAndQuery)).ShouldContain("but the invitation is for " + Dev);
        using var stolen = await other.PostAsync(link.PathAndQuery, ("accept", "yes"));
        stolen.StatusCode.ShouldBe(HttpStatusCode.Gone);

        using var dev = await RegisteredAsync(site, Dev, "Dev Anand", number: 2);
        using var joined = await dev.PostAsync(link.PathAndQuery, ("accept", "yes"));

        joined.Headers.Location!.OriginalString.ShouldBe("/");
        (await dev.ReadAsync("/settings/members")).ShouldContain("Mara Ellison");
        (await mara.ReadAsync("/settings/members")).ShouldContain("Dev Anand");
        using var again = await dev.Browser.GetAsync(link, Ct);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task The_last_owner_neither_leaves_nor_steps_down_nor_erases_themselves()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var own = Member().Match(await mara.ReadAsync("/settings/members")).Groups[1].Value;

        using var left = await mara.PostAsync("/settings/members/leave", "/settings/members");
        using var down = await mara.PostAsync("/settings/members/role", "/settings/members", ("member", own), ("role", "viewer"));
        using var erased = await mara.PostAsync("/settings/data/erase", "/settings/data", ("confirmed", "yes"));

        foreach (var answer in (HttpResponseMessage[])[left, down, erased])
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        own.ShouldMatch("^m-[0-9a-f]{12}$");
        (await mara.ReadAsync("/settings/members")).ShouldContain("Mara Ellison");
    }

    [Theory]
    [InlineData("/settings/keys")]
    [InlineData("/settings/audit")]
    [InlineData("/settings/audit.csv")]
    public async Task What_is_the_owners_is_refused_to_a_viewer_with_a_page_that_says_so(string place)
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var dev = await JoinedAsync(site, mara, "viewer");

        using var answer = await dev.Browser.GetAsync(place, Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync(Ct)).ShouldContain("Not yours to do");
        using var invite = await dev.PostAsync("/settings/members/invite", "/settings/members", ("address", "x@aldermere.example"), ("role", "owner"));
        invite.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_member_whose_role_changes_feels_it_at_once()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var dev = await JoinedAsync(site, mara, "viewer");
        var pseudonym = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Dev), Ct)).Single().Pseudonym;

        await mara.PostAsync("/settings/members/role", "/settings/members", ("member", pseudonym), ("role", "owner"));

        (await dev.ReadAsync("/settings/audit")).ShouldContain("Role changed");
    }

    [Fact]
    public async Task A_person_of_two_organizations_changes_between_them()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var camille = await Guest.OwnerAsync(site, "camille.fournier@norrvik.example", "Camille Fournier", "Norrvik Foods");
        await camille.PostAsync("/settings/members/invite", "/settings/members", ("address", Mara), ("role", "sponsor"));
        var link = (await camille.NewestAsync(Mara, 2)).Link!;
        await mara.PostAsync(link.PathAndQuery, ("accept", "yes"));
        (await mara.ReadAsync("/settings/members")).ShouldContain("Camille Fournier");
        var home = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Mara), Ct)).First(m => m.Name == "Aldermere Systems");

        using var changed = await mara.PostAsync("/organization", "/settings/members", ("organization", home.Organization.Value.ToString()));
        changed.Headers.Location!.OriginalString.ShouldBe("/");

        (await mara.ReadAsync("/settings/members")).ShouldNotContain("Camille Fournier");
        using var foreign = await camille.PostAsync("/organization", "/settings/members", ("organization", home.Organization.Value.ToString()));
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_form_left_open_acts_for_no_other_organization()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var camille = await Guest.OwnerAsync(site, "camille.fournier@norrvik.example", "Camille Fournier", "Norrvik Foods");
        await camille.PostAsync("/settings/members/invite", "/settings/members", ("address", Mara), ("role", "owner"));
        var link = (await camille.NewestAsync(Mara, 2)).Link!;
        var home = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Mara), Ct)).Single();
        var left = await mara.TokenAsync("/settings/organization");
        await mara.PostAsync(link.PathAndQuery, ("accept", "yes"));

        using var sent = await SendAsync("/settings/organization/domains", ("domain", "aldermere.example"));

        sent.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var elsewhere = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Mara), Ct)).Single(m => m.Name == "Norrvik Foods");
        (await site.Store.People.DomainsAsync(SessionDesk.ViewerOf(elsewhere), Ct)).ShouldBeEmpty();
        using var back = await SendAsync("/organization", ("organization", home.Organization.Value.ToString()));
        back.StatusCode.ShouldBe(HttpStatusCode.Redirect); // whoever goes back there, may
        using var again = await SendAsync("/settings/organization/domains", ("domain", "aldermere.example"));
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        Task<HttpResponseMessage> SendAsync(string place, (string Name, string Value) field) => mara.Browser.PostAsync(
            place, new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value), new("__RequestVerificationToken", left)]), Ct);
    }

    [Fact]
    public async Task An_authenticator_asks_for_a_code_that_counts_once_and_a_recovery_code_replaces_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var secret = Secret().Match(await mara.ReadAsync("/settings/security/authenticator")).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        using var on = await mara.PostAsync("/settings/security/authenticator", ("code", Totp.Of(secret)));
        on.Headers.Location!.OriginalString.ShouldBe("/settings/security/codes");
        var codes = Codes().Matches(await mara.ReadAsync("/settings/security/codes")).Select(match => match.Groups[1].Value).ToList();
        codes.Count.ShouldBe(10);
        using var once = await mara.Browser.GetAsync("/settings/security/codes", Ct);
        once.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var guest = new Guest(site);
        using var half = await guest.SignInAsync(Mara, back: "/imports");
        half.Headers.Location!.OriginalString.ShouldBe("/signin/second?back=%2Fimports");
        using var notYet = await guest.Browser.GetAsync("/imports", Ct);
        notYet.Headers.Location!.OriginalString.ShouldStartWith("/signin");
        using var replayed = await guest.PostAsync("/signin/second", ("code", Totp.Of(secret)));
        replayed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var recovered = await guest.PostAsync("/signin/second", ("recovery", codes[0]), ("back", "/imports"));
        recovered.Headers.Location!.OriginalString.ShouldBe("/imports");

        using var second = new Guest(site);
        await second.SignInAsync(Mara);
        using var spent = await second.PostAsync("/signin/second", ("recovery", codes[0]));
        spent.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var next = await second.PostAsync("/signin/second", ("code", Totp.Of(secret, steps: 1)));
        next.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Many_failed_tries_do_not_silence_the_letter_of_a_new_browser()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var (account, now) = (await AccountOfAsync(site, Mara), TimeProvider.System.GetUtcNow());
        for (var tried = 1; tried <= Tandem.Core.Vocabulary.Limits.RowsListed + 10; tried++)
        {
            var at = now.AddSeconds(tried);
            await site.Store.People.WriteAuditAsync(
                new(Guid.CreateVersion7(at), at, null, account, AuditCode.SignInFailed, null, "password", "192.0.2.1"), Ct);
        }

        using var other = new Guest(site);
        await other.SignInAsync(Mara);

        (await other.NewestAsync(Mara, 2)).Subject.ShouldBe("A new browser signed in");
    }

    [Fact]
    public async Task A_changed_password_signs_out_the_other_browsers_and_tells_by_letter()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var other = new Guest(site);
        await other.SignInAsync(Mara);
        (await other.NewestAsync(Mara, 2)).Subject.ShouldBe("A new browser signed in");

        using var wrong = await mara.PostAsync("/settings/security/password", "/settings/security", ("current", "nope"), ("password", "a quite different sentence"));
        using var right = await mara.PostAsync(
            "/settings/security/password", "/settings/security", ("current", Guest.GoodPassword), ("password", "a quite different sentence"));

        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await mara.ReadAsync("/settings/security")).ShouldContain("Password changed");
        using var gone = await other.Browser.GetAsync("/", Ct);
        gone.Headers.Location!.OriginalString.ShouldBe("/signin");
        (await mara.NewestAsync(Mara, 3)).Subject.ShouldBe("Your password was changed");
    }

    [Fact]
    public async Task A_session_is_ended_from_another_browser()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var other = new Guest(site);
        await other.SignInAsync(Mara);
        var id = Session().Match(await mara.ReadAsync("/settings/security")).Groups[1].Value;

        await mara.PostAsync("/settings/security/sessions/revoke", "/settings/security", ("session", id));

        using var gone = await other.Browser.GetAsync("/", Ct);
        gone.Headers.Location!.OriginalString.ShouldBe("/signin");
        (await mara.ReadAsync("/")).ShouldContain("Mara Ellison");
    }

    [Fact]
    public async Task A_domain_is_shown_by_the_name_system_and_then_nobody_else_can_have_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var camille = await Guest.OwnerAsync(site, "camille.fournier@norrvik.example", "Camille Fournier", "Norrvik Foods");
        await mara.PostAsync("/settings/organization/domains", "/settings/organization", ("domain", "Aldermere.Example"));
        var code = Code().Match(await mara.ReadAsync("/settings/organization")).Value;

        using var early = await mara.PostAsync("/settings/organization/domains/check", "/settings/organization", ("domain", "aldermere.example"));
        site.Names.Say("_tandem.aldermere.example", "v=spf1", code);
        using var proven = await mara.PostAsync("/settings/organization/domains/check", "/settings/organization", ("domain", "aldermere.example"));
        using var taken = await camille.PostAsync("/settings/organization/domains", "/settings/organization", ("domain", "aldermere.example"));

        early.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        proven.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await mara.ReadAsync("/settings/organization")).ShouldContain("shown ");
        taken.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await taken.Content.ReadAsStringAsync(Ct)).ShouldContain("Another organization on this host");
    }

    [Fact]
    public async Task A_domain_is_shown_by_a_code_that_is_sent_to_a_role_address()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        await mara.PostAsync("/settings/organization/domains", "/settings/organization", ("domain", "aldermere.example"));
        await mara.PostAsync("/settings/organization/domains/letter", "/settings/organization", ("domain", "aldermere.example"), ("mailbox", "hostmaster"));
        var letter = await mara.NewestAsync("hostmaster@aldermere.example");
        var code = letter.Text[1].Split(' ')[^1];

        using var wrong = await mara.PostAsync(
            "/settings/organization/domains/code", "/settings/organization", ("domain", "aldermere.example"), ("code", "x" + code[1..]));
        using var right = await mara.PostAsync(
            "/settings/organization/domains/code", "/settings/organization", ("domain", "aldermere.example"), ("code", code));

        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await mara.ReadAsync("/settings/organization")).ShouldContain("hostmaster@aldermere.example");
    }

    [Theory]
    [InlineData("gmail.com")]
    [InlineData("mail.gmail.com")]
    [InlineData("co.uk")]
    [InlineData("com")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("a b.example")]
    public void What_belongs_to_everybody_is_nobodys_domain(string domain) => Seat.DomainOf(domain).ShouldBeNull();

    [Theory]
    [InlineData(" Aldermere.EXAMPLE. ", "aldermere.example")]
    [InlineData("norrvik.co.uk", "norrvik.co.uk")]
    [InlineData("räksmörgås.se", "xn--rksmrgs-5wao1o.se")]
    public void A_domain_is_read_as_the_name_system_has_it(string typed, string domain) => Seat.DomainOf(typed).ShouldBe(domain);

    [Fact]
    public async Task Days_off_belong_to_the_clock_of_the_organization()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        await mara.PostAsync(
            "/settings/organization", ("name", "Aldermere"), ("zone", "Europe/London"), ("first", "mon"), ("last", "thu"), ("from", "08:00"), ("to", "16:30"));
        await mara.PostAsync("/settings/organization/absences", "/settings/organization", ("day", "2026-12-24"), ("until", "2026-12-26"), ("what", "Yule"));

        var place = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Mara), Ct)).Single();
        var organization = await site.Store.People.OrganizationAsync(new(place.Organization, place.Role), Ct);

        organization!.Name.ShouldBe("Aldermere");
        organization.Clock!.Write().ShouldBe("mon-thu 08:00-16:30");
        organization.Clock.Zone.Id.ShouldBe("Europe/London");
        organization.Clock.Holidays.Order().ShouldBe([new(2026, 12, 24), new(2026, 12, 25), new(2026, 12, 26)]);
        (await mara.ReadAsync("/settings/organization")).ShouldContain("Yule");
    }

    [Fact]
    public async Task A_key_is_shown_once_opens_for_its_role_and_ends_when_taken_back()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var made = await mara.PostAsync("/settings/keys", ("name", "CRM bridge"), ("role", "member"), ("scope", "shared"), ("days", "30"));
        var key = Key().Match(await mara.ReadAsync(made.Headers.Location!.OriginalString)).Value;
        (await mara.ReadAsync("/settings/keys?done=made")).ShouldNotContain(key);

        var opened = await site.Store.People.OpenWithKeyAsync(new(key), DateTimeOffset.MaxValue.AddYears(-7900), Ct);
        var now = TimeProvider.System.GetUtcNow();
        var open = (await site.Store.People.OpenWithKeyAsync(new(key), now, Ct))!.Value;
        await mara.PostAsync("/settings/keys/revoke", "/settings/keys", ("key", open.Key.ToString()));

        opened.ShouldBeNull("it has expired by then");
        open.Viewer.Role.ShouldBe(Role.Member);
        open.Viewer.IsSharedOnly.ShouldBeTrue();
        open.Viewer.Pseudonym.ShouldStartWith("k-");
        (await site.Store.People.OpenWithKeyAsync(new(key), now, Ct)).ShouldBeNull();
        (await site.Store.People.OpenWithKeyAsync(new("tdm_" + new string('A', 43)), now, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task The_audit_log_tells_of_failures_too_and_its_download_runs_no_formula()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "=HYPERLINK(1)", "Aldermere Systems");
        using var guest = new Guest(site);
        await guest.SignInAsync(Mara, "not the password at all");

        var page = await mara.ReadAsync("/settings/audit?what=sign-in-failed");
        var csv = await mara.Browser.GetStringAsync("/settings/audit.csv", Ct);

        page.ShouldContain("127.0.0.1");
        csv.ShouldContain("\"sign-in-failed\",\"'=HYPERLINK(1)\"");
        (await mara.ReadAsync("/settings/audit?what=exported")).ShouldContain("Exported");
        (await mara.ReadAsync("/settings/security")).ShouldContain("Sign-in failed");
    }

    [Fact]
    public async Task The_audit_log_is_read_page_by_page()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var place = (await site.Store.People.MembershipsAsync(await AccountOfAsync(site, Mara), Ct)).Single();
        var start = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < 60; number++)
        {
            var at = start.AddSeconds(number);
            await site.Store.People.WriteAuditAsync(
                new(Guid.CreateVersion7(at), at, place.Organization, place.Account, AuditCode.KeyMade, null, $"number {number}"), Ct);
        }

        var first = await mara.ReadAsync("/settings/audit?what=key-made");
        var next = Older().Match(first).Groups[1].Value;
        var second = await mara.ReadAsync(next);

        Numbers().Matches(first).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(10, 50).Reverse());
        Numbers().Matches(second).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ShouldBe(Enumerable.Range(0, 10).Reverse());
    }

    [Fact]
    public async Task A_person_takes_along_what_is_known_of_them_and_then_is_forgotten()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var dev = await JoinedAsync(site, mara, "member");
        using var export = await dev.PostAsync("/settings/data/export", "/settings/data");
        using var zip = new ZipArchive(await export.Content.ReadAsStreamAsync(Ct));
        using var person = new StreamReader(zip.GetEntry("person.json")!.Open());
        (await person.ReadToEndAsync(Ct)).ShouldContain(Dev);
        zip.Entries.Select(entry => entry.Name).ShouldBe(
            ["person.json", "memberships.json", "sessions.json", "passkeys.json", "logins.json", "activity.json"]);

        using var erased = await dev.PostAsync("/settings/data/erase", "/settings/data", ("confirmed", "yes"));

        erased.Headers.Location!.OriginalString.ShouldBe("/signin?done=erased");
        (await mara.ReadAsync("/settings/members")).ShouldNotContain("Dev Anand");
        (await mara.ReadAsync("/settings/audit")).ShouldNotContain("Dev Anand");
        (await dev.SignInAsync(Dev)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_page_speaks_the_language_of_the_profile_after_the_sign_in()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        await mara.PostAsync("/settings/profile", ("name", "Mara Ellison"), ("language", "fr"), ("zone", "Europe/Paris"), ("shortcuts", "on"));
        using var other = new Guest(site, "sv");
        (await other.ReadAsync("/signin")).ShouldContain("<html lang=\"sv\"");

        await other.SignInAsync(Mara);

        (await other.ReadAsync("/settings/profile")).ShouldContain("<html lang=\"fr\"");
        (await other.NewestAsync(Mara, 2)).Subject.ShouldBe("Un nouveau navigateur s’est connecté");
    }

    [Fact]
    public async Task Moments_are_told_by_the_clock_of_the_profile()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        (await mara.ReadAsync("/settings/security")).ShouldMatch(@"\d\d:\d\d UTC<");

        await mara.PostAsync("/settings/profile", ("name", "Mara Ellison"), ("language", "en"), ("zone", "Asia/Kathmandu"), ("shortcuts", "on"));

        var there = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu"));
        var page = await mara.ReadAsync("/settings/security");
        page.ShouldContain("UTC+5:45");
        page.ShouldContain(there.ToString("d MMM yyyy, HH", CultureInfo.InvariantCulture));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<Guest> JoinedAsync(Site site, Guest owner, string role)
    {
        await owner.PostAsync("/settings/members/invite", "/settings/members", ("address", Dev), ("role", role));
        var link = await owner.LetterAsync(Dev);
        var dev = await RegisteredAsync(site, Dev, "Dev Anand", number: 2);
        await dev.PostAsync(link.PathAndQuery, ("accept", "yes"));
        return dev;
    }

    private static async Task<Guest> RegisteredAsync(Site site, string address, string name, int number)
    {
        var guest = new Guest(site);
        await guest.PostAsync("/register", ("address", address));
        var link = (await guest.NewestAsync(address, number)).Link!;
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);
        await guest.PostAsync(
            "/confirm", link.PathAndQuery, ("account", query["account"]!), ("token", query["token"]!), ("name", name), ("password", Guest.GoodPassword));
        return guest;
    }

    private static async Task<AccountId> AccountOfAsync(Site site, string address)
    {
        using var users = (Microsoft.AspNetCore.Identity.IUserEmailStore<Microsoft.AspNetCore.Identity.IdentityUser<Guid>>)site.Store.NewAccounts();
        return new((await users.FindByEmailAsync(address.ToUpperInvariant(), Ct))!.Id);
    }

    [GeneratedRegex("name=\"member\" value=\"([^\"]+)\"")]
    private static partial Regex Member();

    [GeneratedRegex("<code class=\"command\">([A-Z2-7 ]+)</code>")]
    private static partial Regex Secret();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Codes();

    [GeneratedRegex("name=\"session\" value=\"([^\"]+)\"")]
    private static partial Regex Session();

    [GeneratedRegex("tandem-[0-9a-f]{32}")]
    private static partial Regex Code();

    [GeneratedRegex("tdm_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    [GeneratedRegex("href=\"(/settings/audit\\?before=[^\"]+)\"")]
    private static partial Regex Older();

    [GeneratedRegex("number (\\d+)")]
    private static partial Regex Numbers();
}
