using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Pages;

internal static class RelationshipEndpoints
{
    public static void MapRelationship(this IEndpointRouteBuilder routes)
    {
        var relationship = routes.MapPages().MapGroup("/r/{id:guid}");
        relationship.MapGet("/mail", Show);
        relationship.MapGet("/why/{measure}", Why);
    }

    private static async Task<Results<RazorComponentResult<RelationshipPage>, NotFound>> Show(Guid id, Seat seat, CancellationToken ct) =>
        await seat.RelationshipAsync(new RelationshipId(id), ct) is { } line
            ? new RazorComponentResult<RelationshipPage>(new { Line = line })
            : TypedResults.NotFound();

    private static async Task<IResult> Why(Guid id, string measure, string? waits, Seat seat, CancellationToken ct)
    {
        if (await seat.RelationshipAsync(new RelationshipId(id), ct) is not { Reading: { } reading } line)
        {
            return TypedResults.NotFound();
        }

        return measure switch
        {
            "answers-ours" => new RazorComponentResult<WhyAnswersPage>(
                new { Line = line, Reading = reading, Side = line.Us, AllWaits = waits == "all" }),
            "answers-theirs" => new RazorComponentResult<WhyAnswersPage>(
                new { Line = line, Reading = reading, Side = line.Us.Other, AllWaits = waits == "all" }),
            "waiting" => new RazorComponentResult<WhyWaitingPage>(new { Line = line, Reading = reading }),
            "starts" => new RazorComponentResult<WhyStartsPage>(new { Line = line, Reading = reading }),
            _ => TypedResults.NotFound(),
        };
    }
}
