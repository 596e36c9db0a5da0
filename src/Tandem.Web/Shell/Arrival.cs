using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Tandem.Web.Access;

namespace Tandem.Web.Shell;

/// <summary>
/// Seats the visitor before a page is made, and sends away who may not sit. Assets and health need no seat, and a broken store
/// gets no second chance.
/// </summary>
internal sealed class Arrival(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not { } mark)
        {
            await next(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-cache, no-store";
        context.Response.Headers.Vary = "Cookie, Accept-Language, HX-Request";
        if (context.Features.Get<IExceptionHandlerFeature>() is null)
        {
            await visit.ArriveAsync(context, await SessionOfAsync(context), context.RequestAborted);
            if (!visit.IsSeated && !mark.IsDoor)
            {
                SendAway(context, visit);
                return;
            }
        }

        await next(context);
    }

    public static async Task<Guid?> SessionOfAsync(HttpContext context)
    {
        if ((await context.AuthenticateAsync(Entrance.Scheme)).Principal is not { } principal)
        {
            return null;
        }

        context.User = principal; // forms are bound to whoever they were shown to
        return Guid.TryParse(principal.FindFirstValue(Entrance.SessionClaim), out var session) ? session : null;
    }

    /// <summary>A page leads to the sign-in and back again; a part of one cannot, so it says only that it may not.</summary>
    private static void SendAway(HttpContext context, Visit visit)
    {
        var request = context.Request;
        var to = visit.Sitting is not null ? "/welcome"
            : HttpMethods.IsGet(request.Method) && request.Path != "/" ? "/signin?back=" + Uri.EscapeDataString(request.Path + request.QueryString)
            : "/signin";
        if (request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = to;
            context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
            return;
        }

        context.Response.Redirect(to);
    }
}

/// <summary>Marks the endpoints that show a page, or act for the visitor.</summary>
/// <param name="IsDoor">Whether it is there for those who are not seated too.</param>
internal sealed record PageMark(bool IsDoor)
{
    public static PageMark Instance { get; } = new(IsDoor: false);

    public static PageMark Door { get; } = new(IsDoor: true);
}

internal static class PageRoutes
{
    /// <summary>The group that all pages share: they need a seat.</summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder routes) => routes.MapMarked(PageMark.Instance);

    /// <summary>Pages for those who have no seat yet.</summary>
    public static RouteGroupBuilder MapDoors(this IEndpointRouteBuilder routes) => routes.MapMarked(PageMark.Door);

    /// <summary>See <see cref="OwnForms"/>: also where nothing of what is sent is read.</summary>
    private static RouteGroupBuilder MapMarked(this IEndpointRouteBuilder routes, PageMark mark) =>
        routes.MapGroup("").WithMetadata(mark, new RequireAntiforgeryTokenAttribute()).ExcludeFromDescription();
}
