using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Core.Evidence;
using Tandem.Web.Access;
using Tandem.Web.Api;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests.Access;

/// <summary>What is believed for a few seconds is not believed beyond a change, however the two fall together.</summary>
public sealed class DeskTests
{
    private const string Mara = "mara.ellison@aldermere.example";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_that_was_read_before_a_change_is_read_again_after_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var account = (await site.Store.People.MembershipsOfAsync(Mara, Ct)).Single().Account;
        var session = (await site.Store.People.SessionsAsync(account, TimeProvider.System.GetUtcNow(), Ct)).Single().Id;
        var (people, door) = SlowPeople.Of(site.Store.People, nameof(IPeopleStore.OrganizationAsync));
        var rooms = RoomsWith(site, people);
        var desk = new SessionDesk(rooms, new KeyDesk(rooms));

        var early = desk.FindAsync(session, Ct); // has read the organization as it was, and is held before it says so
        await door.Reached.WaitAsync(Ct);
        await site.Store.People.SetOrganizationAsync(
            SessionDesk.ViewerOf((await site.Store.People.MembershipsAsync(account, Ct)).Single()), "Aldermere Group",
            Workspace.Readings.WorkingHours.Default, Ct);
        desk.Forget();
        door.Open();
        (await early)!.Organization!.Name.ShouldBe("Aldermere Systems");

        (await desk.FindAsync(session, Ct))!.Organization!.Name.ShouldBe("Aldermere Group");
    }

    [Fact]
    public async Task A_key_that_was_read_before_it_was_revoked_opens_nothing_after_it()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var mara = await Guest.OwnerAsync(site, Mara, "Mara Ellison", "Aldermere Systems");
        var viewer = SessionDesk.ViewerOf((await site.Store.People.MembershipsOfAsync(Mara, Ct)).Single());
        var (token, now) = (Token.New(Token.KeyPrefix), TimeProvider.System.GetUtcNow());
        var key = new ApiKey(
            Guid.NewGuid(), "Nightly", Role.Viewer, false, viewer.Account, viewer.Pseudonym!, now, now.AddDays(1), null);
        (await site.Store.People.AddKeyAsync(viewer, key, token, Ct)).ShouldBeTrue();
        var (people, door) = SlowPeople.Of(site.Store.People, nameof(IPeopleStore.OpenWithKeyAsync));
        var desk = new KeyDesk(RoomsWith(site, people));

        var early = desk.FindAsync(token, Ct).AsTask();
        await door.Reached.WaitAsync(Ct);
        (await site.Store.People.RevokeKeyAsync(viewer, key.Id, now, Ct)).ShouldBeTrue();
        desk.Forget();
        door.Open();
        (await early).ShouldNotBeNull();

        (await desk.FindAsync(token, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_made_before_anybody_had_an_account_ends_when_the_workspace_is_taken_over()
    {
        await using var site = await Site.OpenEmptyAsync();
        var people = site.Store.People;
        await site.Store.Evidence.OpenAsync(
            new("Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"])), Ct);
        var (owner, now) = ((await people.UnclaimedAsync(Ct))!.Id, TimeProvider.System.GetUtcNow());
        var token = Token.New(Token.KeyPrefix);
        var key = new ApiKey(Guid.NewGuid(), "Nightly", Role.Owner, false, null, "key-before", now, null, null);
        (await people.AddKeyAsync(new(owner), key, token, Ct)).ShouldBeTrue();
        (await people.OpenWithKeyAsync(token, now, Ct)).ShouldNotBeNull();
        using var mara = await Guest.RegisteredAsync(site, Mara, "Mara Ellison");

        (await people.ClaimAsync(new(await AccountAsync(site)), now, Ct)).ShouldNotBeNull();

        (await people.OpenWithKeyAsync(token, now, Ct)).ShouldBeNull();
    }

    [Fact]
    public void A_full_house_lets_nobody_new_in_until_a_window_ends()
    {
        var clock = new HandClock();
        var tries = new Tries(clock, most: 3);
        foreach (var who in (string[])["a", "b", "c"])
        {
            tries.Take(Door.SignIn, who).ShouldBeNull();
        }

        tries.Take(Door.SignIn, "d").ShouldNotBeNull();
        tries.Take(Door.SignIn, "a").ShouldBeNull(); // who is known goes on as before

        clock.Now += Door.SignIn.Window;
        tries.Take(Door.SignIn, "d").ShouldBeNull();
    }

    private static async Task<Guid> AccountAsync(Site site)
    {
        using var users = (IUserEmailStore<IdentityUser<Guid>>)site.Store.NewAccounts();
        return (await users.FindByEmailAsync(Mara.ToUpperInvariant(), Ct))!.Id;
    }

    private static Rooms RoomsWith(Site site, IPeopleStore people)
    {
        var rooms = site.Services.GetRequiredService<Rooms>();
        return new()
        {
            Evidence = rooms.Evidence,
            Ledgers = rooms.Ledgers,
            Heads = rooms.Heads,
            Drafts = rooms.Drafts,
            People = people,
            Notes = rooms.Notes,
            Invitations = rooms.Invitations,
            Portfolios = rooms.Portfolios,
            Pulses = rooms.Pulses,
            Desk = rooms.Desk,
            Time = TimeProvider.System,
        };
    }

    /// <summary>The real store; the first answer of one of its methods is held until the door opens.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "Its proxy is made from it.")]
    private class SlowPeople : DispatchProxy
    {
        private IPeopleStore people = null!;
        private string held = "";
        private HeldDoor door = null!;

        public static (IPeopleStore People, HeldDoor Door) Of(IPeopleStore people, string held)
        {
            var proxy = Create<IPeopleStore, SlowPeople>();
            var slow = (SlowPeople)(object)proxy;
            (slow.people, slow.held, slow.door) = (people, held, new());
            return (proxy, slow.door);
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(people, args);
            return targetMethod.Name != held ? answer : answer switch
            {
                Task<Organization?> organization => HoldAsync(organization),
                Task<(Viewer, Guid)?> opened => HoldAsync(opened),
                _ => answer,
            };
        }

        private async Task<T> HoldAsync<T>(Task<T> answer)
        {
            var said = await answer;
            await door.PassAsync();
            return said;
        }
    }

    private sealed class HeldDoor
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public void Open() => opened.SetResult();

        public Task PassAsync()
        {
            reached.TrySetResult();
            return opened.Task;
        }
    }

    /// <summary>Stands still until it is moved.</summary>
    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 8, 28, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
