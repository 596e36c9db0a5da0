using Microsoft.AspNetCore.Antiforgery;

namespace Tandem.Web.Shell;

/// <summary>
/// Whatever is sent to a page comes from a form of ours. The framework looks at what was sent, but refuses it only to those who ask
/// for its fields as parameters.
/// </summary>
internal sealed class OwnForms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsForeign(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>The page that says so is shown within the same request, and asks for nothing.</summary>
    private static bool IsForeign(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is { RequiresValidation: true }
        && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };
}
