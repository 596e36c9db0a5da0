using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Pages;

internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapPages().MapGroup("/imports");
        imports.MapGet("", Show);
        imports.MapPost("/{id:guid}/{run:int}/undo", Undo);
    }

    private static async Task<RazorComponentResult<ImportsPage>> Show(Guid? of, int? undone, Seat seat, CancellationToken ct)
    {
        var runs = (await seat.ImportsAsync(ct)).OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Number).ToList();
        var justUndone = runs.FirstOrDefault(run => run.Relationship.Value == of && run.Number == undone && run.State == RunState.Undone);
        var relationships = new Dictionary<RelationshipId, Relationship?>();
        foreach (var id in runs.Select(run => run.Relationship).Distinct())
        {
            relationships[id] = await seat.FindAsync(id, ct);
        }

        return new(new { Imports = new ImportList([.. runs.Select(run => Named(run, relationships[run.Relationship], seat.Viewer))], justUndone) });
    }

    /// <summary>Undone or not found, and then back to the list, which says so: reloading the answer undoes nothing twice.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> Undo(
        Guid id, int run, [FromForm(Name = "confirmed")] string confirmed, Seat seat, CancellationToken ct) =>
        confirmed == "yes" && await seat.UndoImportAsync(new RelationshipId(id), run, ct)
            ? TypedResults.LocalRedirect(FormattableString.Invariant($"/imports?of={id}&undone={run}"))
            : TypedResults.NotFound();

    private static ImportLine Named(ImportRun run, Relationship? relationship, Viewer viewer)
    {
        var them = relationship?.SideOf(viewer).Other ?? Side.B;
        return new(run, relationship?.Sides[them].Name ?? run.Relationship.ToString(), them);
    }
}
