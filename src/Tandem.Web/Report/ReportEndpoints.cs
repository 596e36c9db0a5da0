using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Report;

internal static class ReportEndpoints
{
    public static void MapReport(this IEndpointRouteBuilder routes)
    {
        var report = routes.MapPages().MapGroup("/r/{id:guid}");
        report.MapGet("/report", Show);
        report.MapGet("/report.pdf", Download);
    }

    private static async Task<Results<RazorComponentResult<ReportPage>, NotFound>> Show(Guid id, Seat seat, CancellationToken ct) =>
        await seat.ReportAsync(new(id), ct) is { } view ? new RazorComponentResult<ReportPage>(new { View = view }) : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFound>> Download(Guid id, Seat seat, Reader reader, CancellationToken ct) =>
        await seat.ReportAsync(new(id), ct) is { } view
            ? TypedResults.Bytes(ReportPdf.Of(reader, view), "application/pdf", FormattableString.Invariant($"tandem-{view.Head.At:yyyy-MM-dd}.pdf"))
            : TypedResults.NotFound();
}
