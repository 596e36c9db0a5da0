using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>
/// In with the account of one's company. The provider's groups decide the role, at every sign-in, in the organization that has
/// shown the provider's domain to be its own.
/// </summary>
internal static partial class CompanyEndpoints
{
    private const string Kept = "company";
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(10);

    public static void MapCompanies(this IEndpointRouteBuilder doors)
    {
        doors.MapGet("/signin/company/{id}", Begin).Behind(Door.SignIn);
        doors.MapGet("/signin/company/{id}/back", End).Behind(Door.SignIn);
    }

    private static async Task<IResult> Begin(
        string id, string? back, HttpContext context, CompanyDesk companies, CookieBox cookies, FrontDesk desk, Reader reader, ILoggerFactory logs,
        CancellationToken ct)
    {
        if (companies.Find(id) is not { } company)
        {
            return TypedResults.NotFound();
        }

        try
        {
            var (kept, to) = await companies.BeginAsync(company, WayBack(desk, context, company), PreferenceEndpoints.LocalPath(back), ct);
            cookies.Put(context, Kept, JsonSerializer.Serialize(kept), Open);
            return TypedResults.Redirect(to);
        }
        catch (Exception broken) when (IsOutside(broken))
        {
            return Refused(company, back, reader, logs, broken);
        }
    }

    private static async Task<IResult> End(
        string id, string? code, string? state, HttpContext context, CompanyDesk companies, CookieBox cookies, FrontDesk desk, Reader reader,
        UserManager<Account> users, Rooms rooms, SessionDesk sessions, Entrance entrance, ILoggerFactory logs, CancellationToken ct)
    {
        if (companies.Find(id) is not { } company)
        {
            return TypedResults.NotFound();
        }

        var kept = cookies.Take(context, Kept) is { } sealedVisit ? JsonSerializer.Deserialize<CompanyVisit>(sealedVisit) : null;
        if (kept is null || kept.Company != company.Id || !CompanyDesk.Fits(state, kept.State) || code is not { Length: > 0 })
        {
            return Refused(company, null, reader, logs, null);
        }

        try
        {
            if (await companies.EndAsync(company, kept, code, WayBack(desk, context, company), ct) is not { } person
                || await AccountOfAsync(person, company, users, rooms, reader, ct) is not { } account)
            {
                return Refused(company, kept.Back, reader, logs, null);
            }

            await AssignAsync(company, person, account, rooms, ct);
            sessions.Forget();
            await entrance.AdmitAsync(context, account, company.Name, ct);
            return TypedResults.LocalRedirect(kept.Back);
        }
        catch (Exception broken) when (IsOutside(broken))
        {
            return Refused(company, kept.Back, reader, logs, broken);
        }
    }

    /// <summary>
    /// The account that this (issuer, subject) signed in with before. The first time it is the one of the verified address, made if
    /// there is none.
    /// </summary>
    private static async Task<Account?> AccountOfAsync(
        CompanyPerson person, Company company, UserManager<Account> users, Rooms rooms, Reader reader, CancellationToken ct)
    {
        if (await users.FindByLoginAsync(person.Issuer, person.Subject) is { } known)
        {
            return known;
        }

        if (person.Address is not { } address || !await SpeaksForAsync(company, address, rooms, ct))
        {
            return null;
        }

        var account = await users.FindByEmailAsync(address);
        if (account is null)
        {
            account = new() { Id = Guid.NewGuid(), UserName = address, Email = address, EmailConfirmed = true, LockoutEnabled = true };
            if (!(await users.CreateAsync(account)).Succeeded)
            {
                return null;
            }
        }
        else if (!account.EmailConfirmed)
        {
            account.EmailConfirmed = true;
            await users.UpdateSecurityStampAsync(account); // links that were sent before no longer work
        }

        if (await rooms.People.PersonAsync(new(account.Id), ct) is not { Name.Length: > 0 })
        {
            await rooms.People.SavePersonAsync(
                new(new(account.Id), person.Name ?? address.Split('@')[0], address, reader.Language, null, HasShortcuts: true),
                     rooms.Time.GetUtcNow(), ct);
        }

        return (await users.AddLoginAsync(account, new(person.Issuer, person.Subject, company.Name))).Succeeded ? account : null;
    }

    /// <summary>A provider says nothing about addresses that are not its company's own: else it could be anybody here.</summary>
    private static async Task<bool> SpeaksForAsync(Company company, string address, Rooms rooms, CancellationToken ct)
    {
        var domain = address.Split('@')[1].ToLowerInvariant();
        return domain == company.Domain || (await rooms.People.HolderAsync(domain, ct) is { } holder
            && holder == await rooms.People.HolderAsync(company.Domain, ct));
    }

    private static async Task AssignAsync(Company company, CompanyPerson person, Account account, Rooms rooms, CancellationToken ct)
    {
        if (await rooms.People.HolderAsync(company.Domain, ct) is not { } organization)
        {
            return; // nobody here has shown that the provider's domain is theirs
        }

        var roles = person.Groups.Where(company.Roles.ContainsKey).Select(group => company.Roles[group]).ToList();
        var role = roles.Count > 0 ? roles.Max() : company.Otherwise;
        var before = (await rooms.People.MembershipsAsync(new(account.Id), ct)).FirstOrDefault(place => place.Organization == organization)?.Role;
        var now = rooms.Time.GetUtcNow();
        if (role != before && await rooms.People.AssignAsync(organization, new(account.Id), role, now, ct) == MemberChange.Done)
        {
            var what = before is null ? AuditCode.MemberJoined : role is null ? AuditCode.MemberRemoved : AuditCode.RoleChanged;
            await rooms.People.WriteAuditAsync(
                new(Guid.CreateVersion7(now), now, organization, new(account.Id), what, null, $"{company.Name}: {role?.ToString() ?? "none"}"), ct);
        }
    }

    private static Uri WayBack(FrontDesk desk, HttpContext context, Company company) =>
        new(desk.Here(context), $"/signin/company/{company.Id}/back");

    private static bool IsOutside(Exception broken) => broken is HttpRequestException or InvalidOperationException or IOException or JsonException
        or TaskCanceledException or ArgumentException;

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<SignInPage> Refused(
        Company company, string? back, Reader reader, ILoggerFactory logs, Exception? broken)
    {
        if (broken is not null)
        {
            ProviderFailed(logs.CreateLogger("Tandem.Companies"), company.Id, broken);
        }

        return SignInEndpoints.Page(back, new Faults().Add("address", reader.Say("access.company-failed", company.Name)));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider {Company} could not be asked")]
    private static partial void ProviderFailed(ILogger log, string company, Exception broken);
}
