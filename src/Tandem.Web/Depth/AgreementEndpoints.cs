using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

/// <summary>What needs both names under it: the charter and settlements.</summary>
internal static class AgreementEndpoints
{
    public static void MapAgreements(this IEndpointRouteBuilder routes)
    {
        var charter = routes.MapPages().MapGroup("/r/{id:guid}/charter");
        charter.MapGet("", Charter);
        charter.MapGet("/new", NewCharter);
        charter.MapPost("/new", ProposeCharter);
        charter.MapPost("/{entry}/sign", SignCharter);
        charter.MapPost("/{entry}/withdraw", WithdrawCharter);
        var settlement = routes.MapPages().MapGroup("/r/{id:guid}/settlement");
        settlement.MapGet("", Settlement);
        settlement.MapPost("/new", ProposeSettlement);
        settlement.MapPost("/{entry}/sign", SignSettlement);
        settlement.MapPost("/{entry}/withdraw", WithdrawSettlement);
    }

    private static Task<IResult> Charter(
        Guid id, [FromQuery(Name = "sealed")] long? entered, int? drafted, Seat seat, Reader reader, CancellationToken ct) =>
        CharterPageAsync(new(id), EnteredWords.Notice(reader, entered, drafted), null, seat, ct);

    private static async Task<IResult> NewCharter(Guid id, string? from, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Sign);
        if (await seat.CharterAsync(new(id), ct) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var start = view.Papers.FirstOrDefault(paper => paper.Id.Value == from) ?? view.InForce;
        return new RazorComponentResult<CharterFormPage>(new { View = view, Values = CharterTyped.First(start, "EUR") });
    }

    private static async Task<IResult> ProposeCharter(Guid id, IFormCollection form, Seat seat, Reader reader, CancellationToken ct)
    {
        if (await seat.CharterAsync(new(id), ct) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var typed = Typed.Of(form);
        if (CharterTyped.Unclear(typed) is { } unclear)
        {
            return Again(view, typed, reader.Say("amount.unclear", unclear));
        }

        if (CharterTyped.Entry(typed, view.InForce, out var badLine) is not { } entry)
        {
            return Again(view, typed, reader.Say("charter.bad-line", Workspace.Text.Clean.Words(badLine ?? "")));
        }

        var outcome = (await seat.EnterAsync(new(id), entry, ct))!;
        return EnteredWords.Problem(reader, outcome) is { } problem
            ? Again(view, typed, problem)
            : TypedResults.LocalRedirect($"{view.Head.Url}/charter?{EnteredWords.Mark(outcome)}");
    }

    /// <summary>Nothing that was typed is lost.</summary>
    private static RazorComponentResult<CharterFormPage> Again(CharterView view, Typed typed, string problem) =>
        new(new { View = view, Values = typed, Problem = problem }) { StatusCode = StatusCodes.Status422UnprocessableEntity };

    private static async Task<IResult> SignCharter(
        Guid id, string entry, [FromForm] string? note, [FromForm] string? key, Seat seat, Reader reader, CancellationToken ct) =>
        !EntryId.IsOne(entry) ? TypedResults.NotFound()
            : await AfterCharterAsync(new(id), await seat.SignAsync(new(id), new(entry), note, key, ct), seat, reader, ct);

    private static async Task<IResult> WithdrawCharter(Guid id, string entry, [FromForm] string? key, Seat seat, Reader reader,
        CancellationToken ct) =>
        !EntryId.IsOne(entry) ? TypedResults.NotFound()
            : await AfterCharterAsync(new(id), await seat.TakeBackAsync(new(id), new(entry), key, ct), seat, reader, ct);

    private static async Task<IResult> AfterCharterAsync(RelationshipId id, Entered? outcome, Seat seat, Reader reader, CancellationToken ct) =>
        outcome is null ? TypedResults.NotFound()
        : EnteredWords.Problem(reader, outcome) is { } problem ? await CharterPageAsync(id, null, problem, seat, ct)
        : TypedResults.LocalRedirect($"/r/{id}/charter?{EnteredWords.Mark(outcome)}");

    private static async Task<IResult> CharterPageAsync(RelationshipId id, string? notice, string? problem, Seat seat, CancellationToken ct) =>
        await seat.CharterAsync(id, ct) is { } view
            ? new RazorComponentResult<CharterPage>(new
            {
                View = view,
                MayRecord = seat.Viewer.May(Right.Record),
                MaySign = seat.Viewer.May(Right.Sign),
                Notice = notice,
                Problem = problem,
                Key = Typed.NewKey(),
            })
            {
                StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : TypedResults.NotFound();

    private static Task<IResult> Settlement(
        Guid id, string? period, [FromQuery(Name = "sealed")] long? entered, int? drafted, Seat seat, Reader reader, CancellationToken ct) =>
        SettlementPageAsync(new(id), period, EnteredWords.Notice(reader, entered, drafted), null, null, seat, ct);

    private static async Task<IResult> ProposeSettlement(Guid id, IFormCollection form, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Sign);
        var typed = Typed.Of(form);
        if (await seat.SettlementAsync(new(id), typed["period"], ct) is not { } view || typed["from"] is not ("A" or "B"))
        {
            return TypedResults.NotFound();
        }

        if (typed.Number("amount") is not { } amount)
        {
            var problem = Amounts.IsUnclear(typed["amount"]) ? reader.Say("amount.unclear", typed["amount"]) : reader["settlement.bad-amount"];
            return await SettlementPageAsync(new(id), view.Period, null, problem, typed, seat, ct);
        }

        var outcome = await seat.ProposeSettlementAsync(
            new(id), view.Period, typed["from"] == "A" ? Side.A : Side.B, amount, view.Currency, typed["why"], typed.Has("key")
                ? typed["key"] : null, ct);
        return await AfterSettlementAsync(new(id), view.Period, outcome, typed, seat, reader, ct);
    }

    private static async Task<IResult> SignSettlement(
        Guid id, string entry, [FromForm] string? note, [FromForm] string? key, Seat seat, Reader reader, CancellationToken ct) =>
        !EntryId.IsOne(entry) ? TypedResults.NotFound()
            : await AfterSettlementAsync(new(id), null, await seat.SignAsync(new(id), new(entry), note, key, ct), null, seat, reader, ct);

    private static async Task<IResult> WithdrawSettlement(Guid id, string entry, [FromForm] string? key, Seat seat, Reader reader,
        CancellationToken ct) =>
        !EntryId.IsOne(entry) ? TypedResults.NotFound()
            : await AfterSettlementAsync(new(id), null, await seat.TakeBackAsync(new(id), new(entry), key, ct), null, seat, reader, ct);

    private static async Task<IResult> AfterSettlementAsync(
        RelationshipId id, string? period, Entered? outcome, Typed? typed, Seat seat, Reader reader, CancellationToken ct) =>
        outcome is null ? TypedResults.NotFound()
        : EnteredWords.Problem(reader, outcome) is { } problem ? await SettlementPageAsync(id, period, null, problem, typed, seat, ct)
        : TypedResults.LocalRedirect($"/r/{id}/settlement?{(period is null ? "" : $"period={period}&")}{EnteredWords.Mark(outcome)}");

    private static async Task<IResult> SettlementPageAsync(
        RelationshipId id, string? period, string? notice, string? problem, Typed? typed, Seat seat, CancellationToken ct) =>
        await seat.SettlementAsync(id, string.IsNullOrEmpty(period) ? null : period, ct) is { } view
            ? new RazorComponentResult<SettlementPage>(new
            {
                View = view,
                MayRecord = seat.Viewer.May(Right.Record),
                MaySign = seat.Viewer.May(Right.Sign),
                Notice = notice,
                Problem = problem,
                Typed = typed,
                Key = Typed.NewKey(),
            })
            {
                StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            }
            : TypedResults.NotFound();
}
