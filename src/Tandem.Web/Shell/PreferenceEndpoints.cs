using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Tandem.Web.Shell;

/// <summary>Theme and language: kept in cookies, so that the first paint is right and nothing about a person is stored.</summary>
internal static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        var preferences = routes.MapDoors();
        preferences.MapPost("/theme", SetTheme);
        preferences.MapPost("/language", SetLanguage);
    }

    private static RedirectHttpResult SetTheme([FromForm] string theme, [FromForm] string? back, HttpResponse response)
    {
        if (theme is "light" or "dark")
        {
            response.Cookies.Append(Reader.ThemeCookie, theme, Kept());
        }
        else
        {
            response.Cookies.Delete(Reader.ThemeCookie);
        }

        return TypedResults.LocalRedirect(LocalPath(back));
    }

    private static RedirectHttpResult SetLanguage([FromForm] string language, [FromForm] string? back, HttpResponse response)
    {
        if (Reader.IsSpoken(language))
        {
            response.Cookies.Append(Reader.LanguageCookie, language, Kept());
        }

        return TypedResults.LocalRedirect(LocalPath(back));
    }

    /// <summary>
    /// Only ever back to a page of ours: <c>//elsewhere</c> and <c>/\elsewhere</c> are other people's. Addresses are ASCII, and
    /// nothing else fits into the header that says where to go.
    /// </summary>
    public static string LocalPath(string? back) =>
        back is ['/', ..] and not ['/', '/' or '\\', ..] && back.All(sign => char.IsAscii(sign) && !char.IsControl(sign)) ? back : "/";

    public static CookieOptions Kept() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        Path = "/",
    };
}
