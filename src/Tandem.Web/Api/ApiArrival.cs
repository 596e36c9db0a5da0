using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Api;

/// <summary>
/// Seats whoever calls the API: a program by its key, or a browser by its session, which then has to show with every change that
/// its own page asked for it.
/// </summary>
internal sealed class ApiArrival(RequestDelegate next, KeyDesk keys, Tries tries, IAntiforgery forms, Hosting hosting)
{
    private const string Bearer = "Bearer ";
    private static readonly Door Unknown = new("api-unknown", 60, TimeSpan.FromMinutes(1));

    private readonly Door door = new("api", hosting.ApiPerMinute, TimeSpan.FromMinutes(1));

    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ApiMark>() is null)
        {
            await next(context);
            return;
        }

        if (await SeatAsync(context, visit) is { } problem)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<ApiProblem?> SeatAsync(HttpContext context, Visit visit)
    {
        var ct = context.RequestAborted;
        if (context.Request.Headers.Authorization is [{ Length: > 0 } said, ..])
        {
            if (!said.StartsWith(Bearer + Token.KeyPrefix, StringComparison.OrdinalIgnoreCase)
                || await keys.FindAsync(new(said[Bearer.Length..].Trim()), ct) is not { } key)
            {
                return tries.Take(Unknown, DoorFilter.NetworkOf(context.Connection.RemoteIpAddress)) is { } tooOften
                    ? TooMany(context, tooOften) : Unauthorized(context, "Bearer realm=\"tandem\", error=\"invalid_token\"");
            }

            visit.SitWithKey(context, key.Viewer, key.Key);
            return tries.Take(door, key.Key.ToString("N")) is { } wait ? TooMany(context, wait) : null;
        }

        var session = await Arrival.SessionOfAsync(context);
        await visit.ArriveAsync(context, session, ct, isProgram: true);
        if (!visit.IsSeated)
        {
            return visit.Sitting is null ? Unauthorized(context, "Bearer realm=\"tandem\"") : ApiProblem.NoOrganization;
        }

        if (tries.Take(door, session?.ToString("N") ?? Entrance.CallerOf(context)) is { } left)
        {
            return TooMany(context, left);
        }

        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || await forms.IsRequestValidAsync(context) ? null : ApiProblem.Antiforgery;
    }

    private static ApiProblem Unauthorized(HttpContext context, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return ApiProblem.Unauthorized;
    }

    private static ApiProblem TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ApiProblem.TooManyRequests;
    }
}

/// <summary>Marks the endpoints for programs.</summary>
internal sealed record ApiMark;
