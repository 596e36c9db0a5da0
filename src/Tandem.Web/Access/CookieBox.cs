using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Tandem.Web.Access;

/// <summary>Small things a browser keeps for us, which it can neither read nor change, nor keep for too long.</summary>
internal sealed class CookieBox(IDataProtectionProvider protection, Hosting hosting)
{
    private readonly IDataProtector box = protection.CreateProtector("Tandem.CookieBox");

    public void Put(HttpContext context, string name, string value, TimeSpan age) => context.Response.Cookies.Append(
        NameOf(name), box.CreateProtector(name).ToTimeLimitedDataProtector().Protect(value, age), Options(age));

    /// <summary><c>null</c> when it is not there, too old or not ours.</summary>
    public string? Look(HttpContext context, string name)
    {
        try
        {
            return context.Request.Cookies[NameOf(name)] is { Length: > 0 } kept
                ? box.CreateProtector(name).ToTimeLimitedDataProtector().Unprotect(kept)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Used once.</summary>
    public string? Take(HttpContext context, string name)
    {
        var value = Look(context, name);
        context.Response.Cookies.Delete(NameOf(name), Options(null));
        return value;
    }

    /// <summary>Behind TLS a name that no neighbour of this host can set (RFC 6265bis §4.1.3.2).</summary>
    public string NameOf(string name) => hosting.IsSecure ? "__Host-tandem-" + name : "tandem-" + name;

    private CookieOptions Options(TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        SameSite = SameSiteMode.Lax,
        Secure = hosting.IsSecure,
        Path = "/",
    };
}
