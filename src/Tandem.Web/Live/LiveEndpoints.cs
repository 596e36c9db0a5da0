using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Live;

/// <summary>
/// News of relationships as server-sent events: which one, and the size of its ledger. A browser that comes back hears the sizes of
/// now and knows itself what it shows, so that nothing has to be replayed.
/// </summary>
internal static class LiveEndpoints
{
    /// <summary>How soon a stream notices that its reader may no longer read.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private const int NewsListed = 3;
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(20);

    public static void MapLive(this IEndpointRouteBuilder routes)
    {
        // Whoever may not read is told to stay away, not sent to the sign-in: a stream cannot follow.
        routes.MapDoors().MapGet("/live", FollowAsync);
        routes.MapPages().MapGet("/live/news", NewsAsync);
    }

    private static async Task FollowAsync(
        HttpContext context, Guid[] r, Visit visit, SessionDesk sessions, LiveDesk desk, TimeProvider time, IHostApplicationLifetime life)
    {
        context.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        if (!visit.IsSeated)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent; // the answer after which a browser does not come back
            return;
        }

        using var until = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        RelationshipId[] asked = [.. r.Distinct().Take(Limits.LiveRelationships).Select(id => new RelationshipId(id))];
        if (await desk.FollowAsync(visit.Seat.Viewer, asked, until.Token) is not { } stream)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            if (stream.Follows.Length == 0)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent; // nothing of it is in scope: the same answer
                return;
            }

            Open(context);
            await TellAsync(context, stream, () => MayStayAsync(context, visit, sessions, until.Token), time, until.Token);
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // the reader went, or the program ends
        }
        finally
        {
            desk.Leave(stream);
        }
    }

    private static void Open(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    private static async Task TellAsync(HttpContext context, LiveStream stream, Func<Task<bool>> mayStay, TimeProvider time, CancellationToken ct)
    {
        await context.Response.WriteAsync("retry: 3000\n\n", ct);
        var written = time.GetTimestamp();
        while (stream.Take() is { } news && await mayStay())
        {
            var text = string.Concat(news.Select(one => EventOf(one.Id, one.Growth)));
            if (text.Length == 0 && time.GetElapsedTime(written) >= BeatEvery)
            {
                text = ":\n\n";
            }

            if (text.Length > 0)
            {
                await context.Response.WriteAsync(text, ct);
                await context.Response.Body.FlushAsync(ct);
                written = time.GetTimestamp();
            }

            await stream.WaitAsync(LookEvery, time, ct);
        }
    }

    private static string EventOf(RelationshipId id, LedgerGrowth growth) => growth.Drafts == 0
        ? string.Create(CultureInfo.InvariantCulture, $"event: grown\ndata: {{\"r\":\"{id}\",\"n\":{growth.Size}}}\n\n")
        : string.Create(CultureInfo.InvariantCulture, $"event: grown\ndata: {{\"r\":\"{id}\",\"n\":{growth.Size},\"d\":{growth.Drafts}}}\n\n");

    /// <summary>Whether the reader is still who they were when they began: signed in, a member, in the same role.</summary>
    private static async Task<bool> MayStayAsync(HttpContext context, Visit visit, SessionDesk sessions, CancellationToken ct)
    {
        if (visit.Sitting is { } sitting)
        {
            return await sessions.FindAsync(sitting.Session.Id, ct) is { Place: { } place } && SessionDesk.ViewerOf(place) == visit.Seat.Viewer;
        }

        return !visit.IsAtMachine || await visit.IsAloneAsync(context, ct);
    }

    /// <summary>What was entered after an entry that the reader saw last, in words for the place where notices appear.</summary>
    private static async Task<IResult> NewsAsync(Guid r, long after, Seat seat, Reader reader, CancellationToken ct)
    {
        var id = new RelationshipId(r);
        if (await seat.FindAsync(id, ct) is not { } relationship)
        {
            return TypedResults.NotFound();
        }

        var page = await seat.TimelineAsync(id, EntryFilter.None, new(NewsListed, After: after), ct);
        return new RazorComponentResult<LiveNews>(new
        {
            Relationship = relationship,
            Us = relationship.SideOf(seat.Viewer),
            page.Entries,
            More = page.IsMore ? (await seat.HeadAsync(id, ct))?.Entries - after : null,
        });
    }
}
