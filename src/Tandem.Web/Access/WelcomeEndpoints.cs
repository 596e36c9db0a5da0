using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>The first organization of somebody who belongs to none, and the way into one by invitation.</summary>
internal static class WelcomeEndpoints
{
    public static void MapWelcome(this IEndpointRouteBuilder doors)
    {
        doors.MapGet("/welcome", Show);
        doors.MapPost("/welcome", Found);
        doors.MapGet("/join/{token}", ShowJoin).Behind(Door.Invitation);
        doors.MapPost("/join/{token}", Join).Behind(Door.Invitation);
    }

    private static async Task<IResult> Show(HttpContext context, Visit visit, Hosting hosting, Rooms rooms, CancellationToken ct) =>
        visit.Sitting is null ? TypedResults.LocalRedirect("/signin?back=/welcome")
            : Page(visit, await UnclaimedAsync(context, hosting, rooms, ct), Faults.None, null);

    private static async Task<IResult> Found(
        [FromForm] string? name, [FromForm] string? claim, HttpContext context, Visit visit, Hosting hosting, Rooms rooms, SessionDesk desk,
        Reader reader, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting)
        {
            return TypedResults.LocalRedirect("/signin?back=/welcome");
        }

        var (account, now) = (sitting.Session.Account, rooms.Time.GetUtcNow());
        var unclaimed = await UnclaimedAsync(context, hosting, rooms, ct);
        if (claim != "yes" && Address.Name(name) is null)
        {
            return Page(visit, unclaimed, new Faults().Add("name", reader["access.organization-missing"]), name);
        }

        var made = claim != "yes" ? await rooms.People.FoundAsync(account, Address.Name(name)!, now, ct)
            : unclaimed is not null ? await rooms.People.ClaimAsync(account, now, ct) : null;
        if (made is null)
        {
            return TypedResults.LocalRedirect("/welcome");
        }

        await SeatAsync(context, sitting, made, AuditCode.OrganizationFounded, rooms, desk, ct);
        return TypedResults.LocalRedirect("/");
    }

    private static async Task<IResult> ShowJoin(string token, Visit visit, Rooms rooms, CancellationToken ct) =>
        await rooms.People.FindInvitationAsync(new(token), rooms.Time.GetUtcNow(), ct) is { } invitation
            ? new RazorComponentResult<JoinPage>(new { Invitation = invitation, Token = token, Address = visit.Sitting?.Person.Address })
            : new RazorComponentResult<OldLinkPage>() { StatusCode = StatusCodes.Status410Gone };

    private static async Task<IResult> Join(
        string token, [FromForm] string? accept, HttpContext context, Visit visit, Rooms rooms, SessionDesk desk, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting)
        {
            return TypedResults.LocalRedirect("/signin?back=" + Uri.EscapeDataString("/join/" + token));
        }

        if (accept != "yes" || await rooms.People.JoinAsync(
            new(token), sitting.Session.Account, sitting.Person.Address, rooms.Time.GetUtcNow(), ct) is not { } joined)
        {
            return new RazorComponentResult<OldLinkPage>() { StatusCode = StatusCodes.Status410Gone };
        }

        await SeatAsync(context, sitting, joined, AuditCode.MemberJoined, rooms, desk, ct);
        return TypedResults.LocalRedirect("/");
    }

    private static async Task SeatAsync(
        HttpContext context, Sitting sitting, Membership place, string what, Rooms rooms, SessionDesk desk, CancellationToken ct)
    {
        await rooms.People.SeatSessionAsync(sitting.Session.Id, sitting.Session.Account, place.Organization, ct);
        desk.Forget();
        var seat = new Seat(SessionDesk.ViewerOf(place), rooms) { From = Entrance.CallerOf(context) };
        await seat.AuditAsync(what, null, $"{place.Pseudonym}: {place.Role}", ct);
    }

    /// <summary>What was imported on this machine belongs to whoever sits at it; from elsewhere nobody can take it over.</summary>
    private static async Task<Organization?> UnclaimedAsync(HttpContext context, Hosting hosting, Rooms rooms, CancellationToken ct) =>
        !hosting.IsOpen && Safety.IsHere(context) ? await rooms.People.UnclaimedAsync(ct) : null;

    private static RazorComponentResult<WelcomePage> Page(Visit visit, Organization? unclaimed, Faults faults, string? name) =>
        new(new { Sitting = visit.Sitting, Unclaimed = unclaimed, Faults = faults, Name = name })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
