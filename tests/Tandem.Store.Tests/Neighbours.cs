using Microsoft.AspNetCore.Identity;
using Shouldly;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>An organization that keeps a relationship with one that it made up, and people who may join for that one.</summary>
/// <param name="Ours">The owner of the organization that opened the relationship: side A.</param>
internal sealed record Neighbours(TandemStore Store, Viewer Ours, RelationshipId Id)
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Neighbours> OfAsync(TandemStore store)
    {
        var ours = await FoundAsync(store, "one@ours.example", "Ours");
        var opened = await store.Evidence.OpenAsync(
            new("", Party.Of(["ours.example"]), "Theirs", Party.Of(["theirs.example"])) { Us = ours.Organization }, Ct);
        return new(store, ours, opened.Id);
    }

    /// <summary>Another relationship of the same organization, with another one that it made up.</summary>
    public async Task<Neighbours> BesideAsync(int number)
    {
        var opened = await Store.Evidence.OpenAsync(
            new("", Party.Nobody, $"Theirs {number}", Party.Of([$"theirs{number}.example"])) { Us = Ours.Organization }, Ct);
        return this with { Id = opened.Id };
    }

    /// <summary>The same after the other side has joined, with its owner.</summary>
    public static async Task<(Neighbours Ours, Viewer Theirs)> JoinedAsync(TandemStore store)
    {
        var neighbours = await OfAsync(store);
        var link = await neighbours.InviteAsync();
        var theirs = await neighbours.JoinAsync(link, await AccountAsync(store, "two@theirs.example"));
        return (neighbours, theirs.ShouldNotBeNull());
    }

    public async Task<byte[]> InviteAsync(Guid? id = null, params EntryId[] drafts)
    {
        var digest = Token.New().Digest();
        var invitation = new NewInvitation(
            id ?? Guid.NewGuid(), digest, "two@theirs.example", "en", "Come in", drafts, Noon, Noon.AddDays(30));
        (await Store.Invitations.InviteAsync(Ours, Id, invitation, Ct)).ShouldBeTrue();
        return digest;
    }

    public Task<Viewer?> JoinAsync(byte[] link, AccountId account, OrganizationId? organization = null, DateTimeOffset? at = null) =>
        Store.Invitations.JoinAsync(Id, link, account, organization, "Theirs & Co", at ?? Noon.AddDays(1), Ct);

    public async Task<Relationship> RelationshipAsync() => (await Store.Evidence.FindAsync(Ours, Id, Ct)).ShouldNotBeNull();

    /// <summary>Entries one at a time, so that each has a checkpoint.</summary>
    public async Task SealAsync(int entries)
    {
        await using var desk = new LedgerDesk(Store.Ledgers, TimeProvider.System);
        for (var at = 1; at <= entries; at++)
        {
            var line = $$$"""{"id":"r{{{at}}}","kind":"request","side":"A","by":"a","occurred":"2026-11-22","body":{"from":"A"}}""";
            var read = Line.Read(System.Text.Encoding.UTF8.GetBytes(line), default(DateTimeOffset));
            (await desk.EnterAsync(Ours, Id, [new(read, Side.A)], Ct))!.Value[0].ShouldBeOfType<EntryAnswer.Sealed>();
        }
    }

    public static async Task<Viewer> FoundAsync(TandemStore store, string address, string name)
    {
        var place = await store.People.FoundAsync(await AccountAsync(store, address), name, Noon, Ct);
        return new(place.Organization, place.Role, place.Account, place.Pseudonym);
    }

    public static async Task<AccountId> AccountAsync(TandemStore store, string address)
    {
        using var users = (IUserEmailStore<IdentityUser<Guid>>)store.NewAccounts();
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
        await store.People.SavePersonAsync(new(new(account.Id), address, address, "en", null, true), Noon, Ct);
        return new(account.Id);
    }

    /// <summary>Each on a thread of its own, as requests are.</summary>
    public static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> each) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(at => Task.Run(() => each(at), Ct)));
}
