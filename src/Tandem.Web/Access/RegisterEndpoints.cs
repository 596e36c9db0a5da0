using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Access;

/// <summary>
/// An account begins with an address. Name and password are asked for behind the link that only its owner gets: whoever types
/// somebody else's address makes nothing they could use later.
/// </summary>
internal static class RegisterEndpoints
{
    public static void MapRegister(this IEndpointRouteBuilder doors)
    {
        doors.MapGet("/register", Show);
        doors.MapPost("/register", Register).Behind(Door.Register);
        doors.MapGet("/confirm", ShowConfirm);
        doors.MapPost("/confirm", Confirm).Behind(Door.Register);
        doors.MapGet("/reset", ShowReset);
        doors.MapPost("/reset", Reset).Behind(Door.Reset);
        doors.MapGet("/reset/new", ShowNew);
        doors.MapPost("/reset/new", SetNew).Behind(Door.Reset);
    }

    private static RazorComponentResult<RegisterPage> Show(string? back, Hosting hosting) => RegisterForm(back, Faults.None, hosting);

    private static async Task<IResult> Register(
        [FromForm] string? address, [FromForm] string? back, HttpContext context, Tries tries, FrontDesk desk, Hosting hosting, Rooms rooms,
        Reader reader, CancellationToken ct)
    {
        if (Address.Of(address) is not { } valid)
        {
            return RegisterForm(back, new Faults().Add("address", reader["access.address-wrong"]), hosting, address);
        }

        back = PreferenceEndpoints.LocalPath(back);
        if (!hosting.IsRegistrationOpen && !await IsInvitedAsync(valid, back, rooms, ct))
        {
            return RegisterForm(null, Faults.None, hosting);
        }

        if (tries.Take(Door.Letter, valid) is null)
        {
            desk.Register(valid, reader.Language, desk.Here(context), back);
        }

        return new RazorComponentResult<LetterSentPage>(new { Address = valid });
    }

    /// <summary>Whether the way back is an open invitation to that address: a place that only looks like one invites nobody.</summary>
    private static async Task<bool> IsInvitedAsync(string address, string back, Rooms rooms, CancellationToken ct)
    {
        var now = rooms.Time.GetUtcNow();
        var invited = back.Split('/') switch
        {
            ["", "join", var token] => (await rooms.People.FindInvitationAsync(new(Uri.UnescapeDataString(token)), now, ct))?.Address,
            ["", "invitation", var link] when InvitationLink.TryParse(Uri.UnescapeDataString(link), out var open) =>
                (await rooms.Invitations.FindAsync(open.Relationship, open.Token.Digest(), ct))?.Invitation is { } invitation
                    && invitation.IsOpenAt(now) ? invitation.Address : null,
            _ => null,
        };
        return address.Equals(invited, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<IResult> ShowConfirm(
        string? account, string? token, string? back, UserManager<Account> users, Rooms rooms, CancellationToken ct) =>
        await FindAsync(users, account, token, users.Options.Tokens.EmailConfirmationTokenProvider,
            UserManager<Account>.ConfirmEmailTokenPurpose) is { } found
            ? ConfirmForm(new(account!, token!, found.Email!, PreferenceEndpoints.LocalPath(back)), Faults.None,
                (await rooms.People.PersonAsync(new(found.Id), ct))?.Name)
            : OldLink();

    private static async Task<IResult> Confirm(
        [FromForm] string? account, [FromForm] string? token, [FromForm] string? name, [FromForm] string? password, [FromForm] string? back,
        HttpContext context, UserManager<Account> users, Rooms rooms, Entrance entrance, Reader reader, SessionDesk desk, CancellationToken ct)
    {
        var provider = users.Options.Tokens.EmailConfirmationTokenProvider;
        if (await FindAsync(users, account, token, provider, UserManager<Account>.ConfirmEmailTokenPurpose) is not { EmailConfirmed: false } found)
        {
            return OldLink();
        }

        var faults = new Faults().AddIf(Address.Name(name) is null, "name", reader["access.name-missing"]);
        if (PasswordRules.Check(password ?? "", found.Email, name) is { } wrong)
        {
            faults.Add("password", Word(reader, wrong));
        }

        if (faults.Any)
        {
            return ConfirmForm(new(account!, token!, found.Email!, PreferenceEndpoints.LocalPath(back)), faults, name);
        }

        if (!(await users.ConfirmEmailAsync(found, token!)).Succeeded || !(await users.AddPasswordAsync(found, password!)).Succeeded)
        {
            return OldLink();
        }

        await rooms.People.SavePersonAsync(
            new(new(found.Id), Address.Name(name)!, found.Email!, reader.Language, null, HasShortcuts: true), rooms.Time.GetUtcNow(), ct);
        desk.Forget();
        await entrance.AuditAsync(context, new(found.Id), null, AuditCode.Registered, "", ct);
        await entrance.AdmitAsync(context, found, "link", ct);
        return TypedResults.LocalRedirect(PreferenceEndpoints.LocalPath(back));
    }

    private static RazorComponentResult<ResetPage> ShowReset() => new(new { Faults = Faults.None });

    private static IResult Reset([FromForm] string? address, HttpContext context, Tries tries, FrontDesk desk, Reader reader)
    {
        if (Address.Of(address) is not { } valid)
        {
            return new RazorComponentResult<ResetPage>(new { Faults = new Faults().Add("address", reader["access.address-wrong"]), Address = address })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        if (tries.Take(Door.Letter, valid) is null)
        {
            desk.Reset(valid, desk.Here(context));
        }

        return new RazorComponentResult<LetterSentPage>(new { Address = valid });
    }

    private static async Task<IResult> ShowNew(string? account, string? token, UserManager<Account> users) =>
        await FindAsync(users, account, token, users.Options.Tokens.PasswordResetTokenProvider,
            UserManager<Account>.ResetPasswordTokenPurpose) is { } found
            ? NewForm(new(account!, token!, found.Email!, "/"), Faults.None)
            : OldLink();

    private static async Task<IResult> SetNew(
        [FromForm] string? account, [FromForm] string? token, [FromForm] string? password, HttpContext context, UserManager<Account> users,
        Rooms rooms, FrontDesk desk, SessionDesk sessions, Entrance entrance, Reader reader, CancellationToken ct)
    {
        var provider = users.Options.Tokens.PasswordResetTokenProvider;
        if (await FindAsync(users, account, token, provider, UserManager<Account>.ResetPasswordTokenPurpose) is not { } found)
        {
            return OldLink();
        }

        var person = (await rooms.People.PersonAsync(new(found.Id), ct))!;
        if (PasswordRules.Check(password ?? "", found.Email, person.Name) is { } wrong)
        {
            return NewForm(new(account!, token!, found.Email!, "/"), new Faults().Add("password", Word(reader, wrong)));
        }

        if (!(await users.ResetPasswordAsync(found, token!, password!)).Succeeded)
        {
            return OldLink();
        }

        var now = rooms.Time.GetUtcNow();
        await users.SetLockoutEndDateAsync(found, null);
        await rooms.People.RevokeSessionsAsync(new(found.Id), null, null, now, ct);
        sessions.Forget();
        await entrance.AuditAsync(context, new(found.Id), null, AuditCode.PasswordChanged, "reset", ct);
        desk.TellOfNewPassword(person, now);
        return TypedResults.LocalRedirect("/signin?done=reset");
    }

    public static string Word(Reader reader, string wrong) => wrong switch
    {
        "access.password-short" => reader.Say("access.password-short", PasswordRules.Shortest),
        "access.password-long" => reader.Say("access.password-long", Core.Vocabulary.Limits.PasswordChars),
        "access.password-own" => reader["access.password-own"],
        _ => reader["access.password-common"],
    };

    /// <summary>The account of a link, while the link holds.</summary>
    private static async Task<Account?> FindAsync(UserManager<Account> users, string? account, string? token, string provider, string purpose) =>
        Guid.TryParse(account, out var id) && token is { Length: > 0 and < 2000 } && await users.FindByIdAsync(id.ToString()) is { } found
            && await users.VerifyUserTokenAsync(found, provider, purpose, token) ? found : null;

    private static RazorComponentResult<RegisterPage> RegisterForm(string? back, Faults faults, Hosting hosting, string? address = null) =>
        new(new { Back = PreferenceEndpoints.LocalPath(back), Faults = faults, Address = address })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };

    private static RazorComponentResult<ConfirmPage> ConfirmForm(LinkedAccount link, Faults faults, string? name) =>
        new(new { Link = link, Faults = faults, Name = name })
        { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static RazorComponentResult<NewPasswordPage> NewForm(LinkedAccount link, Faults faults) =>
        new(new { Link = link, Faults = faults }) { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static RazorComponentResult<OldLinkPage> OldLink() => new() { StatusCode = StatusCodes.Status410Gone };
}

/// <summary>What a link in a letter carries.</summary>
public sealed record LinkedAccount(string Account, string Token, string Address, string Back);
