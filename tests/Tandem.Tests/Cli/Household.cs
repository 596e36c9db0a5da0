using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Shouldly;
using Tandem.Cli;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;
using StoreOptions = Tandem.Store.StoreOptions;

namespace Tandem.Tests.Cli;

/// <summary>
/// A data folder with three organizations: two that share a relationship, the first with a member of every role, and a stranger. The
/// first also keeps a relationship of its own. Commands run in this process, so that many of them take no time.
/// </summary>
internal sealed class Household : IAsyncDisposable
{
    /// <summary>In every private word of the first organization.</summary>
    public const string Mark = "zq-private-mark";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-members-");

    private Household()
    {
    }

    public string Data => Path.Combine(folder.FullName, "data");

    public Dictionary<string, Viewer> Viewers { get; } = [];

    /// <summary>Shared by the first two.</summary>
    public Relationship Shared { get; private set; } = null!;

    /// <summary>The first one's own; the other side has not joined.</summary>
    public Relationship Single { get; private set; } = null!;

    public string Entry { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Household> SettleAsync()
    {
        var house = new Household();
        await using var store = await house.OpenAsync();
        await using var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var rooms = Wiring.RoomsOf(store, desk, TimeProvider.System);
        foreach (var role in (Role[])[Role.Owner, Role.Sponsor, Role.Member, Role.Viewer])
        {
            await house.JoinAsync(store, "a", "Aldermere Systems", role);
        }

        await house.JoinAsync(store, "b", "Norrvik Foods", Role.Owner);
        await house.JoinAsync(store, "c", "Kestrel Freight", Role.Owner);
        await house.MeetAsync(rooms);
        return house;
    }

    public static string AddressOf(string who) => $"{who}@tandem.example";

    public async Task<TandemStore> OpenAsync() => await TandemStore.OpenAsync(StoreOptions.In(Data), Ct);

    /// <summary>A command as it is typed, in this folder.</summary>
    /// <param name="who">The member who gives it; <c>null</c>: it does not say.</param>
    public Task<Ended> RunAsync(string? who, params string[] words) =>
        CapturedAsync([.. words, "--data", Data, .. who is null ? [] : (string[])["--as", who.Contains('@', StringComparison.Ordinal) ? who : AddressOf(who)]]);

    /// <summary>What a command says and how it ends. The console is the process's own: nothing else may run beside it.</summary>
    public static async Task<Ended> CapturedAsync(params string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        var (was, wasErrors) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            var code = await CommandTree.RunAsync(words.Contains("--lang") ? words : [.. words, "--lang", "en"], TimeProvider.System);
            return new(code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(was);
            Console.SetError(wasErrors);
        }
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    /// <summary>What a command could have changed.</summary>
    public async Task<string> StateAsync()
    {
        await using var store = await OpenAsync();
        var said = new StringBuilder();
        foreach (var viewer in Viewers.Values.Where(viewer => viewer.Role == Role.Owner))
        {
            foreach (var one in await store.Evidence.RelationshipsAsync(viewer, Ct))
            {
                var size = (await store.Ledgers.CheckpointAsync(viewer, one.Id, null, Ct))?.Checkpoint.Size ?? 0;
                var drafts = (await store.Drafts.DraftsAsync(viewer, one.Id, Ct)).Count;
                said.AppendLine(CultureInfo.InvariantCulture, $"{viewer.Organization} {one.Id} {size} {drafts}");
            }

            said.AppendLine(CultureInfo.InvariantCulture, $"{(await store.Evidence.RunsAsync(viewer, Ct)).Count}");
        }

        return said.ToString();
    }

    public async Task<List<AuditLine>> AuditAsync(string who)
    {
        await using var store = await OpenAsync();
        return [.. await store.People.AuditAsync(Viewers[who], [], null, 100, Ct)];
    }

    /// <summary>An account that is a member of an organization; the first to come founds it.</summary>
    public async Task JoinAsync(TandemStore store, string organization, string name, Role role, string? address = null)
    {
        var who = $"{organization}.{role}".ToLowerInvariant();
        var now = TimeProvider.System.GetUtcNow();
        var account = await AccountAsync(store, address ?? AddressOf(who), now);
        var owner = Viewers.GetValueOrDefault($"{organization}.owner");
        Membership? place;
        if (owner is null)
        {
            place = await store.People.FoundAsync(account, name, now, Ct);
        }
        else
        {
            var token = Token.New();
            await store.People.InviteMemberAsync(owner, token, address ?? AddressOf(who), role, now, now.AddDays(1), Ct);
            place = await store.People.JoinAsync(token, account, address ?? AddressOf(who), now, Ct);
        }

        if (address is null)
        {
            Viewers[who] = new(place!.Organization, role, account, place.Pseudonym);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<AccountId> AccountAsync(TandemStore store, string address, DateTimeOffset now)
    {
        using var users = (IUserEmailStore<IdentityUser<Guid>>)store.NewAccounts();
        if (await users.FindByEmailAsync(address.ToUpperInvariant(), Ct) is { } known)
        {
            return new(known.Id);
        }

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
        await store.People.SavePersonAsync(new(new(account.Id), address, address, "en", null, true), now, Ct);
        return new(account.Id);
    }

    private async Task MeetAsync(Rooms rooms)
    {
        var (seat, other, now) = (new Seat(Viewers["a.owner"], rooms), Viewers["b.owner"], rooms.Time.GetUtcNow());
        var shared = await seat.OpenRelationshipAsync("Norrvik Foods", Party.Of(["norrvik.example"]), Ct);
        Single = await seat.OpenRelationshipAsync("Made Up Logistics", Party.Of(["logistics.example"]), Ct);
        (await seat.EnterAsync(Single.Id, Written($"{Mark} draft"), Ct)).ShouldBeOfType<Entered.Drafted>();
        var link = (await seat.InviteAsync(shared.Id, "owner@b.example", "en", "", [], Ct))!.Value;
        (await rooms.Invitations.JoinAsync(shared.Id, link.Token.Digest(), other.Account!.Value, other.Organization, "", now, Ct)).ShouldNotBeNull();
        Shared = (await seat.FindAsync(shared.Id, Ct))!;
        Entry = (await seat.EnterAsync(shared.Id, Written("Two engineers on site"), Ct)).ShouldBeOfType<Entered.Sealed>().Id.ToString();
    }

    private static NewEntry Written(string what) => NewEntry.Of(
        "contribution", new JsonObject { ["giver"] = "A", ["category"] = "time", ["worth"] = new JsonObject { ["hours"] = "2" } }, ("what", what));
}
