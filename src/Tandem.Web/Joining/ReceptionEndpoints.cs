using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Joining;

/// <summary>The invited side: what is recorded about it, before it joins, and the way in.</summary>
internal static class ReceptionEndpoints
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void MapReception(this IEndpointRouteBuilder routes)
    {
        var doors = routes.MapDoors();
        doors.MapGet("/invitation/{link}", Show).Behind(Door.Invitation);
        doors.MapGet("/invitation/{link}/all.json", Download).Behind(Door.Invitation);
        doors.MapPost("/invitation/{link}/join", Join).Behind(Door.Invitation);
        doors.MapPost("/invitation/{link}/decline", Decline).Behind(Door.Invitation);
        doors.MapPost("/invitation/{link}/contest", Contest).Behind(Door.Invitation);
    }

    private static async Task<IResult> Show(string link, bool? contested, Visit visit, Rooms rooms, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting)
        {
            return new RazorComponentResult<InvitedPage>(new { Link = link }); // whoever holds the link learns nothing by it
        }

        return await ReadAsync(link, sitting, rooms, ct) switch
        {
            Welcomed.Here here => new RazorComponentResult<InvitationPage>(new
            {
                Link = link,
                Here = here,
                Inviter = await InviterAsync(here, rooms, ct),
                Own = await OwnAsync(sitting, rooms, ct),
                IsContested = contested == true,
            }),
            Welcomed.AnotherAddress => new RazorComponentResult<InvitedPage>(new { Link = link, Address = sitting.Person.Address }),
            _ => Gone(),
        };
    }

    private static async Task<IResult> Download(string link, Visit visit, Rooms rooms, HttpResponse response, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting || await ReadAsync(link, sitting, rooms, ct) is not Welcomed.Here here)
        {
            return Results.NotFound();
        }

        response.Headers.ContentDisposition = "attachment; filename=\"invitation.json\"";
        return Results.Json(
            new
            {
                from = here.Invited.Relationship.Sides[here.Invited.Side.Other].Name,
                to = here.Invited.Relationship.Sides[here.Invited.Side].Name,
                recorded = here.Recorded,
                proposed = here.Proposed,
                messageHeaders = here.Invited.Messages,
                addresses = here.Invited.Addresses,
            },
            Indented);
    }

    private static async Task<IResult> Join(
        string link, [FromForm] Guid? organization, [FromForm] string? name, HttpContext context, Visit visit, Rooms rooms, SessionDesk desk,
        Reader reader, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting || !InvitationLink.TryParse(link, out var parsed))
        {
            return Results.LocalRedirect("/signin?back=" + Uri.EscapeDataString("/invitation/" + link));
        }

        if (organization is null && Address.Name(name) is null)
        {
            return await ReadAsync(link, sitting, rooms, ct) is not Welcomed.Here here ? Gone() : new RazorComponentResult<InvitationPage>(new
            {
                Link = link,
                Here = here,
                Inviter = await InviterAsync(here, rooms, ct),
                Own = await OwnAsync(sitting, rooms, ct),
                Faults = new Faults().Add("name", reader["access.organization-missing"]),
            })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        var chosen = organization is { } own ? new OrganizationId(own) : default(OrganizationId?);
        if (await new Reception(rooms).JoinAsync(
            parsed, sitting.Session.Account, sitting.Person.Address, chosen, Address.Name(name) ?? "", ct) is not { } viewer)
        {
            return Gone();
        }

        await rooms.People.SeatSessionAsync(sitting.Session.Id, sitting.Session.Account, viewer.Organization, ct);
        desk.Forget();
        var seat = new Seat(viewer, rooms) { From = Entrance.CallerOf(context) };
        await seat.AuditAsync(AuditCode.SideJoined, parsed.Relationship, "", ct);
        return Results.LocalRedirect($"/r/{parsed.Relationship}");
    }

    private static async Task<IResult> Decline(string link, Visit visit, Rooms rooms, CancellationToken ct) =>
        visit.Sitting is { } sitting && InvitationLink.TryParse(link, out var parsed)
        && await new Reception(rooms).DeclineAsync(parsed, sitting.Session.Account, sitting.Person.Address, ct)
            ? new RazorComponentResult<DeclinedPage>()
            : Gone();

    /// <summary>Objecting, or asking for erasure, without joining: a letter to whoever invited.</summary>
    private static async Task<IResult> Contest(string link, [FromForm] string? text, Visit visit, Rooms rooms, FrontDesk desk, CancellationToken ct)
    {
        if (visit.Sitting is not { } sitting || await ReadAsync(link, sitting, rooms, ct) is not Welcomed.Here here)
        {
            return Gone();
        }

        if (text?.Trim() is { Length: > 0 and <= Limits.TextChars } said && await InviterAsync(here, rooms, ct) is { Address.Length: > 0 } inviter)
        {
            var reader = Reader.In(inviter.Language);
            desk.Post(new(
                inviter.Address, inviter.Language, reader.Say("invitation.contest-subject", here.Invited.Relationship.Sides[here.Invited.Side].Name),
                [reader.Say("invitation.contest-letter", sitting.Person.Name, sitting.Person.Address), said]));
        }

        return Results.LocalRedirect($"/invitation/{link}?contested=true");
    }

    private static async Task<Welcomed> ReadAsync(string link, Sitting sitting, Rooms rooms, CancellationToken ct) =>
        InvitationLink.TryParse(link, out var parsed)
            ? await new Reception(rooms).ReadAsync(parsed, sitting.Session.Account, sitting.Person.Address, ct)
            : new Welcomed.Nowhere();

    private static async Task<Person?> InviterAsync(Welcomed.Here here, Rooms rooms, CancellationToken ct) =>
        here.Invited.InvitedBy is { } inviter ? await rooms.People.PersonAsync(inviter, ct) : null;

    /// <summary>The organizations that the person may bind.</summary>
    private static async Task<List<Organization>> OwnAsync(Sitting sitting, Rooms rooms, CancellationToken ct)
    {
        var own = new List<Organization>();
        foreach (var place in sitting.Memberships.Where(place => place.Role.May(Right.Invite)))
        {
            if (await rooms.People.OrganizationAsync(SessionDesk.ViewerOf(place), ct) is { } organization)
            {
                own.Add(organization);
            }
        }

        return own;
    }

    private static RazorComponentResult<OldLinkPage> Gone() => new() { StatusCode = StatusCodes.Status410Gone };
}
