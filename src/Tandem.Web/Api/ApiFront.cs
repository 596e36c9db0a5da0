using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Tandem.Web.Shell;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;

namespace Tandem.Web.Api;

/// <summary>Around everything below <c>/api</c>: whatever goes wrong there is told as a problem, never as a page.</summary>
internal sealed partial class ApiFront(RequestDelegate next, ILogger<ApiFront> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }

        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        context.Response.OnStarting(Forget, context.Response.Headers);
        try
        {
            await next(context);
        }
        catch (Exception broken) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            await ProblemOf(broken, context).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response is { StatusCode: >= 400, HasStarted: false, ContentType: null })
        {
            await ApiProblem.OfStatus(response.StatusCode).ExecuteAsync(context);
        }
    }

    private static Task Forget(object headers)
    {
        ((IHeaderDictionary)headers).CacheControl = "no-store";
        ((IHeaderDictionary)headers).Vary = "Authorization, Cookie, Accept-Language";
        return Task.CompletedTask;
    }

    private ApiProblem ProblemOf(Exception broken, HttpContext context)
    {
        switch (broken)
        {
            case NotAllowedException:
                return ApiProblem.Forbidden;
            case LedgerBusyException:
                context.Response.Headers.RetryAfter = "1";
                return ApiProblem.Busy;
            case BadHttpRequestException { InnerException: JsonException json } bad:
                return ApiProblem.OfStatus(bad.StatusCode).At(json.Path ?? "$");
            case BadHttpRequestException bad:
                return ApiProblem.OfStatus(bad.StatusCode) with { Detail = bad.Message };
            default:
                Failed(broken, context.TraceIdentifier);
                return ApiProblem.Internal;
        }
    }

    [LoggerMessage(LogLevel.Error, "Request {Request} failed.")]
    private partial void Failed(Exception broken, string request);
}
