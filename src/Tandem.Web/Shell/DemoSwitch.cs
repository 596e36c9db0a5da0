using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Shell;

/// <summary>
/// The demo is seen from either company, without an account: a visible switch, kept in a cookie. Only a host that listens on its
/// own machine alone may have it.
/// </summary>
public sealed class DemoSwitch(Relationship sample) : IArrival
{
    public const string Cookie = "tandem-side";

    public Relationship Sample => sample;

    public Side SideOf(HttpContext context) => context.Request.Cookies[Cookie] == "B" ? Side.B : Side.A;

    public Viewer? Seat(HttpContext context)
    {
        var side = SideOf(context);
        return new(sample.Sides[side].Id, Role.Owner, null, side == Side.A ? "demo-a" : "demo-b");
    }
}

internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder routes) => routes.MapPost("/demo/side", Switch).ExcludeFromDescription();

    private static IResult Switch([FromForm] string side, [FromForm] string? back, HttpResponse response, IServiceProvider services)
    {
        if (services.GetService<DemoSwitch>() is null || side is not ("A" or "B"))
        {
            return Results.NotFound();
        }

        response.Cookies.Append(DemoSwitch.Cookie, side, PreferenceEndpoints.Kept());
        return Results.LocalRedirect(PreferenceEndpoints.LocalPath(back));
    }
}
