using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Pages;

/// <summary>The pages for what is not there, what is not allowed, and what broke.</summary>
internal static class ErrorEndpoints
{
    public const string Broken = "/error/500";
    public const string ByStatus = "/error/{0}";

    public static void MapErrors(this IEndpointRouteBuilder routes) =>
        routes.MapDoors().Map("/error/{status:int:range(400,599)}", Show).DisableAntiforgery();

    /// <summary>What a role does not give is not a fault of ours.</summary>
    public static int StatusOf(Exception broken) => broken switch
    {
        NotAllowedException => StatusCodes.Status403Forbidden,
        BadHttpRequestException bad => bad.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static RazorComponentResult<ErrorPage> Show(int status, HttpContext context)
    {
        status = context.Features.Get<IExceptionHandlerFeature>() is { } broken ? StatusOf(broken.Error) : status;
        return new(new { Status = status, Request = context.TraceIdentifier }) { StatusCode = status };
    }
}
