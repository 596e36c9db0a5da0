using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Settings;
using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>
/// Passkeys (WebAuthn): added in the settings, used at the sign-in without naming an account. The authenticator verifies the person,
/// so a passkey is both factors.
/// </summary>
internal static class PasskeyEndpoints
{
    private const string Challenge = "challenge";
    private const int MostPerAccount = 20;
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(5);

    public static void MapPasskeySignIn(this IEndpointRouteBuilder doors)
    {
        doors.MapPost("/signin/passkey/options", RequestOptions).Behind(Door.SignIn);
        doors.MapPost("/signin/passkey", Enter).Behind(Door.SignIn);
    }

    public static void MapPasskeySettings(this IEndpointRouteBuilder settings)
    {
        settings.MapPost("/security/passkeys/options", CreationOptions).NeedsProof();
        settings.MapPost("/security/passkeys", Add).NeedsProof();
        settings.MapPost("/security/passkeys/remove", Remove).NeedsProof();
    }

    private static async Task<IResult> RequestOptions(
        [FromForm(Name = "__RequestVerificationToken")] string? token, HttpContext context, IPasskeyHandler<Account> passkeys, CookieBox cookies)
    {
        _ = token; // the form is checked because it is one
        var options = await passkeys.MakeRequestOptionsAsync(null, context);
        cookies.Put(context, Challenge, options.AssertionState ?? "", Open);
        return Results.Text(options.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> Enter(
        [FromForm] string? credential, [FromForm] string? back, HttpContext context, IPasskeyHandler<Account> passkeys, CookieBox cookies,
        UserManager<Account> users, Entrance entrance, Reader reader, CancellationToken ct)
    {
        if (cookies.Take(context, Challenge) is { } state && credential is { Length: > 0 })
        {
            var result = await passkeys.PerformAssertionAsync(
                new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
            if (result.Succeeded && result.User.EmailConfirmed)
            {
                await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
                await entrance.AdmitAsync(context, result.User, "passkey", ct);
                return TypedResults.LocalRedirect(PreferenceEndpoints.LocalPath(back));
            }
        }

        return SignInEndpoints.Page(back, new Faults().Add("address", reader["access.passkey-failed"]));
    }

    private static async Task<IResult> CreationOptions(
        [FromForm(Name = "__RequestVerificationToken")] string? token, HttpContext context, IPasskeyHandler<Account> passkeys, CookieBox cookies, Desk desk)
    {
        _ = token;
        var options = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = desk.Person.Id.ToString(), Name = desk.Person.Address, DisplayName = desk.Person.Name }, context);
        cookies.Put(context, Challenge, options.AttestationState ?? "", Open);
        return Results.Text(options.CreationOptionsJson, "application/json");
    }

    private static async Task<IResult> Add(
        [FromForm] string? credential, [FromForm] string? name, HttpContext context, IPasskeyHandler<Account> passkeys, CookieBox cookies, Desk desk,
        CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (cookies.Take(context, Challenge) is not { } state || credential is not { Length: > 0 }
            || (await desk.Users.GetPasskeysAsync(account)).Count >= MostPerAccount)
        {
            return TypedResults.LocalRedirect("/settings/security?done=passkey-failed");
        }

        var result = await passkeys.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != desk.Person.Id.ToString())
        {
            return TypedResults.LocalRedirect("/settings/security?done=passkey-failed");
        }

        result.Passkey.Name = Address.Name(name) ?? desk.Reader["settings.passkey"];
        await desk.Users.AddOrUpdatePasskeyAsync(account, result.Passkey);
        await desk.AuditAsync(AuditCode.PasskeyAdded, "", ct);
        return TypedResults.LocalRedirect("/settings/security?done=passkey");
    }

    private static async Task<IResult> Remove([FromForm] string? id, Desk desk, CancellationToken ct)
    {
        var account = await desk.AccountAsync();
        if (id is not { Length: > 0 and < 4000 } || !id.All(char.IsAsciiHexDigit) || id.Length % 2 != 0
            || await desk.Users.GetPasskeyAsync(account, Convert.FromHexString(id)) is not { } passkey)
        {
            return TypedResults.NotFound();
        }

        await desk.Users.RemovePasskeyAsync(account, passkey.CredentialId);
        await desk.AuditAsync(AuditCode.PasskeyRemoved, "", ct);
        return TypedResults.LocalRedirect("/settings/security?done=removed");
    }
}
