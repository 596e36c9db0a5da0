using Microsoft.AspNetCore.Identity;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>What is true of people on every database.</summary>
public abstract class ThePeopleStore
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    protected abstract Task<TandemStore> NewAsync();

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var store = await NewAsync();
            var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
            var first = await store.People.FoundAsync(one, "Ours", Noon, Ct);
            var viewer = new Viewer(first.Organization, Role.Owner, one, first.Pseudonym);
            var second = await JoinAsync(store, viewer, other, "other@ours.example", Role.Owner);

            var changes = await Task.WhenAll(
                Task.Run(() => store.People.RemoveMemberAsync(viewer, first.Pseudonym, Noon, Ct), Ct),
                Task.Run(() => store.People.SetRoleAsync(viewer, second.Pseudonym, Role.Viewer, Ct), Ct));

            changes.Order().ShouldBe([MemberChange.Done, MemberChange.LastOwner]);
            (await store.People.MembersAsync(viewer, Ct)).Count(member => member.Role == Role.Owner).ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_invitation_is_used_once_by_the_address_it_names_and_not_after_its_time()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
        var first = await store.People.FoundAsync(one, "Ours", Noon, Ct);
        var viewer = new Viewer(first.Organization, Role.Owner, one, first.Pseudonym);
        var token = Token.New();
        await store.People.InviteMemberAsync(viewer, token, "Other@ours.example", Role.Member, Noon, Noon.AddDays(7), Ct);

        (await store.People.FindInvitationAsync(token, Noon.AddDays(7), Ct)).ShouldBeNull();
        (await store.People.JoinAsync(token, other, "somebody@ours.example", Noon, Ct)).ShouldBeNull();
        var joined = await Task.WhenAll(
            Task.Run(() => store.People.JoinAsync(token, other, "other@ours.example", Noon, Ct), Ct),
            Task.Run(() => store.People.JoinAsync(token, other, "other@ours.example", Noon, Ct), Ct));

        joined.Count(membership => membership is not null).ShouldBe(1);
        joined.Single(membership => membership is not null)!.Pseudonym.ShouldMatch("^m-[0-9a-f]{12}$");
        (await store.People.MemberInvitationsAsync(viewer, Noon, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_becomes_a_member_by_an_invitation_that_was_revoked_at_the_same_moment()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
        for (var round = 0; round < 20; round++)
        {
            var ours = ViewerOf(await store.People.FoundAsync(one, $"Ours {round}", Noon, Ct));
            var token = Token.New();
            await store.People.InviteMemberAsync(ours, token, "other@ours.example", Role.Member, Noon, Noon.AddDays(7), Ct);
            var id = (await store.People.MemberInvitationsAsync(ours, Noon, Ct)).Single().Id;

            var done = await Neighbours.AtOnceAsync(2, async at => at == 0
                ? await store.People.JoinAsync(token, other, "other@ours.example", Noon, Ct) is not null
                : await store.People.RevokeInvitationAsync(ours, id, Noon, Ct));

            done.Count(isDone => isDone).ShouldBe(1, "one of the two was first");
            (await store.People.MembersAsync(ours, Ct)).Length.ShouldBe(done[0] ? 2 : 1);
        }
    }

    [Fact]
    public async Task A_revoked_invitation_opens_nothing_and_another_organization_cannot_revoke_it()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@theirs.example"));
        var ours = ViewerOf(await store.People.FoundAsync(one, "Ours", Noon, Ct));
        var theirs = ViewerOf(await store.People.FoundAsync(other, "Theirs", Noon, Ct));
        var token = Token.New();
        await store.People.InviteMemberAsync(ours, token, "x@ours.example", Role.Member, Noon, Noon.AddDays(7), Ct);
        var id = (await store.People.MemberInvitationsAsync(ours, Noon, Ct)).Single().Id;

        (await store.People.RevokeInvitationAsync(theirs, id, Noon, Ct)).ShouldBeFalse();
        (await store.People.FindInvitationAsync(token, Noon, Ct)).ShouldNotBeNull();
        (await store.People.RevokeInvitationAsync(ours, id, Noon, Ct)).ShouldBeTrue();
        (await store.People.FindInvitationAsync(token, Noon, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_imported_is_taken_over_by_one_person_only()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
        (await store.People.ClaimAsync(one, Noon, Ct)).ShouldBeNull();
        var opened = await store.Evidence.OpenAsync(new("Ours", Party.Of(["ours.example"]), "Theirs", Party.Of(["theirs.example"])), Ct);
        (await store.People.UnclaimedAsync(Ct))!.Id.ShouldBe(opened.Sides.A.Id);

        var claims = await Task.WhenAll(
            Task.Run(() => store.People.ClaimAsync(one, Noon, Ct), Ct), Task.Run(() => store.People.ClaimAsync(other, Noon, Ct), Ct));

        claims.Count(claim => claim is not null).ShouldBe(1);
        (await store.People.UnclaimedAsync(Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Days_off_and_hours_make_earlier_readings_out_of_date()
    {
        var store = await NewAsync();
        var opened = await store.Evidence.OpenAsync(new("Ours", Party.Of(["ours.example"]), "Theirs", Party.Of(["theirs.example"])), Ct);
        var viewer = new Viewer(opened.Sides.A.Id);
        var before = await store.Evidence.EvidenceVersionAsync(viewer, opened.Id, Ct);

        (await store.People.AddAbsenceAsync(viewer, new(new(2026, 12, 24), new(2026, 12, 26), "Yule"), Ct)).ShouldBeTrue();
        (await store.People.AddAbsenceAsync(viewer, new(new(2026, 12, 24), new(2026, 12, 24), "again"), Ct)).ShouldBeFalse();
        var between = await store.Evidence.EvidenceVersionAsync(viewer, opened.Id, Ct);
        WorkingHours.TryParse("mon-thu 08-16", WorkingHours.Default, out var clock).ShouldBeTrue();
        await store.People.SetOrganizationAsync(viewer, "Ours & Co", clock!, Ct);

        between.ShouldBeGreaterThan(before);
        (await store.Evidence.EvidenceVersionAsync(viewer, opened.Id, Ct)).ShouldBeGreaterThan(between);
        var read = (await store.Evidence.FindAsync(viewer, opened.Id, Ct))!.Sides.A;
        read.Name.ShouldBe("Ours & Co");
        read.Clock!.IsSame(clock! with { Holidays = [new(2026, 12, 24), new(2026, 12, 25), new(2026, 12, 26)] }).ShouldBeTrue();
    }

    [Fact]
    public async Task A_domain_is_one_organizations_whoever_was_first_to_show_it()
    {
        var store = await NewAsync();
        var ours = ViewerOf(await store.People.FoundAsync(await AccountAsync(store, "one@ours.example"), "Ours", Noon, Ct));
        var theirs = ViewerOf(await store.People.FoundAsync(await AccountAsync(store, "other@ours.example"), "Theirs", Noon, Ct));
        (await store.People.AskDomainAsync(ours, "ours.example", "a", Noon, Ct)).ShouldBe(DomainAnswer.Done);
        (await store.People.AskDomainAsync(theirs, "ours.example", "b", Noon, Ct)).ShouldBe(DomainAnswer.Done);

        var answers = await Task.WhenAll(
            Task.Run(() => store.People.ProveDomainAsync(ours, "ours.example", "dns", Noon, Ct), Ct),
            Task.Run(() => store.People.ProveDomainAsync(theirs, "ours.example", "dns", Noon, Ct), Ct));

        answers.Order().ShouldBe([DomainAnswer.Done, DomainAnswer.Taken]);
        (await store.People.HolderAsync("ours.example", Ct)).ShouldBe(answers[0] == DomainAnswer.Done ? ours.Organization : theirs.Organization);
        for (var attempt = 0; attempt < Limits.DomainAttempts; attempt++)
        {
            await store.People.TryDomainAsync(answers[0] == DomainAnswer.Done ? theirs : ours, "ours.example", Ct);
        }

        (await store.People.TryDomainAsync(answers[0] == DomainAnswer.Done ? theirs : ours, "ours.example", Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_session_ends_when_it_is_revoked_or_its_time_is_over()
    {
        var store = await NewAsync();
        var account = await AccountAsync(store, "one@ours.example");
        var (one, other) = (SessionOf(account), SessionOf(account));
        await store.People.AddSessionAsync(one, Ct);
        await store.People.AddSessionAsync(other, Ct);

        (await store.People.SessionAsync(one.Id, Noon, Ct)).ShouldBe(one);
        (await store.People.SessionAsync(one.Id, Noon.AddDays(14), Ct)).ShouldBeNull();
        (await store.People.RevokeSessionsAsync(account, null, one.Id, Noon, Ct)).ShouldBe(1);

        (await store.People.SessionsAsync(account, Noon, Ct)).ShouldBe([one]);
        (await store.People.SeatSessionAsync(one.Id, account, new(Guid.NewGuid()), Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_ends_with_the_membership_of_whoever_made_it()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
        var owner = ViewerOf(await store.People.FoundAsync(one, "Ours", Noon, Ct));
        var second = ViewerOf(await JoinAsync(store, owner, other, "other@ours.example", Role.Owner));
        var token = Token.New(Token.KeyPrefix);
        var key = new ApiKey(Guid.NewGuid(), "bridge", Role.Member, true, other, Pseudonyms.OfKey(), Noon, null, null);
        await store.People.AddKeyAsync(second, key, token, Ct);
        var opened = await store.People.OpenWithKeyAsync(token, Noon, Ct);

        await store.People.RemoveMemberAsync(owner, second.Pseudonym, Noon, Ct);

        opened!.Value.Viewer.ShouldBe(new Viewer(owner.Organization, Role.Member, other, key.Pseudonym) { IsSharedOnly = true });
        (await store.People.OpenWithKeyAsync(token, Noon, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Lines_of_the_audit_log_are_read_in_the_order_of_time_page_by_page_by_their_own_organization()
    {
        var store = await NewAsync();
        var ours = ViewerOf(await store.People.FoundAsync(await AccountAsync(store, "one@ours.example"), "Ours", Noon, Ct));
        var theirs = ViewerOf(await store.People.FoundAsync(await AccountAsync(store, "other@ours.example"), "Theirs", Noon, Ct));
        for (var second = 0; second < 10; second++)
        {
            var at = Noon.AddSeconds(second);
            await store.People.WriteAuditAsync(new(Guid.CreateVersion7(at), at, ours.Organization, ours.Account, AuditCode.KeyMade, null, $"{second}"), Ct);
        }

        var first = await store.People.AuditAsync(ours, [], null, 4, Ct);
        var next = await store.People.AuditAsync(ours, [AuditCode.KeyMade], first[^1].Id, 100, Ct);

        first.Select(line => line.Detail).ShouldBe(["9", "8", "7", "6"]);
        next.Select(line => line.Detail).ShouldBe(["5", "4", "3", "2", "1", "0"]);
        (await store.People.AuditAsync(theirs, [], null, 100, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_erased_leaves_a_pseudonym()
    {
        var store = await NewAsync();
        var (one, other) = (await AccountAsync(store, "one@ours.example"), await AccountAsync(store, "other@ours.example"));
        var owner = ViewerOf(await store.People.FoundAsync(one, "Ours", Noon, Ct));
        await JoinAsync(store, owner, other, "other@ours.example", Role.Member);
        await store.People.AddSessionAsync(SessionOf(other), Ct);

        (await store.People.EraseAsync(one, Noon, Ct)).ShouldBe(MemberChange.LastOwner);
        (await store.People.EraseAsync(other, Noon, Ct)).ShouldBe(MemberChange.Done);

        (await store.People.PersonAsync(other, Ct)).ShouldBeNull();
        (await store.People.SessionsAsync(other, Noon, Ct)).ShouldBeEmpty();
        (await store.People.MembersAsync(owner, Ct)).Select(member => member.Account).ShouldBe([one]);
        using var users = Accounts(store);
        (await users.FindByEmailAsync("OTHER@OURS.EXAMPLE", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Secrets_are_shared_by_all_who_open_the_database()
    {
        var store = await NewAsync();
        store.People.KeepSecret("cookie-key", "b", "two", Noon);
        store.People.KeepSecret("cookie-key", "a", "one", Noon);
        store.People.KeepSecret("other", "a", "three", Noon);

        store.People.Secrets("cookie-key").ShouldBe(["one", "two"]);
        await Task.CompletedTask;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Viewer ViewerOf(Membership place) => new(place.Organization, place.Role, place.Account, place.Pseudonym);

    private static Session SessionOf(AccountId account) =>
        new(Guid.NewGuid(), account, null, Noon, Noon, Noon.AddDays(14), Noon, "A browser");

    private static IUserEmailStore<IdentityUser<Guid>> Accounts(TandemStore store) => (IUserEmailStore<IdentityUser<Guid>>)store.NewAccounts();

    private static async Task<AccountId> AccountAsync(TandemStore store, string address)
    {
        using var users = Accounts(store);
        var account = new IdentityUser<Guid>
        {
            Id = Guid.NewGuid(),
            UserName = address,
            NormalizedUserName = address.ToUpperInvariant(),
            Email = address,
            NormalizedEmail = address.ToUpperInvariant(),
            EmailConfirmed = true,
        };
        (await users.CreateAsync(account, Ct)).Succeeded.ShouldBeTrue();
        await store.People.SavePersonAsync(new(new(account.Id), address.Split('@')[0], address, "en", null, true), Noon, Ct);
        return new(account.Id);
    }

    private static async Task<Membership> JoinAsync(TandemStore store, Viewer viewer, AccountId account, string address, Role role)
    {
        var token = Token.New();
        await store.People.InviteMemberAsync(viewer, token, address, role, Noon, Noon.AddDays(7), Ct);
        return (await store.People.JoinAsync(token, account, address, Noon, Ct))!;
    }
}

public sealed class PeopleOnSqlite(SqliteStores stores) : ThePeopleStore, IClassFixture<SqliteStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenAsync(Path.Combine(stores.Folder.FullName, Guid.NewGuid().ToString("N")));
}

public sealed class PeopleOnPostgres(PostgresStores stores) : ThePeopleStore, IClassFixture<PostgresStores>
{
    protected override Task<TandemStore> NewAsync() => stores.OpenNewAsync();
}
