using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Api;

/// <summary>Who calls, and the relationships of their organization.</summary>
internal static class RelationshipApi
{
    public static void MapRelationships(this RouteGroupBuilder api)
    {
        api.MapGet("/me", Me).Answers<MeShape>("Who the caller is here").WithName("me");
        api.MapGet("/relationships", List).Answers<RelationshipsShape>("The relationships of the caller's organization, page by page")
            .WithName("relationships");
        api.MapPost("/relationships", Open).Answers<RelationshipShape>("Opens a relationship, or finds the one there is", 201)
            .Fails(415, 422).WithName("open_relationship");
        api.MapGet("/relationships/{id:guid}", Find).Answers<RelationshipShape>("One relationship").Fails(404).WithName("relationship");
    }

    private static async Task<IResult> Me(Seat seat, CancellationToken ct)
    {
        var (viewer, organization) = (seat.Viewer, await seat.OrganizationAsync(ct));
        return TypedResults.Ok(new MeShape(
            organization is null ? null : new(organization.Id.Value.ToString("n"), organization.Name), MeasuresJson.Word(viewer.Role),
            [.. Enum.GetValues<Right>().Where(viewer.May).Select(MeasuresJson.Word)], viewer.Pseudonym, viewer.IsSharedOnly, seat.Key));
    }

    /// <param name="q">Part of the other organization's name.</param>
    /// <param name="after">The id after which the page begins.</param>
    /// <param name="limit">How many at most.</param>
    private static async Task<IResult> List(string? q, Guid? after, int? limit, Seat seat, CancellationToken ct)
    {
        if (limit is < 1 or > Limits.ApiPage)
        {
            return ApiProblem.BadRequest.At("limit", ApiWords.Of(limit.Value));
        }

        var take = limit ?? Limits.RowsListed;
        var found = await seat.RelationshipPageAsync(q, new(after ?? Guid.Empty), take + 1, ct);
        return TypedResults.Ok(new RelationshipsShape(
            [.. found.Take(take).Select(one => RelationshipShape.Of(one, seat.Viewer))], found.Count > take ? found[take - 1].Id.ToString()
                : null));
    }

    private static async Task<IResult> Find(Guid id, Seat seat, CancellationToken ct) => await seat.FindAsync(new(id), ct) is { } relationship
        ? TypedResults.Ok(RelationshipShape.Of(relationship, seat.Viewer)) : ApiProblem.NotFound;

    private static async Task<IResult> Open(NewRelationshipShape opening, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Invite);
        var domains = opening.Domains ?? [];
        if (Address.Name(opening.Name) is not { } name)
        {
            return ApiProblem.BadRequest.At("name", opening.Name);
        }

        if (domains.Length > Limits.Domains || domains.Any(domain => !IsDomain(domain)))
        {
            return ApiProblem.BadRequest.At("domains");
        }

        try
        {
            var relationship = await seat.OpenRelationshipAsync(name, Party.Of(domains), ct);
            return TypedResults.Created($"{ApiRoutes.Root}/relationships/{relationship.Id}", RelationshipShape.Of(relationship, seat.Viewer));
        }
        catch (ArgumentException)
        {
            return ApiProblem.SameSide.At("domains");
        }
    }

    /// <summary>A list of JSON may hold anything, also nothing.</summary>
    private static bool IsDomain(string? word) =>
        word?.Contains('.', StringComparison.Ordinal) == true && Uri.CheckHostName(word) == UriHostNameType.Dns;
}
