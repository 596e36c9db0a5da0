using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Vocabulary;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace.People;

namespace Tandem.Web.Settings;

/// <summary>Everything a host knows about one person: to take along, and to have erased.</summary>
internal static class OwnRecordsEndpoints
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a page
    };

    public static void MapOwnRecords(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/data", () => Page(Faults.None));
        settings.MapPost("/data/export", Export);
        settings.MapPost("/data/erase", Erase).NeedsProof();
    }

    private static async Task<IResult> Export(
        [FromForm(Name = "__RequestVerificationToken")] string? token, Desk desk, TimeProvider time, CancellationToken ct)
    {
        _ = token;
        var (account, people) = (await desk.AccountAsync(), desk.Rooms.People);
        using var file = new MemoryStream();
        await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(zip, "person.json", new
            {
                desk.Person.Name,
                desk.Person.Address,
                desk.Person.Language,
                desk.Person.Zone,
                desk.Person.HasShortcuts,
                Account = account.Id,
                HasPassword = account.PasswordHash is not null,
                HasAuthenticator = account.TwoFactorEnabled,
            }, ct);
            await WriteAsync(zip, "memberships.json", desk.Sitting.Memberships.Select(place => new
            {
                Organization = place.Organization.Value,
                place.Name,
                Role = place.Role.ToString().ToLowerInvariant(),
                place.Pseudonym,
                place.JoinedAt,
            }), ct);
            await WriteAsync(zip, "sessions.json", (await people.SessionsAsync(desk.Person.Id, time.GetUtcNow(), ct))
                .Select(session => new { session.Id, session.MadeAt, session.SeenAt, session.ExpiresAt, session.Agent }), ct);
            await WriteAsync(zip, "passkeys.json", (await desk.Users.GetPasskeysAsync(account))
                .Select(key => new { key.Name, key.CreatedAt, Id = Convert.ToHexStringLower(key.CredentialId) }), ct);
            await WriteAsync(zip, "logins.json", (await desk.Users.GetLoginsAsync(account))
                .Select(login => new { Issuer = login.LoginProvider, Subject = login.ProviderKey }), ct);
            await WriteAsync(zip, "activity.json", (await people.OwnAuditAsync(desk.Person.Id, Limits.RowsListed * 200, ct))
                .Select(line => new { line.At, line.What, line.Detail, line.Address }), ct);
        }

        await desk.AuditAsync(AuditCode.Exported, "own", ct);
        return Results.File(file.ToArray(), "application/zip", $"tandem-{time.GetUtcNow():yyyy-MM-dd}.zip");
    }

    private static async Task<IResult> Erase([FromForm] string? confirmed, HttpContext context, Desk desk, CancellationToken ct)
    {
        if (confirmed != "yes")
        {
            return TypedResults.LocalRedirect("/settings/data");
        }

        var now = desk.Rooms.Time.GetUtcNow();
        if (await desk.Rooms.People.EraseAsync(desk.Person.Id, now, ct) == MemberChange.LastOwner)
        {
            return Page(new Faults().Add("erase", desk.Reader["settings.erase-last-owner"]));
        }

        desk.Sessions.Forget();
        await desk.Rooms.People.WriteAuditAsync( // not from where
            new(Guid.CreateVersion7(now), now, desk.Sitting.Place?.Organization, desk.Person.Id, AuditCode.Erased, null, "account", ""), ct);
        await context.SignOutAsync(Entrance.Scheme);
        return TypedResults.LocalRedirect("/signin?done=erased");
    }

    private static RazorComponentResult<OwnRecordsPage> Page(Faults faults) =>
        new(new { Faults = faults }) { StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };

    private static async Task WriteAsync<T>(ZipArchive zip, string name, T value, CancellationToken ct)
    {
        await using var entry = zip.CreateEntry(name).Open();
        await JsonSerializer.SerializeAsync(entry, value, Readable, ct);
    }
}
