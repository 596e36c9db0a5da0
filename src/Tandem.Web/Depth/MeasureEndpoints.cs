using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

internal static class MeasureEndpoints
{
    public static void MapMeasures(this IEndpointRouteBuilder routes)
    {
        var relationship = routes.MapPages().MapGroup("/r/{id:guid}");
        relationship.MapGet("/measures", Show);
        relationship.MapPost("/measures/accept", Accept);
        relationship.MapGet("/why/standing", Standing);
        foreach (var measure in Enum.GetValues<MeasureCode>())
        {
            relationship.MapGet($"/why/{FigureWords.Slug(measure)}/{{side?}}", (
                Guid id, string? side, int? own, int? page, [AsParameters] TryQuery asked, Seat seat, CancellationToken ct) =>
                Why(new(id), measure, side, own == 1, page ?? 1, asked, seat, ct));
        }
    }

    private static async Task<Results<RazorComponentResult<MeasuresPage>, NotFound>> Show(
        Guid id, [FromQuery(Name = "sealed")] long? entered, int? drafted, string? problem, Seat seat, Reader reader, CancellationToken ct) =>
        await seat.MeasuresAsync(new(id), ct) is { } view
            ? new RazorComponentResult<MeasuresPage>(new
            {
                View = view,
                MayRecord = seat.Viewer.May(Right.Record),
                Notice = problem is null ? EnteredWords.Notice(reader, entered, drafted) : reader["advice.gone"],
            })
            : TypedResults.NotFound();

    /// <summary>Enters what is advised, as it stands now: an advice that was taken up twice is entered once.</summary>
    private static async Task<IResult> Accept(
        Guid id, [FromForm] string draft, [FromForm] string action, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        var head = await seat.FindAsync(new(id), ct);
        if (head is null || !EntryId.IsOne(draft))
        {
            return TypedResults.NotFound();
        }

        var what = new FigureWords(reader, head.Sides.Select(side => side.Name)).Advice(action);
        return await seat.AcceptAdviceAsync(new(id), new(draft), what, ct) is { } outcome && EnteredWords.Problem(reader, outcome) is null
            ? TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/measures?{EnteredWords.Mark(outcome)}")
            : TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/measures?problem=gone#advice");
    }

    private static async Task<Results<RazorComponentResult<StandingPage>, NotFound>> Standing(Guid id, Seat seat, CancellationToken ct) =>
        await seat.WhyStandingAsync(new(id), ct) is { } view
            ? new RazorComponentResult<StandingPage>(new { View = view })
            : TypedResults.NotFound();

    private static async Task<IResult> Why(
        RelationshipId id, MeasureCode measure, string? letter, bool isOwn, int page, TryQuery asked, Seat seat, CancellationToken ct)
    {
        if (await seat.FindAsync(id, ct) is not { } relationship || SideOf(letter, relationship.SideOf(seat.Viewer)) is not { } side
            || (letter is not null && !Readings.IsDirected(measure))
            || await seat.WhyAsync(id, measure, Readings.IsDirected(measure) ? side : relationship.SideOf(seat.Viewer), isOwn, page,
                ct) is not { } view)
        {
            return TypedResults.NotFound();
        }

        var choices = await seat.WhatIfChoicesAsync(id, ct);
        var entries = asked.Asks && choices is not null ? asked.Entries(choices) : [];
        return new RazorComponentResult<WhyPage>(new
        {
            View = view,
            Side = side,
            Choices = choices,
            Tried = entries.Count > 0 ? await seat.WhatIfAsync(id, entries, ct) : null,
            Asked = asked,
        });
    }

    private static Side? SideOf(string? letter, Side us) => letter switch
    {
        null => us,
        "a" or "A" => Side.A,
        "b" or "B" => Side.B,
        _ => null,
    };
}
