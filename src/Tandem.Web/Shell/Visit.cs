using Microsoft.AspNetCore.Diagnostics;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;

namespace Tandem.Web.Shell;

/// <summary>
/// Who is here, for one request: the seat of the workspace's owner, and what the navigation of every page shows.
/// </summary>
internal sealed class Visit(Rooms rooms, IEnumerable<IArrival> arrivals)
{
    /// <summary>Before the first import nobody owns the workspace, and nothing is in scope.</summary>
    public Seat Seat { get; private set; } = new(new(default), rooms);

    public Organization? Owner { get; private set; }

    public IReadOnlyList<Relationship> Relationships { get; private set; } = [];

    public async Task ArriveAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        var known = arrivals.Select(arrival => arrival.ViewerOf(context)).FirstOrDefault(viewer => viewer is not null);
        var owner = await rooms.Evidence.OwnerAsync(ct);
        if ((known ?? (owner is null ? null : new Viewer(owner.Id))) is { } viewer)
        {
            Seat = new(viewer, rooms);
            Relationships = await rooms.Evidence.RelationshipsAsync(viewer, ct);
            Owner = Relationships.Select(relationship => relationship.Sides[relationship.SideOf(viewer)]).FirstOrDefault() ?? owner;
        }
    }
}

/// <summary>Seats the visitor before a page is made. Assets and health need no seat, and a broken store gets no second chance.</summary>
internal sealed class Arrival(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Visit visit)
    {
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null;
        if (isPage && context.Features.Get<IExceptionHandlerFeature>() is null)
        {
            context.Response.Headers.CacheControl = "no-cache, no-store";
            context.Response.Headers.Vary = "Cookie, Accept-Language, HX-Request";
            await visit.ArriveAsync(context);
        }

        await next(context);
    }
}

/// <summary>Marks the endpoints that show a page, or act for the visitor.</summary>
internal sealed class PageMark
{
    public static PageMark Instance { get; } = new();
}

internal static class PageRoutes
{
    /// <summary>The group that all pages share: they need a seat.</summary>
    public static RouteGroupBuilder MapPages(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("").WithMetadata(PageMark.Instance).ExcludeFromDescription();
}
