using Shouldly;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of invitations to the other side on every database.</summary>
public abstract class TheInvitationStore
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<TandemStore> NewAsync();

    [Fact]
    public async Task Who_joins_takes_over_what_was_made_up_for_them_once()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());
        var (link, account) = (await ours.InviteAsync(), await Neighbours.AccountAsync(ours.Store, "two@theirs.example"));
        (await ours.RelationshipAsync()).IsShared.ShouldBeFalse();

        var theirs = (await ours.JoinAsync(link, account)).ShouldNotBeNull();

        var joined = await ours.RelationshipAsync();
        (joined.IsShared, joined.Sides.B.Id, joined.Sides.B.Name).ShouldBe((true, theirs.Organization, "Theirs & Co"));
        (theirs.Role, theirs.Account).ShouldBe((Role.Owner, account));
        (await ours.Store.Evidence.FindAsync(theirs, ours.Id, Ct)).ShouldNotBeNull();
        (await ours.Store.People.MembershipsAsync(account, Ct)).Single().Pseudonym.ShouldBe(theirs.Pseudonym);
        (await ours.Store.Invitations.InvitationsAsync(ours.Ours, ours.Id, Ct)).Single().UsedAt.ShouldNotBeNull();
        (await ours.JoinAsync(link, account)).ShouldBeNull("it is used");
    }

    [Fact]
    public async Task Of_two_who_join_at_once_one_does_and_the_other_leaves_nothing_behind()
    {
        for (var round = 0; round < 3; round++)
        {
            var ours = await Neighbours.OfAsync(await NewAsync());
            var link = await ours.InviteAsync();
            AccountId[] people = [await Neighbours.AccountAsync(ours.Store, "two@theirs.example"), await Neighbours.AccountAsync(ours.Store, "six@theirs.example")];
            var known = await Neighbours.FoundAsync(ours.Store, "seven@known.example", "Known");

            var joined = await Neighbours.AtOnceAsync(4, at => at == 3
                ? ours.JoinAsync(link, known.Account!.Value, known.Organization)
                : ours.JoinAsync(link, people[at % 2]));

            var winner = joined.Single(viewer => viewer is not null)!;
            (await ours.RelationshipAsync()).Sides.B.Id.ShouldBe(winner.Organization);
            (await ours.Store.People.MembersAsync(winner, Ct)).Length.ShouldBe(1);
            foreach (var loser in people.Where(one => one != winner.Account))
            {
                (await ours.Store.People.MembershipsAsync(loser, Ct)).ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task A_link_leads_nowhere_after_its_time_when_it_is_revoked_declined_or_another_was_sent()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());
        var account = await Neighbours.AccountAsync(ours.Store, "two@theirs.example");
        var (revoked, declined) = (Guid.NewGuid(), Guid.NewGuid());
        var replaced = await ours.InviteAsync();
        var first = await ours.InviteAsync(revoked);
        (await ours.JoinAsync(replaced, account)).ShouldBeNull("another was sent");
        (await ours.JoinAsync(first, account, at: Neighbours.Noon.AddDays(30))).ShouldBeNull("its time is over");
        (await ours.Store.Invitations.RevokeAsync(ours.Ours, ours.Id, revoked, Neighbours.Noon, Ct)).ShouldBeTrue();
        (await ours.JoinAsync(first, account)).ShouldBeNull("it was revoked");
        (await ours.Store.Invitations.RevokeAsync(ours.Ours, ours.Id, revoked, Neighbours.Noon, Ct)).ShouldBeFalse();
        var second = await ours.InviteAsync(declined);
        await ours.Store.Invitations.MarkAsync(ours.Id, declined, isDeclined: true, Neighbours.Noon, Ct);
        (await ours.JoinAsync(second, account)).ShouldBeNull("it was declined");
        (await ours.JoinAsync(Token.New().Digest(), account)).ShouldBeNull("nobody made it");

        (await ours.RelationshipAsync()).IsShared.ShouldBeFalse();
        (await ours.Store.People.MembershipsAsync(account, Ct)).ShouldBeEmpty();
        (await ours.JoinAsync(await ours.InviteAsync(), account)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_joins_by_a_link_that_was_revoked_at_the_same_moment()
    {
        var first = await Neighbours.OfAsync(await NewAsync());
        var account = await Neighbours.AccountAsync(first.Store, "two@theirs.example");
        for (var round = 0; round < 30; round++)
        {
            var (ours, id) = (await first.BesideAsync(round), Guid.NewGuid());
            var link = await ours.InviteAsync(id);

            var done = await Neighbours.AtOnceAsync(2, async at => at == 0
                ? await ours.JoinAsync(link, account) is not null
                : await ours.Store.Invitations.RevokeAsync(ours.Ours, ours.Id, id, Neighbours.Noon, Ct));

            done.Count(isDone => isDone).ShouldBe(1, "one of the two was first");
            var kept = (await ours.Store.Invitations.InvitationsAsync(ours.Ours, ours.Id, Ct)).Single();
            (kept.UsedAt is not null, kept.RevokedAt is not null).ShouldBe((done[0], done[1]));
        }
    }

    [Fact]
    public async Task Who_joins_for_an_organization_that_is_here_puts_it_in_its_seat_if_it_is_theirs_to_bind()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());
        var known = await Neighbours.FoundAsync(ours.Store, "seven@known.example", "Known");
        var sponsor = await Neighbours.AccountAsync(ours.Store, "eight@known.example");
        var token = Token.New();
        await ours.Store.People.InviteMemberAsync(known, token, "eight@known.example", Role.Sponsor, Neighbours.Noon, Neighbours.Noon.AddDays(7), Ct);
        (await ours.Store.People.JoinAsync(token, sponsor, "eight@known.example", Neighbours.Noon, Ct)).ShouldNotBeNull();
        var link = await ours.InviteAsync();
        var shadow = (await ours.RelationshipAsync()).Sides.B.Id;

        (await ours.JoinAsync(link, sponsor, known.Organization)).ShouldBeNull("a sponsor does not invite, nor join");
        (await ours.JoinAsync(link, ours.Ours.Account!.Value, ours.Ours.Organization)).ShouldBeNull("one is not one's own other side");
        (await ours.JoinAsync(link, sponsor, ours.Ours.Organization)).ShouldBeNull("it is not theirs");
        (await ours.RelationshipAsync()).Sides.B.Id.ShouldBe(shadow, "nothing of that was kept");
        var joined = (await ours.JoinAsync(link, known.Account!.Value, known.Organization)).ShouldNotBeNull();

        var relationship = await ours.RelationshipAsync();
        (joined.Organization, relationship.IsShared, relationship.Sides.B.Id).ShouldBe((known.Organization, true, known.Organization));
        relationship.Sides.B.Name.ShouldBe("Known");
        relationship.Sides.B.Party.Domains.ShouldBe(["theirs.example"], "what its mail is known by goes with it");
        (await ours.Store.People.OrganizationAsync(new(shadow), Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task An_invitation_shows_the_drafts_it_names_and_no_others()
    {
        var ours = await Neighbours.OfAsync(await NewAsync());
        foreach (var name in (string[])["d1", "d2", "d3"])
        {
            (await ours.Store.Drafts.AddAsync(ours.Ours, ours.Id, new(new(name), $$"""{"id":"{{name}}"}""", null, Neighbours.Noon), Ct)).ShouldBeTrue();
        }

        var before = await ours.InviteAsync(null, new EntryId("d1"), new EntryId("d2"));
        var link = await ours.InviteAsync(null, new EntryId("d3"), new EntryId("d2"), new EntryId("nowhere"));

        var seen = (await ours.Store.Invitations.FindAsync(ours.Id, link, Ct)).ShouldNotBeNull();
        (seen.Side, seen.InvitedBy, seen.Invitation.Message).ShouldBe((Side.B, ours.Ours.Account, "Come in"));
        seen.Drafts.Select(draft => draft.Id.Value).ShouldBe(["d2", "d3"]);
        var gone = (await ours.Store.Invitations.FindAsync(ours.Id, before, Ct)).ShouldNotBeNull();
        (gone.Drafts.Length, gone.Invitation.RevokedAt is not null).ShouldBe((0, true));
        (await ours.Store.Invitations.FindAsync(new(Guid.NewGuid()), link, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Once_the_other_side_is_here_it_is_invited_no_more_and_strangers_never_invite()
    {
        var (ours, theirs) = await Neighbours.JoinedAsync(await NewAsync());
        var stranger = await Neighbours.FoundAsync(ours.Store, "three@else.example", "Else");
        var invitation = new NewInvitation(
            Guid.NewGuid(), Token.New().Digest(), "x@theirs.example", "en", "", [], Neighbours.Noon, Neighbours.Noon.AddDays(1));

        (await ours.Store.Invitations.InviteAsync(ours.Ours, ours.Id, invitation, Ct)).ShouldBeFalse();
        (await ours.Store.Invitations.InviteAsync(stranger, ours.Id, invitation, Ct)).ShouldBeFalse();
        (await ours.Store.Invitations.InvitationsAsync(theirs, ours.Id, Ct)).ShouldBeEmpty("whom they invited is the inviting side's own");
        (await ours.Store.Invitations.InvitationsAsync(stranger, ours.Id, Ct)).ShouldBeEmpty();
    }
}

public sealed class InvitationsOnSqlite(SqliteStores stores) : TheInvitationStore, IClassFixture<SqliteStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenAsync(Path.Combine(stores.Folder.FullName, Guid.NewGuid().ToString("N")));
}

public sealed class InvitationsOnPostgres(PostgresStores stores) : TheInvitationStore, IClassFixture<PostgresStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenNewAsync();
}
