using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Web.Api;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Person = Tandem.Workspace.People.Person;

namespace Tandem.Web.Access;

/// <summary>Who is signed in, as far as a page needs it.</summary>
/// <param name="Place">The membership they act in; <c>null</c> while they belong to no organization.</param>
public sealed record Sitting(
    Session Session, Person Person, ImmutableArray<Membership> Memberships, Membership? Place, Organization? Organization, DateTimeOffset ReadAt);

/// <summary>
/// Knows the sessions. What it has read it believes for a few seconds: a page costs no question about its reader, and what is
/// revoked in another process ends here within those seconds. In this process it ends at once.
/// </summary>
internal sealed class SessionDesk(Rooms rooms, KeyDesk keys)
{
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Idle = TimeSpan.FromDays(14);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(60);
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(10);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<Guid, Sitting> known = new();
    private volatile bool hasAccounts;
    private long forgotten;

    /// <summary>Once somebody has an account there is no way back to a workspace without them, short of starting anew.</summary>
    public async Task<bool> HasAccountsAsync(CancellationToken ct) => hasAccounts || (hasAccounts = await rooms.People.HasAccountsAsync(ct));

    public async Task<Sitting?> FindAsync(Guid session, CancellationToken ct)
    {
        var now = rooms.Time.GetUtcNow();
        if (known.TryGetValue(session, out var sitting) && now - sitting.ReadAt < Believed && now >= sitting.ReadAt)
        {
            return sitting;
        }

        var before = Interlocked.Read(ref forgotten);
        sitting = await ReadAsync(session, now, ct);
        if (sitting is null)
        {
            known.TryRemove(session, out _);
            return null;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[session] = sitting;
        if (Interlocked.Read(ref forgotten) != before)
        {
            known.TryRemove(session, out _); // it was read before the change that all was forgotten for
        }

        return sitting;
    }

    /// <summary>After every change of a person, a membership or an organization.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref forgotten); // before it is cleared: who looks afterwards sees it, who put in earlier is cleared
        known.Clear();
        keys.Forget(); // a key ends with the membership it was made in
    }

    private async Task<Sitting?> ReadAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (await rooms.People.SessionAsync(id, now, ct) is not { } session
            || await rooms.People.PersonAsync(session.Account, ct) is not { } person)
        {
            return null;
        }

        if (now - session.SeenAt > SeenEvery)
        {
            var expires = now + Idle < session.MadeAt + Longest ? now + Idle : session.MadeAt + Longest;
            await rooms.People.SeeSessionAsync(id, now, expires, ct);
        }

        var memberships = await rooms.People.MembershipsAsync(session.Account, ct);
        var place = memberships.FirstOrDefault(m => m.Organization == session.Organization) ?? memberships.FirstOrDefault();
        var organization = place is null ? null : await rooms.People.OrganizationAsync(ViewerOf(place), ct);
        return new(session, person, memberships, place, organization, now);
    }

    public static Viewer ViewerOf(Membership place) => new(place.Organization, place.Role, place.Account, place.Pseudonym);
}
