using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>Lets somebody in who has shown who they are, and out again.</summary>
internal sealed class Entrance(Rooms rooms, SessionDesk desk, CookieBox cookies, FrontDesk letters, UserManager<Account> users)
{
    public const string Scheme = "tandem";
    public const string SessionClaim = "sid";
    private const string KnownBrowser = "known";
    private const string HalfIn = "half";
    private const int LongestAgent = 200;
    private static readonly TimeSpan HalfAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    /// <summary>A session begins. A browser that was never used for this account is told of by letter.</summary>
    public async Task AdmitAsync(HttpContext context, Account account, string how, CancellationToken ct)
    {
        var (id, now) = (new AccountId(account.Id), rooms.Time.GetUtcNow());
        var place = (await rooms.People.MembershipsAsync(id, ct)).FirstOrDefault();
        var person = (await rooms.People.PersonAsync(id, ct))!;
        var session = new Session(Guid.NewGuid(), id, place?.Organization, now, now, now + SessionDesk.Idle, now, AgentOf(context));
        var isFirst = !await rooms.People.HasSignedInAsync(id, ct);
        await rooms.People.AddSessionAsync(session, ct);
        await AuditAsync(context, id, place?.Organization, AuditCode.SignedIn, how, ct);
        if (!Remember(context, account) && !isFirst)
        {
            letters.TellOfNewBrowser(person, session.Agent, now);
        }

        context.Response.Cookies.Append(Reader.LanguageCookie, person.Language, PreferenceEndpoints.Kept());
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(SessionClaim, session.Id.ToString())], Scheme);
        await context.SignInAsync(Scheme, new(identity), new() { IsPersistent = true, ExpiresUtc = now + SessionDesk.Longest });
    }

    public async Task LeaveAsync(HttpContext context, Sitting sitting, CancellationToken ct)
    {
        await rooms.People.RevokeSessionsAsync(sitting.Session.Account, sitting.Session.Id, null, rooms.Time.GetUtcNow(), ct);
        desk.Forget();
        await AuditAsync(context, sitting.Session.Account, sitting.Place?.Organization, AuditCode.SignedOut, "", ct);
        await context.SignOutAsync(Scheme);
    }

    /// <summary>The password was right, the second factor is still to come.</summary>
    public void LetHalfIn(HttpContext context, Account account) => cookies.Put(context, HalfIn, account.Id.ToString(), HalfAge);

    public async Task<Account?> FindHalfInAsync(HttpContext context) =>
        cookies.Look(context, HalfIn) is { } id ? await users.FindByIdAsync(id) : null;

    public void EndHalfIn(HttpContext context) => cookies.Take(context, HalfIn);

    /// <summary>Of somebody whose account is known, signed in or not. A failed try is told to the organization they would have acted for.</summary>
    public async Task AuditAsync(
        HttpContext context, AccountId account, OrganizationId? organization, string what, string detail, CancellationToken ct)
    {
        organization ??= (await rooms.People.MembershipsAsync(account, ct)).FirstOrDefault()?.Organization;
        var now = rooms.Time.GetUtcNow();
        await rooms.People.WriteAuditAsync(
            new(Guid.CreateVersion7(now), now, organization, account, what, null, detail, CallerOf(context)), ct);
    }

    public static string CallerOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <returns>Whether this browser was used for the account before.</returns>
    private bool Remember(HttpContext context, Account account)
    {
        var known = (cookies.Look(context, KnownBrowser) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var id = account.Id.ToString("N");
        cookies.Put(context, KnownBrowser, string.Join(' ', known.Except([id]).Prepend(id).Take(10)), Remembered);
        return known.Contains(id);
    }

    private static string AgentOf(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        return agent.Length <= LongestAgent ? agent : agent[..LongestAgent];
    }
}
