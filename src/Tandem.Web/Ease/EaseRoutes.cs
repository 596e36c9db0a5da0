using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Vocabulary;
using Tandem.Web.Portfolios;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Ease;

/// <summary>What makes the pages quick to use: the palette, the list of keys, the way from one relationship to the next.</summary>
internal static class EaseRoutes
{
    private const int LinesAtOnce = 500;

    public static void MapEase(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapPages();
        pages.MapGet("/palette", Palette);
        pages.MapGet("/keys", () => new RazorComponentResult<KeysPage>());
        pages.MapGet("/go/next", (string? at, string? sort, string? standing, bool? waits, string? q, Seat seat, CancellationToken ct) =>
            Neighbour(at, FolioModel.QueryOf(sort, standing, waits, q, null), true, seat, ct));
        pages.MapGet("/go/previous", (string? at, string? sort, string? standing, bool? waits, string? q, Seat seat, CancellationToken ct) =>
            Neighbour(at, FolioModel.QueryOf(sort, standing, waits, q, null), false, seat, ct));
    }

    private static async Task<IResult> Palette(
        string? q, string? at, HttpRequest request, Seat seat, Visit visit, Reader reader, CancellationToken ct)
    {
        var groups = await new PaletteGroups(seat, visit, reader).OfAsync(q, at, ct);
        return request.Headers.ContainsKey("HX-Request")
            ? new RazorComponentResult<PaletteList>(new { Groups = groups, IsListbox = true })
            : new RazorComponentResult<PalettePage>(new { Groups = groups, Asked = q ?? "", At = at ?? "" });
    }

    /// <summary>The relationship beside this one in the order of the portfolio, at the same tab; at the end, the same again.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> Neighbour(
        string? at, PortfolioQuery query, bool isNext, Seat seat, CancellationToken ct)
    {
        if (PlaceInside.Of(at) is not { } here || await seat.FindAsync(here.Relationship, ct) is null)
        {
            return TypedResults.NotFound();
        }

        RelationshipId? before = null;
        var isPassed = false;
        for (var page = await seat.PortfolioPageAsync(query with { Take = LinesAtOnce }, ct); ;)
        {
            foreach (var line in page.Lines)
            {
                if (isPassed || (line.Id == here.Relationship && !isNext))
                {
                    return To(isPassed ? line.Id : before ?? line.Id, here);
                }

                isPassed = line.Id == here.Relationship;
                before = line.Id;
            }

            if (page.Next is not { } next)
            {
                return To(here.Relationship, here);
            }

            page = await seat.PortfolioPageAsync(query with { Take = LinesAtOnce, After = next }, ct);
        }
    }

    private static RedirectHttpResult To(RelationshipId id, PlaceInside here) =>
        TypedResults.LocalRedirect($"/r/{id}{here.Section}");
}
