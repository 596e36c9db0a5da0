using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tandem.Web.Api;

/// <summary>The description of the API that programs read (OpenAPI 3.1).</summary>
internal static class ApiDocument
{
    public const string Place = "/openapi/{documentName}.json";
    private const string KeyScheme = "api_key";
    private const string SessionScheme = "session";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "Tandem",
            Version = "v1",
            Description = "Relationships between two organizations: the shared record, readings of it, and what proves it.",
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "tdm_",
                Description = "An API key of the organization, made in the settings.",
            },
            [SessionScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "tandem-session",
                Description = "A signed-in browser; changes need the header RequestVerificationToken too.",
            },
        };
        document.Security =
        [
            new() { [new(KeyScheme, document)] = [] },
            new() { [new(SessionScheme, document)] = [] },
        ];
    }
}
