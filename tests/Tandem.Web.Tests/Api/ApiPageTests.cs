using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Web.Api;

namespace Tandem.Web.Tests.Api;

/// <summary>What is written of the API, for people and for programs, is what the server has.</summary>
public sealed partial class ApiPageTests
{
    private static readonly bool Writes = Environment.GetEnvironmentVariable("TANDEM_GOLDEN") == "write";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_every_endpoint_and_every_problem()
    {
        await using var site = await Site.OpenEmptyAsync();
        var there = site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText!["/api/v1".Length..].Replace("{id:guid}", "{id}", StringComparison.Ordinal)}"));
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reference", "api.md"), Ct);

        Endpoint().Matches(page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}").Order().ShouldBe(there.Order());
        Code().Matches(page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}").Order()
            .ShouldBe(ApiProblem.All.Select(problem => $"{problem.Code} {problem.Status}").Order());
    }

    [Fact]
    public async Task The_description_for_programs_is_as_decided()
    {
        await using var site = await Site.OpenEmptyAsync();
        using var client = site.Client();
        var description = (await client.GetStringAsync("/openapi/v1.json", Ct)).ReplaceLineEndings("\n");
        var file = Path.Combine(Repository.Root, "tests", "Tandem.Web.Tests", "Golden", "openapi.json");
        if (Writes)
        {
            await File.WriteAllTextAsync(file, description, Ct);
        }

        description.ShouldBe(await File.ReadAllTextAsync(file, Ct));
    }

    [GeneratedRegex(@"^\| (GET|POST|DELETE) \| `([^`?]+)", RegexOptions.Multiline)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"^\| `([a-z_]+)` \| (\d{3}) \|", RegexOptions.Multiline)]
    private static partial Regex Code();
}
