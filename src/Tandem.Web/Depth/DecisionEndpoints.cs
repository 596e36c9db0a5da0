using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

internal static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var decisions = routes.MapPages().MapGroup("/r/{id:guid}/decisions");
        decisions.MapGet("", List);
        decisions.MapGet("/new", New);
        decisions.MapPost("/new", Enter);
        decisions.MapGet("/{decision}", Show);
        decisions.MapPost("/{decision}/answer", Answer);
        decisions.MapPost("/{decision}/withdraw", Withdraw);
    }

    private static async Task<IResult> List(
        Guid id, [FromQuery(Name = "class")] string? named, [FromQuery(Name = "sealed")] long? entered, int? drafted, Seat seat, Reader reader,
        CancellationToken ct) =>
        await seat.DecisionsAsync(new(id), ct) is { } view
            ? new RazorComponentResult<DecisionsPage>(new
            {
                View = view,
                Class = string.IsNullOrEmpty(named) ? null : named,
                MayRecord = seat.Viewer.May(Right.Record),
                Notice = EnteredWords.Notice(reader, entered, drafted),
            })
            : TypedResults.NotFound();

    private static async Task<IResult> New(Guid id, [FromQuery(Name = "class")] string? named, string? from, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        var like = EntryId.IsOne(from) ? new EntryId(from) : (EntryId?)null;
        return await seat.DecisionFormAsync(new(id), like, ct) is { } form
            ? new RazorComponentResult<DecisionFormPage>(new { Form = form, Values = DecisionTyped.First(form, named) })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Enter(Guid id, IFormCollection fields, Seat seat, Reader reader, CancellationToken ct)
    {
        if (await seat.DecisionFormAsync(new(id), null, ct) is not { } form)
        {
            return TypedResults.NotFound();
        }

        var typed = Typed.Of(fields);
        if (DecisionTyped.Unclear(typed, form) is { } unclear)
        {
            return Again(form, typed, reader.Say("amount.unclear", unclear));
        }

        var outcome = (await seat.EnterAsync(new(id), DecisionTyped.Entry(typed, form), ct))!;
        return outcome switch
        {
            Entered.Sealed made => TypedResults.LocalRedirect($"{form.Head.Url}/decisions/{made.Id}?{EnteredWords.Mark(outcome)}"),
            Entered.Drafted made => TypedResults.LocalRedirect($"{form.Head.Url}/decisions/{made.Id}?{EnteredWords.Mark(outcome)}"),
            _ => Again(form, typed, EnteredWords.Problem(reader, outcome)),
        };
    }

    /// <summary>Nothing that was typed is lost.</summary>
    private static RazorComponentResult<DecisionFormPage> Again(DecisionForm form, Typed typed, string? problem) =>
        new(new { Form = form, Values = typed, Problem = problem }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    private static async Task<IResult> Show(
        Guid id, string decision, [FromQuery(Name = "sealed")] long? entered, int? drafted, Seat seat, Reader reader, CancellationToken ct) =>
        await PageAsync(new(id), decision, EnteredWords.Notice(reader, entered, drafted), null, seat, ct);

    private static async Task<IResult> Answer(
        Guid id, string decision, [FromForm] string agreed, [FromForm] string? why, [FromForm] string? key, Seat seat, Reader reader,
            CancellationToken ct) =>
        agreed is not ("yes" or "no") || !EntryId.IsOne(decision) ? TypedResults.NotFound()
            : await AfterAsync(id, decision, await seat.AnswerDecisionAsync(new(id), new(decision), agreed == "yes", why, key, ct), seat, reader, ct);

    private static async Task<IResult> Withdraw(Guid id, string decision, [FromForm] string? key, Seat seat, Reader reader, CancellationToken ct) =>
        !EntryId.IsOne(decision) ? TypedResults.NotFound()
            : await AfterAsync(id, decision, await seat.TakeBackAsync(new(id), new(decision), key, ct), seat, reader, ct);

    private static async Task<IResult> AfterAsync(Guid id, string decision, Entered? outcome, Seat seat, Reader reader, CancellationToken ct) =>
        outcome is null ? TypedResults.NotFound()
        : EnteredWords.Problem(reader, outcome) is { } problem ? await PageAsync(new(id), decision, null, problem, seat, ct)
        : TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/decisions/{decision}?{EnteredWords.Mark(outcome)}");

    private static async Task<IResult> PageAsync(RelationshipId id, string decision, string? notice, string? problem, Seat seat,
        CancellationToken ct) =>
        EntryId.IsOne(decision) && await seat.DecisionAsync(id, new(decision), ct) is { } view
            ? new RazorComponentResult<DecisionPage>(new
            {
                View = view,
                MayRecord = seat.Viewer.May(Right.Record),
                Notice = notice,
                Problem = problem,
                Key = Typed.NewKey(),
            })
            {
                StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : TypedResults.NotFound();
}
