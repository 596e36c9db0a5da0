using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Pages;

internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder routes) => routes.MapPages().MapGet("/mail", Show);

    private static async Task<RazorComponentResult<MailPage>> Show(string? sort, string? dir, Seat seat, CancellationToken ct)
    {
        var order = PortfolioOrder.Of(sort, dir);
        return new(new { Portfolio = new MailPortfolio(order.Sort(await seat.PortfolioAsync(ct)), order) });
    }
}
