using Tandem.Web.Access;
using Tandem.Web.Shell;

namespace Tandem.Web.Settings;

internal static class SettingsRoutes
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapPages().MapGroup("/settings");
        settings.MapGet("", (Visit visit) => TypedResults.LocalRedirect(visit.Sitting is null ? "/settings/organization" : "/settings/profile"));
        settings.MapGet("/account", () => new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<NoAccountPage>());
        var own = settings.MapGroup("").NeedsAccount();
        own.MapProfile();
        own.MapSecurity();
        own.MapPasskeySettings();
        own.MapOwnRecords();
        settings.MapOrganizationSettings();
        settings.MapMembers();
        settings.MapKeys();
        settings.MapAudit();
    }
}
