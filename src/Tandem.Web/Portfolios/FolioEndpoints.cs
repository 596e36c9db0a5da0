using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Portfolios;

internal static class FolioEndpoints
{
    private const int TodayListed = 6;

    public static void MapFolio(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapPages();
        pages.MapGet("/", Show);
        pages.MapPost("/views", KeepView);
    }

    private static async Task<IResult> Show(
        string? sort, string? standing, bool? waits, string? q, string? after, Seat seat, TimeProvider time, HttpRequest request,
        CancellationToken ct)
    {
        var query = FolioModel.QueryOf(sort, standing, waits, q, after);
        var page = await seat.PortfolioPageAsync(query, ct);
        var total = await seat.PortfolioCountAsync(query, ct);
        var now = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (request.Headers.ContainsKey("HX-Request"))
        {
            // Only the list is swapped: the rest need not be read.
            return new RazorComponentResult<FolioList>(new { Model = new FolioModel(query, page, total, total, 0, [], [], [], now) });
        }

        var everything = await seat.PortfolioCountAsync(new(), ct);
        var waiting = await seat.PortfolioCountAsync(new(WaitsOnly: true), ct);
        var today = (await seat.PortfolioPageAsync(new(Take: TodayListed) { PressingBy = now }, ct)).Lines;
        return new RazorComponentResult<FolioPage>(new
        {
            Model = new FolioModel(
                query, page, total, everything, waiting, await seat.PlacesAsync(ct), today, await seat.SavedViewsAsync(ct), now),
        });
    }

    private static async Task<IResult> KeepView([FromForm] string? name, [FromForm] string? query, Seat seat, CancellationToken ct)
    {
        var url = FolioModel.UrlOf(FolioModel.QueryOf(null, null, null, null, null));
        var asked = query is { Length: > 1 } && query.StartsWith("/?", StringComparison.Ordinal) && PreferenceEndpoints.LocalPath(query) == query
            ? query : null;
        return await seat.KeepViewAsync(name ?? "", asked, ct) ? Results.LocalRedirect(asked ?? url) : Results.LocalRedirect(url);
    }
}
