using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Settings;

/// <summary>Who belongs to the organization, and as what.</summary>
internal static class MembersEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/members", (string? done, Seat seat, Reader reader, CancellationToken ct) =>
             PageAsync(seat, Faults.None, NoticeOf(reader, done), null, ct));
        settings.MapPost("/members/invite", Invite).Behind(Door.Invitation);
        settings.MapPost("/members/invite/revoke", Revoke);
        settings.MapPost("/members/role", SetRole);
        settings.MapPost("/members/remove", Remove);
        settings.MapPost("/members/leave", Leave);
    }

    private static async Task<IResult> Invite(
        [FromForm] string? address, [FromForm] string? role, HttpContext context, Seat seat, Visit visit, FrontDesk letters, Reader reader,
        CancellationToken ct)
    {
        if (Address.Of(address) is not { } valid || !TryRole(role, out var given))
        {
            return await PageAsync(seat, new Faults().Add("address", reader["access.address-wrong"]), null, address, ct);
        }

        if (await seat.InviteMemberAsync(valid, given, ct) is not { } token)
        {
            return await PageAsync(seat, new Faults().Add("address", reader["settings.invitations-many"]), null, address, ct);
        }

        // In the language of whoever invites: of the invited nothing is known yet.
        letters.Post(Letters.Invitation(
            valid, reader.Language, visit.Owner?.Name ?? "", visit.Sitting?.Person.Name ?? visit.Owner?.Name ?? "", RoleWords.Name(reader, given),
            new(letters.Here(context), "/join/" + token.Value)));
        return TypedResults.LocalRedirect("/settings/members?done=invited");
    }

    private static async Task<IResult> Revoke([FromForm] string? id, Seat seat, CancellationToken ct) =>
        await seat.RevokeInvitationAsync(id ?? "", ct) ? TypedResults.LocalRedirect("/settings/members?done=revoked") : TypedResults.NotFound();

    private static async Task<IResult> SetRole(
        [FromForm] string? member, [FromForm] string? role, Seat seat, SessionDesk desk, Reader reader, CancellationToken ct) =>
        TryRole(role, out var given)
            ? await AnswerAsync(await seat.SetRoleAsync(member ?? "", given, ct), "/settings/members?done=role", seat, desk, reader, ct)
            : TypedResults.NotFound();

    private static async Task<IResult> Remove([FromForm] string? member, Seat seat, SessionDesk desk, Reader reader, CancellationToken ct) =>
        await AnswerAsync(await seat.RemoveMemberAsync(member ?? "", ct), "/settings/members?done=removed", seat, desk, reader, ct);

    private static async Task<IResult> Leave(Seat seat, SessionDesk desk, Reader reader, CancellationToken ct) =>
        await AnswerAsync(await seat.LeaveAsync(ct), "/", seat, desk, reader, ct);

    private static async Task<IResult> AnswerAsync(MemberChange change, string to, Seat seat, SessionDesk desk, Reader reader, CancellationToken ct)
    {
        desk.Forget();
        return change switch
        {
            MemberChange.Done => TypedResults.LocalRedirect(to),
            MemberChange.LastOwner => await PageAsync(seat, new Faults().Add("members", reader["settings.last-owner"]), null, null, ct),
            _ => TypedResults.NotFound(),
        };
    }

    private static async Task<RazorComponentResult<MembersPage>> PageAsync(
        Seat seat, Faults faults, string? notice, string? address, CancellationToken ct)
    {
        var may = seat.Viewer.May(Right.Administer);
        return new(new
        {
            Members = await seat.MembersAsync(ct),
            Invitations = may ? await seat.MemberInvitationsAsync(ct) : [],
            Seat = seat,
            Faults = faults,
            Notice = notice,
            Address = address,
        })
        { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }

    private static string? NoticeOf(Reader reader, string? done) => done switch
    {
        "invited" => reader["settings.done-invited"],
        "revoked" => reader["settings.done-invitation-gone"],
        "role" => reader["settings.done-role"],
        "removed" => reader["settings.done-member-gone"],
        _ => null,
    };

    public static bool TryRole(string? text, out Role role) => Enum.TryParse(text, ignoreCase: true, out role) && Enum.IsDefined(role);
}
