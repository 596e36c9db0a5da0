using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Ease;

/// <summary>The sample for those who have nothing yet, and its end in one click.</summary>
internal static class SampleEndpoints
{
    public static void MapSample(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapPages();
        pages.MapPost("/sample", Open);
        pages.MapPost("/r/{id:guid}/sample/remove", Remove);
    }

    private static async Task<IResult> Open([FromForm] string confirmed, Seat seat, CancellationToken ct) =>
        confirmed == "yes" && await seat.OpenSampleAsync(ct) is { } id ? TypedResults.LocalRedirect($"/r/{id}") : TypedResults.NotFound();

    private static async Task<IResult> Remove(Guid id, [FromForm] string confirmed, Seat seat, CancellationToken ct) =>
        confirmed == "yes" && await seat.RemoveSampleAsync(new(id), ct) ? TypedResults.LocalRedirect("/") : TypedResults.NotFound();
}
