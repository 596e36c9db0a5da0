using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Tandem.Web.Access;

namespace Tandem.Web.Shell;

/// <summary>
/// What holds for every answer: it is given under this host's own names only (a foreign name that points here is DNS rebinding),
/// lets a page load nothing from elsewhere, and, where there is no sign-in, goes to this machine only.
/// </summary>
internal sealed class Safety(RequestDelegate next, Hosting hosting)
{
    /// <summary>The longest form or other body that a page takes. Endpoints that take files say so themselves.</summary>
    public const long BodyBytes = 1 << 20;

    public const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string StayEncrypted = "max-age=31536000";

    public static void KnowOwnNames(HostFilteringOptions hosts, Hosting hosting)
    {
        hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", .. hosting.Names];
        hosts.AllowEmptyHosts = false;
        hosts.IncludeFailureMessage = false;
    }

    public static void KeepFormsAtHome(AntiforgeryOptions forms, Hosting hosting)
    {
        forms.Cookie.Name = hosting.IsSecure ? "__Host-tandem-forms" : "tandem-forms";
        forms.Cookie.SecurePolicy = hosting.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        forms.Cookie.Path = "/";
        forms.Cookie.SameSite = SameSiteMode.Strict;
        forms.SuppressXFrameOptionsHeader = true; // frame-ancestors above says more
    }

    /// <summary>Only the proxies that were named may say who called, and how.</summary>
    public static void BelieveProxies(ForwardedHeadersOptions forwarded, Hosting hosting)
    {
        forwarded.ForwardedHeaders = hosting.Proxies.IsEmpty ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in hosting.Proxies)
        {
            forwarded.KnownProxies.Add(proxy);
        }
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (!hosting.IsOpen && !IsHere(context))
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (hosting.IsSecure)
        {
            context.Request.Scheme = Uri.UriSchemeHttps; // whoever stands in front encrypts: the public address says so
        }

        // Raw numbers in markup are for the browser; what a person reads goes through Reader.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        context.Response.OnStarting(Restrict, context.Response.Headers);
        return next(context);
    }

    /// <summary>In-memory servers of tests have no address; a real connection always has one.</summary>
    public static bool IsHere(HttpContext context) => context.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller);

    /// <summary>At the last moment, because a page that breaks has its headers cleared before the error page is made.</summary>
    private Task Restrict(object response)
    {
        var headers = (IHeaderDictionary)response;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";
        if (hosting.IsSecure)
        {
            headers.StrictTransportSecurity = StayEncrypted;
        }

        return Task.CompletedTask;
    }
}
