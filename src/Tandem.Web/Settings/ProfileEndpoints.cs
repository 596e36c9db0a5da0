using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;

namespace Tandem.Web.Settings;

/// <summary>How somebody wants to be met.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfile(this IEndpointRouteBuilder settings)
    {
        settings.MapGet("/profile", (Visit visit, string? done) => Page(visit.Sitting!.Person, Faults.None, done == "saved"));
        settings.MapPost("/profile", Save);
    }

    private static async Task<IResult> Save(
        [FromForm] string? name, [FromForm] string? language, [FromForm] string? zone, [FromForm] string? shortcuts, HttpContext context, Visit visit,
        Rooms rooms, SessionDesk desk, Reader reader, CancellationToken ct)
    {
        var person = visit.Sitting!.Person with
        {
            Name = Address.Name(name) ?? "",
            Language = Reader.IsSpoken(language) ? language! : visit.Sitting.Person.Language,
            Zone = zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : null,
            HasShortcuts = shortcuts == "on",
        };
        if (person.Name.Length == 0)
        {
            return Page(person, new Faults().Add("name", reader["access.name-missing"]), false);
        }

        await rooms.People.SavePersonAsync(person, rooms.Time.GetUtcNow(), ct);
        desk.Forget();
        context.Response.Cookies.Append(Reader.LanguageCookie, person.Language, PreferenceEndpoints.Kept());
        return TypedResults.LocalRedirect("/settings/profile?done=saved");
    }

    private static RazorComponentResult<ProfilePage> Page(Workspace.People.Person person, Faults faults, bool isSaved) =>
        new(new { Person = person, Faults = faults, IsSaved = isSaved })
        {
            StatusCode = faults.Any ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
