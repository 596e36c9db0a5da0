using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Tests.Access;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;
using Account = Microsoft.AspNetCore.Identity.IdentityUser<System.Guid>;

namespace Tandem.Web.Tests.Api;

/// <summary>
/// Three organizations on one host: two that share a relationship, each with a person of every role, and a stranger. The first
/// also keeps a relationship of its own, and marks on everything that is private.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    /// <summary>In every private word of side A.</summary>
    public const string Mark = "zq-private-mark";

    private readonly List<Guest> guests = [];

    private Town(Site site) => Site = site;

    public Site Site { get; }

    public Rooms Rooms => Site.Services.GetRequiredService<Rooms>();

    public Dictionary<string, Viewer> Viewers { get; } = [];

    /// <summary>Browsers of those who are signed in, by organization and role, as in <c>a.owner</c>.</summary>
    public Dictionary<string, Guest> People { get; } = [];

    /// <summary>Shared by A and B.</summary>
    public RelationshipId Shared { get; private set; }

    /// <summary>A's own; the other side has not joined.</summary>
    public RelationshipId Single { get; private set; }

    /// <summary>A claim of A's in the shared record.</summary>
    public string Entry { get; private set; } = "";

    /// <summary>A draft of A's in the shared relationship.</summary>
    public string Draft { get; private set; } = "";

    public string FullKey { get; private set; } = "";

    public string SharedKey { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Town> OpenAsync(Hosting? hosting = null)
    {
        var town = new Town(await Site.OpenEmptyAsync(hosting, services => services.PostConfigure<PasswordHasherOptions>(cheap => cheap.IterationCount = 1000)));
        await town.SettleAsync("a", "Aldermere Systems");
        await town.SettleAsync("b", "Norrvik Foods");
        await town.SettleAsync("stranger", "Kestrel Freight", Role.Owner);
        await town.MeetAsync();
        return town;
    }

    public Seat SeatOf(string who) => new(Viewers[who], Rooms);

    /// <summary>A program with a key; <c>null</c>: without one.</summary>
    public HttpClient Program(string? key)
    {
        var client = Site.Client();
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static object Contribution(string what) => new
    {
        kind = "contribution",
        body = new { giver = "A", category = "time", worth = new { hours = "2" } },
        text = new { what },
    };

    public async ValueTask DisposeAsync()
    {
        guests.ForEach(guest => guest.Dispose());
        await Site.DisposeAsync();
    }

    private async Task SettleAsync(string organization, string name, params Role[] roles)
    {
        Viewer? owner = null;
        foreach (var role in roles is [] ? [Role.Owner, Role.Sponsor, Role.Member, Role.Viewer] : roles)
        {
            var (who, address) = ($"{organization}.{role}".ToLowerInvariant(), $"{role}@{organization}.example".ToLowerInvariant());
            var account = await AccountAsync(address, who);
            var place = owner is null ? await Rooms.People.FoundAsync(account, name, Rooms.Time.GetUtcNow(), Ct)
                : await JoinAsync(owner, account, address, role);
            Viewers[who] = new(place.Organization, role, account, place.Pseudonym);
            owner ??= Viewers[who];
            var guest = new Guest(Site);
            guests.Add(guest);
            using var entered = await guest.SignInAsync(address);
            entered.Headers.Location!.OriginalString.ShouldBe("/");
            People[who] = guest;
        }
    }

    private async Task<AccountId> AccountAsync(string address, string name)
    {
        using var scope = Site.Services.CreateScope();
        var account = new Account { Id = Guid.NewGuid(), UserName = address, Email = address, EmailConfirmed = true };
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Guest.GoodPassword);
        made.Succeeded.ShouldBeTrue(string.Join(' ', made.Errors.Select(error => error.Description)));
        await Rooms.People.SavePersonAsync(new(new(account.Id), name, address, "en", null, true), Rooms.Time.GetUtcNow(), Ct);
        return new(account.Id);
    }

    private async Task<Membership> JoinAsync(Viewer owner, AccountId account, string address, Role role)
    {
        var (token, now) = (Token.New(), Rooms.Time.GetUtcNow());
        await Rooms.People.InviteMemberAsync(owner, token, address, role, now, now.AddDays(1), Ct);
        return (await Rooms.People.JoinAsync(token, account, address, now, Ct))!;
    }

    private async Task MeetAsync()
    {
        var (seat, now) = (SeatOf("a.owner"), Rooms.Time.GetUtcNow());
        Shared = (await seat.OpenRelationshipAsync("Norrvik Foods", Party.Of(["norrvik.example"]), Ct)).Id;
        Single = (await seat.OpenRelationshipAsync("Made Up Logistics", Party.Of(["logistics.example"]), Ct)).Id;
        Draft = (await seat.EnterAsync(Shared, Written($"{Mark} draft"), Ct)).ShouldBeOfType<Entered.Drafted>().Id.ToString();
        _ = (await seat.EnterAsync(Single, Written($"{Mark} other draft"), Ct)).ShouldBeOfType<Entered.Drafted>();
        var link = (await seat.InviteAsync(Shared, "owner@b.example", "en", "", [], Ct))!.Value;
        var other = Viewers["b.owner"];
        (await Rooms.Invitations.JoinAsync(Shared, link.Token.Digest(), other.Account!.Value, other.Organization, "", now, Ct)).ShouldNotBeNull();
        Entry = (await seat.EnterAsync(Shared, Written("Two engineers on site"), Ct)).ShouldBeOfType<Entered.Sealed>().Id.ToString();
        foreach (var relationship in (RelationshipId[])[Shared, Single])
        {
            (await seat.WriteNoteAsync(relationship, null, $"{Mark} note", Ct)).ShouldBeTrue();
        }

        await seat.AuditAsync(AuditCode.OrganizationChanged, null, $"{Mark} audit", Ct);
        FullKey = (await seat.MakeKeyAsync($"{Mark} full", Role.Owner, false, null, Ct))!.Value.Value;
        SharedKey = (await seat.MakeKeyAsync($"{Mark} shared", Role.Owner, true, null, Ct))!.Value.Value;
    }

    private static NewEntry Written(string what) => NewEntry.Of(
        "contribution", new JsonObject { ["giver"] = "A", ["category"] = "time", ["worth"] = new JsonObject { ["hours"] = "2" } }, ("what", what));
}
