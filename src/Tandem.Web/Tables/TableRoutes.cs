using Tandem.Web.Shell;

namespace Tandem.Web.Tables;

internal static class TableRoutes
{
    /// <summary>The daily pages of a relationship: overview, timeline, entries, recording, commitments, record.</summary>
    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        var relationship = routes.MapPages().MapGroup("/r/{id:guid}");
        relationship.MapOverview();
        relationship.MapTimeline();
        relationship.MapForms();
        relationship.MapRecord();
    }
}
