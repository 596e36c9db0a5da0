using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Web.Shell;

namespace Tandem.Web.Pages;

/// <summary>The pages for what is not there and for what broke.</summary>
internal static class ErrorEndpoints
{
    public const string Broken = "/error/500";
    public const string ByStatus = "/error/{0}";

    public static void MapErrors(this IEndpointRouteBuilder routes) =>
        routes.MapPages().Map("/error/{status:int:range(400,599)}", Show).DisableAntiforgery();

    private static RazorComponentResult<ErrorPage> Show(int status, HttpContext context) =>
        new(new { Status = status, Request = context.TraceIdentifier }) { StatusCode = status };
}
