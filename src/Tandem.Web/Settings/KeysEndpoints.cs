using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Access;
using Tandem.Web.Api;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Settings;

/// <summary>Keys by which programs act for the organization.</summary>
internal static class KeysEndpoints
{
    private const string KeyOnce = "key";
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(5);

    public static void MapKeys(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/keys", Show);
        settings.MapPost("/keys", Make);
        settings.MapPost("/keys/revoke", Revoke);
    }

    private static async Task<IResult> Show(string? done, HttpContext context, Seat seat, CookieBox cookies, Reader reader, CancellationToken ct) =>
        await PageAsync(
            seat, Faults.None, done == "revoked" ? reader["settings.done-key-gone"] : null, done == "made" ? cookies.Take(context, KeyOnce) : null, ct);

    private static async Task<IResult> Make(
        [FromForm] string? name, [FromForm] string? role, [FromForm] string? scope, [FromForm] string? days, HttpContext context, Seat seat,
        CookieBox cookies, TimeProvider time, Reader reader, CancellationToken ct)
    {
        var faults = new Faults().AddIf(Address.Name(name) is null, "name", reader["settings.key-name-missing"]);
        if (!MembersEndpoints.TryRole(role, out var given) || faults.Any)
        {
            return await PageAsync(seat, faults, null, null, ct);
        }

        var expires = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 3650
            ? time.GetUtcNow().AddDays(number) : (DateTimeOffset?)null;
        if (await seat.MakeKeyAsync(Address.Name(name)!, given, scope != "all", expires, ct) is not { } key)
        {
            return await PageAsync(seat, new Faults().Add("name", reader["settings.keys-many"]), null, null, ct);
        }

        cookies.Put(context, KeyOnce, key.Value, ShownFor);
        return TypedResults.LocalRedirect("/settings/keys?done=made");
    }

    private static async Task<IResult> Revoke([FromForm] Guid key, Seat seat, KeyDesk keys, CancellationToken ct)
    {
        var isDone = await seat.RevokeKeyAsync(key, ct);
        keys.Forget();
        return isDone ? TypedResults.LocalRedirect("/settings/keys?done=revoked") : TypedResults.NotFound();
    }

    private static async Task<RazorComponentResult<KeysPage>> PageAsync(
        Seat seat, Faults faults, string? notice, string? made, CancellationToken ct) =>
        new(new { Keys = await seat.KeysAsync(ct), Faults = faults, Notice = notice, Made = made, Most = seat.Viewer.Role })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
