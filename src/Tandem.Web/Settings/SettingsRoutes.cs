namespace Tandem.Web.Settings;

internal static class SettingsRoutes
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
    }
}
