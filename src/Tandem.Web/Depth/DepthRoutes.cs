using Tandem.Web.Report;

namespace Tandem.Web.Depth;

internal static class DepthRoutes
{
    /// <summary>Figures and their reasons, decisions, charter, settlement, pulse, playbook, report.</summary>
    public static void MapDepth(this IEndpointRouteBuilder routes)
    {
        routes.MapMeasures();
        routes.MapDecisions();
        routes.MapAgreements();
        routes.MapPulse();
        routes.MapPlaybook();
        routes.MapReport();
    }
}
