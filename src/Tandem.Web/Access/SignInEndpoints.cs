using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>In by password and second factor, and out again. Passkeys and company accounts have files of their own.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder doors)
    {
        doors.MapGet("/signin", Show);
        doors.MapPost("/signin", Enter).Behind(Door.SignIn);
        doors.MapGet("/signin/second", ShowSecond);
        doors.MapPost("/signin/second", EnterSecond).Behind(Door.SecondFactor);
        doors.MapPost("/signout", Leave);
        doors.MapPost("/organization", Change);
    }

    public static RazorComponentResult<SignInPage> Page(string? back, Faults faults, string? address = null, string? notice = null) =>
        new(new { Back = PreferenceEndpoints.LocalPath(back), Faults = faults, Address = address, Notice = notice })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    private static IResult Show(string? back, string? done, Visit visit, Reader reader) =>
        visit.Sitting is not null ? TypedResults.LocalRedirect(PreferenceEndpoints.LocalPath(back))
            : Page(back, Faults.None, notice: done switch
            {
                "reset" => reader["access.reset-done"],
                "out" => reader["access.signed-out"],
                "erased" => reader["access.erased"],
                _ => null,
            });

    private static async Task<IResult> Enter(
        [FromForm] string? address, [FromForm] string? password, [FromForm] string? back, HttpContext context, Tries tries, Passwords passwords,
        UserManager<Account> users, Entrance entrance, Reader reader, CancellationToken ct)
    {
        address = address?.Trim() ?? "";
        if (tries.Take(Door.Account, address) is { } wait)
        {
            return DoorFilter.TooMany(context, wait);
        }

        var account = await users.FindByEmailAsync(address);
        if (!await passwords.FitsAsync(account, password ?? ""))
        {
            await AuditFailureAsync(context, entrance, account, "password", ct);
            return Page(back, new Faults().Add("address", reader["access.wrong"]), address);
        }

        if (account!.TwoFactorEnabled)
        {
            entrance.LetHalfIn(context, account);
            return TypedResults.LocalRedirect("/signin/second?back=" + Uri.EscapeDataString(PreferenceEndpoints.LocalPath(back)));
        }

        await entrance.AdmitAsync(context, account, "password", ct);
        return TypedResults.LocalRedirect(PreferenceEndpoints.LocalPath(back));
    }

    private static async Task<IResult> ShowSecond(string? back, HttpContext context, Entrance entrance) =>
        await entrance.FindHalfInAsync(context) is null ? TypedResults.LocalRedirect("/signin") : SecondPage(back, Faults.None);

    private static async Task<IResult> EnterSecond(
        [FromForm] string? code, [FromForm] string? recovery, [FromForm] string? back, HttpContext context, Tries tries, SecondFactor second,
        Entrance entrance, Reader reader, CancellationToken ct)
    {
        if (await entrance.FindHalfInAsync(context) is not { } account)
        {
            return TypedResults.LocalRedirect("/signin");
        }

        if ((tries.Take(Door.SecondFactor, account.Id.ToString()) ?? tries.Take(Door.SecondFactorDay, account.Id.ToString())) is { } wait)
        {
            return DoorFilter.TooMany(context, wait);
        }

        var isRecovery = !string.IsNullOrWhiteSpace(recovery);
        if (!(isRecovery ? await second.RedeemAsync(account, recovery) : await second.FitsAsync(account, code)))
        {
            await AuditFailureAsync(context, entrance, account, isRecovery ? "recovery" : "code", ct);
            return SecondPage(back, new Faults().Add(isRecovery ? "recovery" : "code", reader["access.wrong-code"]));
        }

        entrance.EndHalfIn(context);
        await entrance.AdmitAsync(context, account, isRecovery ? "password, recovery code" : "password, code", ct);
        return TypedResults.LocalRedirect(PreferenceEndpoints.LocalPath(back));
    }

    private static async Task<IResult> Leave(HttpContext context, Visit visit, Entrance entrance, CancellationToken ct)
    {
        if (visit.Sitting is { } sitting)
        {
            await entrance.LeaveAsync(context, sitting, ct);
        }

        return TypedResults.LocalRedirect("/signin?done=out");
    }

    /// <summary>Somebody who belongs to several organizations acts for another one from now on, in this session.</summary>
    private static async Task<IResult> Change(
        [FromForm] Guid organization, Visit visit, Workspace.Rooms rooms, SessionDesk desk, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting
            || !await rooms.People.SeatSessionAsync(sitting.Session.Id, sitting.Session.Account, new(organization), ct))
        {
            return TypedResults.NotFound();
        }

        desk.Forget();
        return TypedResults.LocalRedirect("/");
    }

    private static RazorComponentResult<SecondFactorPage> SecondPage(string? back, Faults faults) =>
        new(new { Back = PreferenceEndpoints.LocalPath(back), Faults = faults })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    private static Task AuditFailureAsync(HttpContext context, Entrance entrance, Account? account, string what, CancellationToken ct) =>
        account is null ? Task.CompletedTask
            : entrance.AuditAsync(context, new(account.Id), null, AuditCode.SignInFailed, what, ct);
}
