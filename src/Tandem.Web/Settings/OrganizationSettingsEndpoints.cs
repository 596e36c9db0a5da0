using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Web.Settings;

/// <summary>Name, hours, absences and domains of the organization.</summary>
internal static class OrganizationSettingsEndpoints
{
    private const string SentCode = "domain";
    private static readonly TimeSpan CodeAge = TimeSpan.FromDays(1);
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static void MapOrganizationSettings(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/organization", (string? done, Seat seat, Reader reader, CancellationToken ct) => PageAsync(seat, Faults.None, NoticeOf(reader, done), ct));
        settings.MapPost("/organization", Save);
        settings.MapPost("/organization/absences", AddAbsence);
        settings.MapPost("/organization/absences/remove", RemoveAbsence);
        settings.MapPost("/organization/domains", AskDomain).Behind(Door.Domain);
        settings.MapPost("/organization/domains/check", CheckName).Behind(Door.Domain);
        settings.MapPost("/organization/domains/letter", SendCode).Behind(Door.Letter);
        settings.MapPost("/organization/domains/code", CheckCode).Behind(Door.Domain);
        settings.MapPost("/organization/domains/remove", RemoveDomain);
    }

    private static async Task<IResult> Save(
        [FromForm] string? name, [FromForm] string? zone, [FromForm] string? first, [FromForm] string? last, [FromForm] string? from,
        [FromForm] string? to, Seat seat, SessionDesk desk, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Administer);
        var faults = new Faults().AddIf(Address.Name(name) is null, "name", reader["access.organization-missing"]);
        var isZone = TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? "", out var found);
        faults.AddIf(!isZone, "zone", reader["settings.zone-wrong"]);
        var isClock = WorkingHours.TryParse($"{first}-{last} {from}-{to}", WorkingHours.Default with { Zone = found ?? TimeZoneInfo.Utc }, out var clock);
        faults.AddIf(!isClock || !DayNames.Contains(first) || !DayNames.Contains(last), "from", reader["settings.hours-wrong"]);
        if (faults.Any)
        {
            return await PageAsync(seat, faults, null, ct);
        }

        await seat.SetOrganizationAsync(Address.Name(name)!, clock!, ct);
        desk.Forget();
        return TypedResults.LocalRedirect("/settings/organization?done=saved");
    }

    private static async Task<IResult> AddAbsence(
        [FromForm] string? day, [FromForm] string? until, [FromForm] string? what, Seat seat, SessionDesk desk, Reader reader, CancellationToken ct)
    {
        var isDay = TryDay(day, out var begins);
        var ends = TryDay(until, out var named) ? named : begins;
        if (!isDay || (until is { Length: > 0 } && !TryDay(until, out _))
             || !await seat.AddAbsenceAsync(new(begins, ends, Address.Name(what) ?? ""), ct))
        {
            return await PageAsync(seat, new Faults().Add("day", reader["settings.absence-wrong"]), null, ct);
        }

        desk.Forget();
        return TypedResults.LocalRedirect("/settings/organization?done=absence#absences");
    }

    private static async Task<IResult> RemoveAbsence([FromForm] string? day, Seat seat, SessionDesk desk, CancellationToken ct)
    {
        if (!TryDay(day, out var begins) || !await seat.RemoveAbsenceAsync(begins, ct))
        {
            return TypedResults.NotFound();
        }

        desk.Forget();
        return TypedResults.LocalRedirect("/settings/organization?done=absence-gone#absences");
    }

    private static async Task<IResult> AskDomain([FromForm] string? domain, Seat seat, Reader reader, CancellationToken ct) =>
        await AnswerAsync(await seat.AskDomainAsync(domain ?? "", ct), "asked", "domain", seat, reader, ct);

    private static async Task<IResult> CheckName([FromForm] string? domain, Seat seat, INameLookup names, Reader reader, CancellationToken ct)
    {
        try
        {
            return await AnswerAsync(await seat.ProveByNameAsync(domain ?? "", names, ct), "proven", "domain", seat, reader, ct);
        }
        catch (IOException)
        {
            return await PageAsync(seat, new Faults().Add("domain", reader["settings.domain-silent"]), null, ct);
        }
    }

    /// <summary>
    /// The code is kept in the browser that asked, sealed: whoever types it back must have both. It ends when the domain is asked for
    /// anew, so that nobody guesses at one letter for ever.
    /// </summary>
    private static async Task<IResult> SendCode(
        [FromForm] string? domain, [FromForm] string? mailbox, HttpContext context, Seat seat, Visit visit, CookieBox cookies, FrontDesk letters,
        Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Administer);
        if ((await seat.DomainsAsync(ct)).FirstOrDefault(known => known.Name == domain && known.ProvenAt is null) is not { } asked
            || !Seat.RoleMailboxes.Contains(mailbox ?? ""))
        {
            return TypedResults.NotFound();
        }

        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        cookies.Put(context, SentCode, $"{domain} {mailbox} {code} {asked.Code}", CodeAge);
        letters.Post(Letters.DomainCode($"{mailbox}@{domain}", reader.Language, visit.Owner?.Name ?? "", domain!, code));
        return TypedResults.LocalRedirect("/settings/organization?done=code#domains");
    }

    private static async Task<IResult> CheckCode(
        [FromForm] string? domain, [FromForm] string? code, HttpContext context, Seat seat, CookieBox cookies, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Administer);
        var answer = cookies.Look(context, SentCode)?.Split(' ') is [var asked, var mailbox, var sent, var then] && asked == domain
            && (await seat.DomainsAsync(ct)).Any(known => known.Name == asked && known.Code == then)
            ? await seat.ProveByLetterAsync(asked, mailbox, sent, code ?? "", ct)
            : DomainAnswer.NotShown;
        return await AnswerAsync(answer, "proven", "domain", seat, reader, ct);
    }

    private static async Task<IResult> RemoveDomain([FromForm] string? domain, Seat seat, CancellationToken ct) =>
        await seat.RemoveDomainAsync(domain ?? "", ct) ? TypedResults.LocalRedirect("/settings/organization?done=domain-gone#domains") : TypedResults.NotFound();

    private static async Task<IResult> AnswerAsync(
        DomainAnswer answer, string done, string field, Seat seat, Reader reader, CancellationToken ct) => answer switch
        {
            DomainAnswer.Done => TypedResults.LocalRedirect($"/settings/organization?done={done}#domains"),
            DomainAnswer.NotThere => TypedResults.NotFound(),
            _ => await PageAsync(seat, new Faults().Add(field, answer switch
            {
                DomainAnswer.NotOne => reader["settings.domain-not-one"],
                DomainAnswer.Taken => reader["settings.domain-taken"],
                DomainAnswer.TooMany => reader["settings.domain-too-many"],
                _ => reader["settings.domain-not-shown"],
            }), null, ct),
        };

    private static async Task<RazorComponentResult<OrganizationSettingsPage>> PageAsync(
        Seat seat, Faults faults, string? notice, CancellationToken ct) =>
        new(new
        {
            Organization = await seat.OrganizationAsync(ct),
            Absences = await seat.AbsencesAsync(ct),
            Domains = await seat.DomainsAsync(ct),
            May = seat.Viewer.May(Right.Administer),
            Faults = faults,
            Notice = notice,
        })
        { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static string? NoticeOf(Reader reader, string? done) => done switch
    {
        "saved" => reader["settings.done-saved"],
        "absence" => reader["settings.done-absence"],
        "absence-gone" => reader["settings.done-absence-gone"],
        "asked" => reader["settings.done-asked"],
        "proven" => reader["settings.done-domain"],
        "code" => reader["settings.done-code"],
        "domain-gone" => reader["settings.done-domain-gone"],
        _ => null,
    };

    private static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
