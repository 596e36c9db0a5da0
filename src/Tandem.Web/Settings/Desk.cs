using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Settings;

/// <summary>What every change of an own account needs.</summary>
internal sealed class Desk(
    Visit visit, UserManager<Account> users, Rooms rooms, SessionDesk sessions, Entrance entrance, Reader reader, IHttpContextAccessor accessor)
{
    public Sitting Sitting => visit.Sitting!;

    public Workspace.People.Person Person => Sitting.Person;

    public UserManager<Account> Users => users;

    public Rooms Rooms => rooms;

    public SessionDesk Sessions => sessions;

    public Reader Reader => reader;

    public bool IsProven => rooms.Time.GetUtcNow() - Sitting.Session.ProvenAt <= Proven.Fresh;

    public async Task<Account> AccountAsync() => (await users.FindByIdAsync(Person.Id.ToString()))!;

    public async Task ProveAsync(CancellationToken ct)
    {
        await rooms.People.ProveSessionAsync(Sitting.Session.Id, rooms.Time.GetUtcNow(), ct);
        sessions.Forget();
    }

    public async Task RevokeOthersAsync(CancellationToken ct)
    {
        await rooms.People.RevokeSessionsAsync(Person.Id, null, Sitting.Session.Id, rooms.Time.GetUtcNow(), ct);
        sessions.Forget();
    }

    public Task AuditAsync(string what, string detail, CancellationToken ct) =>
        entrance.AuditAsync(accessor.HttpContext!, Person.Id, Sitting.Place?.Organization, what, detail, ct);

    public async Task<RazorComponentResult<SecurityPage>> PageAsync(string? done, Faults faults)
    {
        var (account, ct) = (await AccountAsync(), CancellationToken.None);
        var passkeys = await users.GetPasskeysAsync(account);
        return new(new
        {
            Security = new SecurityFacts(
                account.PasswordHash is not null, account.TwoFactorEnabled,
                account.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(account) : 0, [.. passkeys.OrderBy(key => key.CreatedAt)],
                await rooms.People.SessionsAsync(Person.Id, rooms.Time.GetUtcNow(), ct), Sitting.Session.Id,
                await rooms.People.OwnAuditAsync(Person.Id, 15, ct)),
            Faults = faults,
            Notice = NoticeOf(done),
        })
        { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    private string? NoticeOf(string? done) => done switch
    {
        "password" => reader["settings.done-password"],
        "off" => reader["settings.done-off"],
        "revoked" => reader["settings.done-revoked"],
        "proven" => reader["settings.done-proven"],
        "passkey" => reader["settings.done-passkey"],
        "passkey-failed" => reader["settings.passkey-refused"],
        "removed" => reader["settings.done-removed"],
        _ => null,
    };
}

public sealed record SecurityFacts(
    bool HasPassword, bool HasAuthenticator, int CodesLeft, System.Collections.Immutable.ImmutableArray<UserPasskeyInfo> Passkeys,
    System.Collections.Immutable.ImmutableArray<Session> Sessions, Guid Here, System.Collections.Immutable.ImmutableArray<AuditLine> Lines);
