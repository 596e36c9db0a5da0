using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Pages;

internal static class PortfolioEndpoints
{
    public static void MapPortfolio(this IEndpointRouteBuilder routes) => routes.MapPages().MapGet("/", Show);

    private static async Task<RazorComponentResult<PortfolioPage>> Show(string? sort, string? dir, Seat seat, CancellationToken ct)
    {
        var order = PortfolioOrder.Of(sort, dir);
        return new(new { Portfolio = new Portfolio(order.Sort(await seat.PortfolioAsync(ct)), order) });
    }
}
