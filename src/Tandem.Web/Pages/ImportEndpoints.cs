using System.Collections.Immutable;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Imports;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Pages;

internal static class ImportEndpoints
{
    /// <summary>How htmx is told that there is nothing more to ask for.</summary>
    private const int StopPolling = 286;
    private const int ChoicesListed = 500;

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapPages().MapGroup("/imports");
        imports.MapGet("", Show);
        imports.MapPost("", Upload).WithMetadata(new RequestSizeLimitAttribute(Limits.UploadBytes)).DisableAntiforgery(); // it looks by itself
        imports.MapPost("/{upload:guid}/cancel", Cancel);
        imports.MapPost("/{id:guid}/{run:int}/undo", Undo);
    }

    private static async Task<RazorComponentResult<ImportsPage>> Show(
        Guid? of, int? undone, bool? progress, Seat seat, UploadDesk desk, Visit visit, HttpRequest request, CancellationToken ct)
    {
        var isAsked = progress == true && request.Headers.ContainsKey("HX-Request");
        return await PageAsync(of, undone, isAsked, UploadWords.None, Faults.None, seat, desk, visit, ct);
    }

    private static async Task<IResult> Upload(
        HttpContext context, IAntiforgery guard, Seat seat, UploadDesk desk, Visit visit, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Import);
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null; // a slow line may take its time
        UploadForm form;
        try
        {
            form = await UploadForm.ReadAsync(context, guard, seat, ct);
        }
        catch (Exception e) when (e is AntiforgeryValidationException or InvalidDataException)
        {
            return TypedResults.BadRequest();
        }

        using (form)
        {
            var words = new UploadWords(form["relationship"], form["name"].Trim(), form["domains"], form["ours"], form["bodies"] == "yes");
            var faults = new Faults().AddIf(form.Place is null, "files", reader["imports.files-missing"])
                .AddIf(form.IsTooMany, "files", reader.Say("imports.files-many", Limits.UploadFiles));
            if (await RelationshipAsync(words, faults, seat, visit, reader, ct) is { } relationship && !faults.Any)
            {
                if (!form.Place!.TrySettle())
                {
                    faults.Add("files", reader["imports.under-way-already"]);
                }
                else if (desk.Queue(seat.Viewer, relationship, form.Place, words.KeepsBodies) is null)
                {
                    faults.Add("files", reader["imports.queue-full"]);
                }
                else
                {
                    _ = form.Release();
                    return TypedResults.LocalRedirect("/imports");
                }
            }

            return await PageAsync(null, null, false, words, faults, seat, desk, visit, ct);
        }
    }

    private static async Task<Relationship?> RelationshipAsync(
        UploadWords words, Faults faults, Seat seat, Visit visit, Reader reader, CancellationToken ct)
    {
        var known = visit.Owner?.Party ?? Party.Nobody;
        var ours = seat.Viewer.May(Right.Administer) ? DomainsOf(words.Ours) : [];
        faults.AddIf(ours is null, "ours", reader["invite.domains-wrong"])
            .AddIf(ours is { Count: 0 } && known.IsNobody, "ours", reader["imports.ours-missing"]);
        if (words.Relationship.Length > 0)
        {
            var found = Guid.TryParse(words.Relationship, out var id) ? await seat.FindAsync(new(id), ct) : null;
            faults.AddIf(found is null, "relationship", reader["imports.relationship-missing"])
                .AddIf(found?.Sides[found.SideOf(seat.Viewer).Other].Party.IsNobody == true, "relationship", reader["imports.no-domains"])
                .AddIf(known.IsNobody, "relationship", reader["imports.ours-first"]);
            return found;
        }

        var theirs = DomainsOf(words.Domains);
        faults.AddIf(Address.Name(words.Name) is null, "name", reader["invite.name-missing"])
            .AddIf(theirs is not { Count: > 0 }, "domains", reader["imports.domains-missing"]);
        if (faults.Any)
        {
            return null;
        }

        try
        {
            return await seat.OpenForMailAsync(Address.Name(words.Name)!, Party.Of(theirs!), Party.Of(ours!), ct);
        }
        catch (ArgumentException)
        {
            faults.Add("domains", reader["invite.same-side"]);
            return null;
        }
    }

    private static RedirectHttpResult Cancel(Guid upload, [FromForm] string confirmed, Seat seat, UploadDesk desk)
    {
        _ = confirmed == "yes" && desk.Cancel(seat.Viewer, upload); // one that ended meanwhile needs no other answer
        return TypedResults.LocalRedirect("/imports");
    }

    private static async Task<RazorComponentResult<ImportsPage>> PageAsync(
        Guid? of, int? undone, bool isAsked, UploadWords words, Faults faults, Seat seat, UploadDesk desk, Visit visit, CancellationToken ct)
    {
        var runs = (await seat.ImportsAsync(ct)).OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Number).ToList();
        var justUndone = runs.FirstOrDefault(run => run.Relationship.Value == of && run.Number == undone && run.State == RunState.Undone);
        var relationships = new Dictionary<RelationshipId, Relationship?>();
        foreach (var id in runs.Select(run => run.Relationship).Distinct())
        {
            relationships[id] = await seat.FindAsync(id, ct);
        }

        var uploads = desk.Of(seat.Viewer);
        var isEnding = isAsked && !uploads.Any(upload => upload.IsUnderWay);
        var choices = seat.Viewer.May(Right.Import) && !isAsked
            ? (await seat.PortfolioPageAsync(new(PortfolioSort.Name, Take: ChoicesListed), ct)).Lines : [];
        return new(new
        {
            Imports = new ImportList([.. runs.Select(run => Named(run, relationships[run.Relationship], seat.Viewer))], justUndone),
            Offer = new UploadOffer(
                [.. choices.Select(line => (line.Id.ToString(), line.Name))], visit.Owner?.Party.Domains ?? [], words, faults),
            Uploads = uploads,
            IsEnding = isEnding,
        })
        {
            StatusCode = isEnding ? StopPolling : faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
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

    /// <summary>Domains with commas or spaces between. <c>null</c> where a word is no domain.</summary>
    private static List<string>? DomainsOf(string domains)
    {
        var words = domains.Split([',', ' ', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        return words.Count <= Limits.Domains
            && words.TrueForAll(word => word.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(word) == UriHostNameType.Dns)
            ? words : null;
    }
}
