using Tandem.Web.Shell;

namespace Tandem.Web.Access;

internal static class AccessRoutes
{
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapDoors();
        doors.MapSignIn();
        doors.MapRegister();
        doors.MapPasskeySignIn();
        doors.MapCompanies();
        doors.MapWelcome();
    }
}
