using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HostFiltering;

namespace Tandem.Web.Shell;

/// <summary>
/// What keeps a server without sign-in on its own machine: it answers connections from this machine only, under this
/// machine's own names only (a foreign name that points here is DNS rebinding), and lets a page load nothing from elsewhere.
/// </summary>
internal sealed class LocalOnly(RequestDelegate next)
{
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void KnowOwnNames(HostFilteringOptions hosts)
    {
        hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"];
        hosts.AllowEmptyHosts = false;
        hosts.IncludeFailureMessage = false;
    }

    public static void KeepFormsAtHome(AntiforgeryOptions forms)
    {
        forms.Cookie.Name = "tandem-forms";
        forms.Cookie.SameSite = SameSiteMode.Strict;
        forms.SuppressXFrameOptionsHeader = true; // frame-ancestors above says more
    }

    public Task InvokeAsync(HttpContext context)
    {
        // In-memory servers of tests have no address; a real connection always has one.
        if (context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
        {
            context.Abort();
            return Task.CompletedTask;
        }

        // Raw numbers in markup are for the browser; what a person reads goes through Reader.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        context.Response.OnStarting(Restrict, context.Response.Headers);
        return next(context);
    }

    /// <summary>At the last moment, because a page that breaks has its headers cleared before the error page is made.</summary>
    private static Task Restrict(object response)
    {
        var headers = (IHeaderDictionary)response;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
