using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Metadata;

namespace Tandem.Web.Api;

/// <summary>The API: the same calls as the pages', for programs.</summary>
internal static class ApiRoutes
{
    public const string Root = "/api/v1";
    public const string KeyHeader = "Idempotency-Key";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<KeyDesk>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            var options = json.SerializerOptions;
            options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.PropertyNameCaseInsensitive = false;
            options.NumberHandling = JsonNumberHandling.Strict;
            options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.AllowDuplicateProperties = false;
            options.Converters.Add(new StrictObject());
            options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        });
        services.AddApiDocument();
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).WithMetadata(new ApiMark()).Fails(400, 401, 403, 429, 500);
        api.MapRelationships();
        var relationship = api.MapGroup("/relationships/{id:guid}");
        relationship.MapEntries();
        relationship.MapReadings();
        relationship.MapProofs();
        routes.MapOpenApi(ApiDocument.Place);
    }

    /// <summary>What it answers when all is well.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string summary, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses.IsEmpty ? [200] : statuses)
        {
            endpoint.Produces<T>(status);
        }

        return endpoint.WithSummary(summary);
    }

    public static RouteHandlerBuilder Answers(this RouteHandlerBuilder endpoint, string summary, int status) =>
        endpoint.Produces(status).WithSummary(summary);

    public static RouteHandlerBuilder AnswersFile(this RouteHandlerBuilder endpoint, string summary, string type) =>
        endpoint.Produces<string>(200, type).WithSummary(summary);

    /// <summary>How it can fail, each a problem.</summary>
    public static T Fails<T>(this T endpoint, params ReadOnlySpan<int> statuses)
        where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), [ApiProblem.ContentType]));
        }

        return endpoint;
    }
}
