using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Core.Vocabulary;
using Tandem.Web.Tests.Access;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Joining;

public sealed partial class InvitationTests
{
    private const string Mara = "mara.ellison@aldermere.example";
    private const string Camille = "camille.fournier@norrvik.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_invisible_until_it_is_shown_and_becomes_an_entry_when_the_other_side_joins()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var relationship = await OpenAsync(mara);
        await DraftAsync(mara, relationship, "Two engineers on site");
        await DraftAsync(mara, relationship, "Something we keep to ourselves");
        var shown = DraftIds(await mara.ReadAsync(relationship + "/invite"))[0];

        await InviteAsync(mara, relationship, Camille, shown);
        var link = await mara.LetterAsync(Camille, "/invitation");
        using var stranger = site.Client();
        var whatAStrangerSees = await stranger.GetStringAsync(link, Ct);
        using var camille = await Guest.RegisteredAsync(site, Camille, "Camille Fournier", "fr");
        var invitation = await camille.ReadAsync(link.PathAndQuery);
        using var joined = await camille.PostAsync(link.AbsolutePath + "/join", link.AbsolutePath, ("name", "Norrvik Foods"));
        var timeline = await camille.ReadAsync(relationship + "/timeline");

        whatAStrangerSees.ShouldNotContain("Aldermere");
        whatAStrangerSees.ShouldNotContain("Two engineers");
        invitation.ShouldContain("Two engineers on site");
        invitation.ShouldContain("Aldermere Systems invite Norrvik Foods");
        invitation.ShouldNotContain("Something we keep to ourselves");
        joined.Headers.Location!.OriginalString.ShouldBe(relationship);
        timeline.ShouldContain("Two engineers on site");
        timeline.ShouldNotContain("Something we keep to ourselves");
        (await mara.ReadAsync(relationship)).ShouldContain("Something we keep to ourselves");
    }

    [Fact]
    public async Task A_charter_that_was_shown_waits_until_the_inviting_side_has_shown_a_domain()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var relationship = await OpenAsync(mara);
        var id = new RelationshipId(Guid.Parse(relationship[3..]));
        var rooms = site.Services.GetRequiredService<Rooms>();
        var us = (await rooms.Portfolios.OrganizationsAsync(id, Ct))[0];
        var seat = new Seat(new(us, Role.Owner, new AccountId(Guid.NewGuid()), "m-1"), rooms);
        var yardstick = new JsonObject { ["currency"] = "EUR", ["hour"] = "100" };
        (await seat.EnterAsync(id, NewEntry.Of("charter", new() { ["yardstick"] = yardstick, ["confirmation_days"] = 14 }), Ct))
            .ShouldBeOfType<Entered.Drafted>();
        await DraftAsync(mara, relationship, "Two engineers on site");
        await InviteAsync(mara, relationship, Camille, [.. DraftIds(await mara.ReadAsync(relationship + "/invite"))]);
        var link = await mara.LetterAsync(Camille, "/invitation");
        using var camille = await Guest.RegisteredAsync(site, Camille, "Camille Fournier");

        using var joined = await camille.PostAsync(link.AbsolutePath + "/join", link.AbsolutePath, ("name", "Norrvik Foods"));

        var kinds = new List<string>();
        await foreach (var entry in rooms.Ledgers.ReadAsync(new(us), id, 1, Ct))
        {
            kinds.Add(entry.Statement.Fact.Kind);
        }

        kinds.ShouldBe(["contribution"]);
        (await seat.DraftsAsync(id, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_link_opens_for_its_address_alone_and_once()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var relationship = await OpenAsync(mara);
        await InviteAsync(mara, relationship, Camille);
        var link = await mara.LetterAsync(Camille, "/invitation");
        using var other = await Guest.OwnerAsync(site, "oskar@norrvik.example", "Oskar Lindqvist", "Norrvik");
        using var camille = await Guest.RegisteredAsync(site, Camille, "Camille Fournier");

        var toTheOther = await other.ReadAsync(link.PathAndQuery);
        using var otherJoins = await other.PostAsync(link.AbsolutePath + "/join", "/", ("name", "Norrvik Foods"));
        using var joins = await camille.PostAsync(link.AbsolutePath + "/join", link.AbsolutePath, ("name", "Norrvik Foods"));
        using var again = await camille.PostAsync(link.AbsolutePath + "/join", "/", ("name", "Norrvik Again"));
        using var page = await camille.Browser.GetAsync(link.PathAndQuery, Ct);

        toTheOther.ShouldNotContain("Aldermere");
        otherJoins.StatusCode.ShouldBe(HttpStatusCode.Gone);
        joins.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        page.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await other.Browser.GetAsync(relationship, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_replaced_leads_nowhere()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var relationship = await OpenAsync(mara);
        await InviteAsync(mara, relationship, Camille);
        var first = await mara.LetterAsync(Camille, "/invitation");
        using var camille = await Guest.RegisteredAsync(site, Camille, "Camille Fournier"); // two letters by now
        await InviteAsync(mara, relationship, Camille);
        _ = await mara.NewestAsync(Camille, 3);
        var second = await mara.LetterAsync(Camille, "/invitation");
        var replaced = await camille.Browser.GetAsync(first.PathAndQuery, Ct);
        var open = await camille.Browser.GetAsync(second.PathAndQuery, Ct);
        var revoke = RevokeForm().Match(await mara.ReadAsync(relationship + "/invite")).Groups[1].Value;

        using var revoked = await mara.PostAsync(revoke, relationship + "/invite");
        var closed = await camille.Browser.GetAsync(second.PathAndQuery, Ct);

        replaced.StatusCode.ShouldBe(HttpStatusCode.Gone);
        open.StatusCode.ShouldBe(HttpStatusCode.OK);
        closed.StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Somebody_whose_organization_is_here_joins_with_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var camille = await Guest.OwnerAsync(site, Camille, "Camille Fournier", "Norrvik Group");
        var relationship = await OpenAsync(mara);
        await InviteAsync(mara, relationship, Camille);
        var link = await mara.LetterAsync(Camille, "/invitation");
        var own = OwnOrganization().Match(await camille.ReadAsync(link.PathAndQuery)).Groups[1].Value;

        using var joined = await camille.PostAsync(link.AbsolutePath + "/join", link.AbsolutePath, ("organization", own), ("name", "ignored"));

        joined.Headers.Location!.OriginalString.ShouldBe(relationship);
        (await camille.ReadAsync(relationship)).ShouldContain("Norrvik Group");
        (await mara.ReadAsync(relationship)).ShouldContain("Norrvik Group");
    }

    [Fact]
    public async Task Two_organizations_that_made_up_the_same_third_one_learn_nothing_of_each_other()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        using var other = await Guest.OwnerAsync(site, "ann@elsewhere.example", "Ann Elsewhere", "Elsewhere");

        var ours = await OpenAsync(mara);
        var theirs = await OpenAsync(other, "Norrvik, as Elsewhere calls it");

        ours.ShouldNotBe(theirs);
        (await mara.ReadAsync(ours)).ShouldNotContain("Elsewhere");
        (await other.ReadAsync(theirs)).ShouldNotContain("Aldermere");
        (await other.Browser.GetAsync(ours, Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<string> OpenAsync(Guest guest, string name = "Norrvik Foods")
    {
        using var opened = await guest.PostAsync("/relationships/new", ("name", name), ("domains", "norrvik.example"));
        return opened.Headers.Location!.OriginalString;
    }

    private static async Task DraftAsync(Guest guest, string relationship, string what)
    {
        using var drafted = await guest.PostAsync(
            relationship + "/new/contribution", ("giver", "A"), ("category", "time"), ("worth", "22"), ("worth.unit", ""), ("what", what));
        drafted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await drafted.Content.ReadAsStringAsync(Ct));
    }

    private static async Task InviteAsync(Guest guest, string relationship, string address, params string[] drafts)
    {
        using var invited = await guest.PostAsync(
            relationship + "/invite", [("address", address), ("language", "en"), ("message", "Read it first."), .. drafts.Select(draft => ("drafts", draft))]);
        invited.StatusCode.ShouldBe(HttpStatusCode.Redirect, await invited.Content.ReadAsStringAsync(Ct));
    }

    private static List<string> DraftIds(string page) => [.. DraftChoice().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("name=\"drafts\" value=\"([^\"]+)\"")]
    private static partial Regex DraftChoice();

    [GeneratedRegex("action=\"([^\"]+/revoke)\"")]
    private static partial Regex RevokeForm();

    [GeneratedRegex("name=\"organization\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex OwnOrganization();
}
