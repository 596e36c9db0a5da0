using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Depth;

internal static class PulseEndpoints
{
    public static void MapPulse(this IEndpointRouteBuilder routes)
    {
        var pulse = routes.MapPages().MapGroup("/r/{id:guid}/pulse");
        pulse.MapGet("", Show);
        pulse.MapGet("/answer", Questions);
        pulse.MapPost("/answer", Answer);
        pulse.MapPost("/open", Open);
        pulse.MapPost("/close", Close);
    }

    private static async Task<IResult> Show(Guid id, string? said, Seat seat, Reader reader, CancellationToken ct) =>
        await seat.PulseAsync(new(id), ct) is { } view
            ? new RazorComponentResult<PulsePage>(new
            {
                View = view,
                MayRecord = seat.Viewer.May(Right.Record),
                MayClose = seat.Viewer.May(Right.Sign) || seat.Viewer.May(Right.Administer),
                Notice = said switch
                {
                    "answered" => reader["pulse.thanks"],
                    "not" => reader["pulse.not-taken"],
                    "few" => reader["pulse.too-few"],
                    "closed" => reader["pulse.now-closed"],
                    _ => null,
                },
            })
            : TypedResults.NotFound();

    private static async Task<IResult> Questions(Guid id, Seat seat, CancellationToken ct) => await seat.PulseAsync(new(id), ct) switch
    {
        null => TypedResults.NotFound(),
        { Open: not null, HasAnswered: false } view => new RazorComponentResult<PulseAnswerPage>(new { View = view }),
        _ => TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/pulse"),
    };

    private static async Task<IResult> Answer(Guid id, IFormCollection form, Seat seat, CancellationToken ct)
    {
        if (await seat.FindAsync(new(id), ct) is null)
        {
            return TypedResults.NotFound();
        }

        var typed = Typed.Of(form);
        var share = typed.Number("share") is { } percent and >= 0 and <= 100 ? (double)percent / 100 : (double?)null;
        var isTaken = await seat.AnswerPulseAsync(new(id), typed["round"], Answers("i-"), Answers("s-"), share, ct);
        return TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/pulse?said={(isTaken ? "answered" : "not")}");

        Dictionary<string, int> Answers(string prefix) => PulseQuestions.All.Items
            .Where(item => int.TryParse(typed[prefix + item.Id], CultureInfo.InvariantCulture, out _))
            .ToDictionary(item => item.Id, item => int.Parse(typed[prefix + item.Id], CultureInfo.InvariantCulture));
    }

    private static async Task<IResult> Open(Guid id, IFormCollection _, Seat seat, CancellationToken ct) => await seat.FindAsync(new(id), ct) is null
        ? TypedResults.NotFound()
        : TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}/pulse{(await seat.OpenPulseAsync(new(id), ct) ? "" : "?said=not")}");

    private static async Task<IResult> Close(Guid id, IFormCollection _, Seat seat, CancellationToken ct) => await seat.FindAsync(new(id), ct) is null
        ? TypedResults.NotFound()
        : TypedResults.LocalRedirect(
            $"/r/{new RelationshipId(id)}/pulse?said={(await seat.ClosePulseAsync(new(id), ct) is Entered.Sealed or Entered.Drafted ? "closed" : "few")}");
}
