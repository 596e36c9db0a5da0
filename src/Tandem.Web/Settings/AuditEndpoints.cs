using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Settings;

/// <summary>What was done with access, for the owners of the organization.</summary>
internal static class AuditEndpoints
{
    private const int PageLines = 50;
    private const int MostDownloaded = 100_000;

    public static void MapAudit(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/audit", Show);
        settings.MapGet("/audit.csv", Download);
    }

    private static async Task<RazorComponentResult<AuditPage>> Show(string? what, Guid? before, Seat seat, CancellationToken ct)
    {
        var lines = await seat.AuditLogAsync(Only(what), before, PageLines + 1, ct);
        return new(new
        {
            Lines = lines.Take(PageLines).ToImmutableArray(),
            What = Only(what).FirstOrDefault(),
            Next = lines.Length > PageLines ? lines[PageLines - 1].Id : (Guid?)null,
        });
    }

    private static async Task<IResult> Download(string? what, Seat seat, TimeProvider time, CancellationToken ct)
    {
        var lines = await seat.AuditLogAsync(Only(what), null, MostDownloaded, ct);
        var text = new StringBuilder(Csv.Row("at", "what", "who", "account", "key", "relationship", "detail", "address"));
        foreach (var line in lines)
        {
            text.Append(Csv.Row(
                line.At.UtcDateTime.ToString("O"), line.What, line.Name, line.Account?.ToString(), line.Key?.ToString(), line.About?.ToString(),
                line.Detail, line.Address));
        }

        await seat.AuditAsync(AuditCode.Exported, null, "audit", ct);
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"tandem-audit-{time.GetUtcNow():yyyy-MM-dd}.csv");
    }

    private static ImmutableArray<string> Only(string? what) => what is not null && AuditCode.All.Contains(what) ? [what] : [];
}
