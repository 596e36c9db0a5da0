using Tandem.Web.Shell;

namespace Tandem.Web.Settings;

/// <summary>Before what would lock somebody out, they show once more who they are: a borrowed browser is not enough.</summary>
internal static class Proven
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public static RouteHandlerBuilder NeedsProof(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var sitting = services.GetRequiredService<Visit>().Sitting;
        return sitting is null ? TypedResults.LocalRedirect("/signin")
            : now - sitting.Session.ProvenAt <= Fresh ? await next(context)
            : TypedResults.LocalRedirect("/settings/prove");
    });

    /// <summary>What belongs to an account needs one: the person at the machine has none.</summary>
    public static RouteGroupBuilder NeedsAccount(this RouteGroupBuilder group) => group.AddEndpointFilter(async (context, next) =>
        context.HttpContext.RequestServices.GetRequiredService<Visit>().Sitting is null
            ? TypedResults.LocalRedirect("/settings/account") : await next(context));
}
