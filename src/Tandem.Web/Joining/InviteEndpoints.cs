using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Joining;

/// <summary>The inviting side: a new relationship, and the invitation into it.</summary>
internal static class InviteEndpoints
{
    public static void MapInvite(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapPages();
        pages.MapGet("/relationships/new", NewRelationship);
        pages.MapPost("/relationships/new", OpenRelationship);
        pages.MapGet("/r/{id:guid}/invite", Show);
        pages.MapPost("/r/{id:guid}/invite", Send).Behind(Door.Invitation);
        pages.MapPost("/r/{id:guid}/invite/{invitation:guid}/revoke", Revoke);
    }

    private static RazorComponentResult<NewRelationshipPage> NewRelationship(Seat seat)
    {
        seat.Viewer.Demand(Right.Invite);
        return Form("", "", Faults.None);
    }

    private static async Task<IResult> OpenRelationship(
        [FromForm] string? name, [FromForm] string? domains, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Invite);
        var (title, party) = (Address.Name(name), PartyOf(domains));
        var faults = new Faults().AddIf(title is null, "name", reader["invite.name-missing"])
            .AddIf(party is null, "domains", reader["invite.domains-wrong"]);
        if (faults.Any)
        {
            return Form(name, domains, faults);
        }

        try
        {
            var relationship = await seat.OpenRelationshipAsync(title!, party!, ct);
            return Results.LocalRedirect($"/r/{relationship.Id}");
        }
        catch (ArgumentException)
        {
            return Form(name, domains, faults.Add("domains", reader["invite.same-side"]));
        }
    }

    private static async Task<IResult> Show(Guid id, bool? sent, Seat seat, TimeProvider time, CancellationToken ct) =>
        await PageAsync(new(id), new("", "en", "", []), Faults.None, sent == true, seat, time, ct);

    private static async Task<IResult> Send(
        Guid id, [FromForm] string? address, [FromForm] string? language, [FromForm] string? message, IFormCollection all, HttpContext context,
        Seat seat, Reader reader, Visit visit, FrontDesk desk, TimeProvider time, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Invite);
        var relationship = new RelationshipId(id);
        var chosen = all["drafts"].OfType<string>().Where(EntryId.IsOne).Select(draft => new EntryId(draft)).ToList();
        var form = new InviteForm(address?.Trim() ?? "", Reader.IsSpoken(language) ? language! : "en", message?.Trim() ?? "", chosen);
        var faults = new Faults().AddIf(Address.Of(address) is null, "address", reader["access.address-wrong"])
            .AddIf(form.Message.Length > Limits.TextChars, "message", reader.Say("invite.message-long", Limits.TextChars));
        if (faults.Any)
        {
            return await PageAsync(relationship, form, faults, false, seat, time, ct);
        }

        if (await seat.HeadAsync(relationship, ct) is not { } head
            || await seat.InviteAsync(relationship, form.Address, form.Language, form.Message, chosen, ct) is not { } link)
        {
            return Results.NotFound();
        }

        await seat.AuditAsync(AuditCode.SideInvited, relationship, "", ct);
        desk.Post(InvitationLetter.Of(form, head, visit.Sitting?.Person.Name, new(desk.Here(context), link.Path)));
        return Results.LocalRedirect($"/r/{id}/invite?sent=true");
    }

    private static async Task<IResult> Revoke(Guid id, Guid invitation, Seat seat, CancellationToken ct) =>
        await seat.RevokeInvitationAsync(new(id), invitation, ct) ? Results.LocalRedirect($"/r/{id}/invite") : Results.NotFound();

    private static async Task<IResult> PageAsync(
        RelationshipId id, InviteForm form, Faults faults, bool isSent, Seat seat, TimeProvider time, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Invite);
        if (await seat.HeadAsync(id, ct) is not { } head)
        {
            return Results.NotFound();
        }

        var (drafts, invitations) = (await seat.DraftsAsync(id, ct), await seat.InvitationsAsync(id, ct));
        return new RazorComponentResult<InvitePage>(new
        {
            Head = head,
            Form = form,
            Faults = faults,
            Lines = drafts.Select(draft => new ShownLine(draft.Line)).ToList(),
            Invitations = invitations,
            Now = time.GetUtcNow(),
            IsSent = isSent,
        })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
    }

    private static RazorComponentResult<NewRelationshipPage> Form(string? name, string? domains, Faults faults) =>
        new(new { Name = name ?? "", Domains = domains ?? "", Faults = faults })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    /// <summary>Domains with commas or spaces between; none is as good. <c>null</c> where a word is no domain.</summary>
    private static Party? PartyOf(string? domains)
    {
        var words = (domains ?? "").Split([',', ' ', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.All(word => word.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(word) == UriHostNameType.Dns)
            ? Party.Of(words) : null;
    }
}

/// <summary>What somebody put into the form of an invitation.</summary>
public sealed record InviteForm(string Address, string Language, string Message, IReadOnlyList<EntryId> Drafts);
