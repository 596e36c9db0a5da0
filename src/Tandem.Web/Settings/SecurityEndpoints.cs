using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Settings;

/// <summary>What keeps others out of an account: password, authenticator, recovery codes, sessions.</summary>
internal static class SecurityEndpoints
{
    private const string CodesOnce = "codes";
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(5);

    public static void MapSecurity(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/security", (string? done, Desk desk) => desk.PageAsync(done, Faults.None));
        settings.MapPost("/security/password", ChangePassword).Behind(Door.SignIn);
        settings.MapGet("/security/authenticator", ShowAuthenticator).NeedsProof();
        settings.MapPost("/security/authenticator", TurnOn).NeedsProof().Behind(Door.SecondFactor);
        settings.MapPost("/security/authenticator/off", TurnOff).NeedsProof();
        settings.MapPost("/security/codes", NewCodes).NeedsProof();
        settings.MapGet("/security/codes", ShowCodes);
        settings.MapPost("/security/sessions/revoke", Revoke);
        settings.MapGet("/prove", () => ProvePage(Faults.None));
        settings.MapPost("/prove", Prove).Behind(Door.SignIn);
    }

    private static async Task<IResult> ChangePassword(
        [FromForm] string? current, [FromForm] string? password, HttpContext context, Desk desk, Passwords passwords, Tries tries,
        FrontDesk letters, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (tries.Take(Door.Account, account.Email!) is { } wait)
        {
            return DoorFilter.TooMany(context, wait);
        }

        var faults = new Faults();
        if (account.PasswordHash is not null && !await passwords.FitsAsync(account, current ?? ""))
        {
            faults.Add("current", desk.Reader["settings.password-wrong"]);
        }
        else if (account.PasswordHash is null && !desk.IsProven)
        {
            return TypedResults.LocalRedirect("/settings/prove");
        }

        if (PasswordRules.Check(password ?? "", account.Email, desk.Person.Name) is { } wrong)
        {
            faults.Add("password", RegisterEndpoints.Word(desk.Reader, wrong));
        }

        if (faults.Any)
        {
            return await desk.PageAsync(null, faults);
        }

        if (account.PasswordHash is not null)
        {
            await desk.Users.RemovePasswordAsync(account);
        }

        await desk.Users.AddPasswordAsync(account, password!);
        await desk.RevokeOthersAsync(ct);
        await desk.AuditAsync(AuditCode.PasswordChanged, "", ct);
        letters.TellOfNewPassword(desk.Person, desk.Rooms.Time.GetUtcNow());
        return TypedResults.LocalRedirect("/settings/security?done=password");
    }

    private static async Task<IResult> ShowAuthenticator(Desk desk, SecondFactor second, HttpContext context) =>
        await AuthenticatorPage(desk, second, context, Faults.None);

    private static async Task<IResult> TurnOn(
        [FromForm] string? code, Desk desk, SecondFactor second, CookieBox cookies, HttpContext context, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (!await second.FitsAsync(account, code))
        {
            return await AuthenticatorPage(desk, second, context, new Faults().Add("code", desk.Reader["access.wrong-code"]));
        }

        await desk.Users.SetTwoFactorEnabledAsync(account, true);
        await desk.AuditAsync(AuditCode.AuthenticatorOn, "", ct);
        return await KeepCodesAsync(desk, account, cookies, context);
    }

    private static async Task<IResult> TurnOff(Desk desk, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        await desk.Users.SetTwoFactorEnabledAsync(account, false);
        await desk.Users.ResetAuthenticatorKeyAsync(account);
        await desk.AuditAsync(AuditCode.AuthenticatorOff, "", ct);
        return TypedResults.LocalRedirect("/settings/security?done=off");
    }

    private static async Task<IResult> NewCodes(Desk desk, CookieBox cookies, HttpContext context, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (!account.TwoFactorEnabled)
        {
            return TypedResults.LocalRedirect("/settings/security");
        }

        await desk.AuditAsync(AuditCode.RecoveryCodesMade, "", ct);
        return await KeepCodesAsync(desk, account, cookies, context);
    }

    /// <summary>Shown once: from a cookie that the page takes away.</summary>
    private static async Task<IResult> KeepCodesAsync(Desk desk, Account account, CookieBox cookies, HttpContext context)
    {
        var codes = await desk.Users.GenerateNewTwoFactorRecoveryCodesAsync(account, SecondFactor.RecoveryCodes);
        cookies.Put(context, CodesOnce, string.Join(' ', codes!), ShownFor);
        return TypedResults.LocalRedirect("/settings/security/codes");
    }

    private static IResult ShowCodes(CookieBox cookies, HttpContext context) =>
        cookies.Take(context, CodesOnce) is { } codes
            ? new RazorComponentResult<RecoveryCodesPage>(new { Codes = codes.Split(' ').ToImmutableArray() })
            : TypedResults.LocalRedirect("/settings/security");

    private static async Task<IResult> Revoke([FromForm] string? session, Desk desk, CancellationToken ct)
    {
        var only = Guid.TryParse(session, out var one) ? one : (Guid?)null;
        var now = desk.Rooms.Time.GetUtcNow();
        var ended = await desk.Rooms.People.RevokeSessionsAsync(
            desk.Sitting.Session.Account, only, only is null ? desk.Sitting.Session.Id : null, now, ct);
        desk.Sessions.Forget();
        await desk.AuditAsync(AuditCode.SessionsRevoked, ended.ToString(System.Globalization.CultureInfo.InvariantCulture), ct);
        return TypedResults.LocalRedirect("/settings/security?done=revoked");
    }

    private static async Task<IResult> Prove(
        [FromForm] string? password, HttpContext context, Desk desk, Passwords passwords, Tries tries, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (tries.Take(Door.Account, account.Email!) is { } wait)
        {
            return DoorFilter.TooMany(context, wait);
        }

        if (!await passwords.FitsAsync(account, password ?? ""))
        {
            return ProvePage(new Faults().Add("password", desk.Reader["settings.password-wrong"]));
        }

        await desk.ProveAsync(ct);
        return TypedResults.LocalRedirect("/settings/security?done=proven");
    }

    private static RazorComponentResult<ProvePage> ProvePage(Faults faults) =>
        new(new { Faults = faults }) { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static async Task<IResult> AuthenticatorPage(Desk desk, SecondFactor second, HttpContext context, Faults faults)
    {
        var account = await desk.AccountAsync();
        if (account.TwoFactorEnabled)
        {
            return TypedResults.LocalRedirect("/settings/security");
        }

        var secret = await second.SecretAsync(account);
        return new RazorComponentResult<AuthenticatorPage>(new
        {
            Secret = secret,
            Url = SecondFactor.UrlOf(account, secret, context.Request.Host.Host),
            Faults = faults,
        })
        { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }
}
