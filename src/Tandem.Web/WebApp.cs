using System.Text.Unicode;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Web.Depth;
using Tandem.Web.Joining;
using Microsoft.Extensions.Options;
using Tandem.Web.Access;
using Tandem.Web.Api;
using Tandem.Web.Ease;
using Tandem.Web.Live;
using Tandem.Web.Outside;
using Tandem.Web.Pages;
using Tandem.Web.Portfolios;
using Tandem.Web.Settings;
using Tandem.Web.Shell;
using Tandem.Web.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Imports;
using Tandem.Workspace.Ports;

namespace Tandem.Web;

/// <summary>
/// The pages of a workspace, for whoever hosts them. The host brings the <c>Rooms</c> and the store of accounts
/// (<c>IUserStore</c>); it may bring a post office and an <see cref="IArrival"/> of its own.
/// </summary>
public static class WebApp
{
    public static WebApplicationBuilder AddTandemPages(this WebApplicationBuilder builder, Hosting? hosting = null)
    {
        hosting ??= Hosting.OnThisMachine;
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(server => Restrict(server));
        services.AddSingleton(hosting);
        services.AddHostFiltering(_ => { });
        services.PostConfigure<HostFilteringOptions>(hosts => Safety.KnowOwnNames(hosts, hosting));
        services.Configure<ForwardedHeadersOptions>(forwarded => Safety.BelieveProxies(forwarded, hosting));
        services.AddAntiforgery(forms => Safety.KeepFormsAtHome(forms, hosting));
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, FormOwner>();
        services.AddRazorComponents();
        // Pages are packed on encrypted connections too. What could be guessed from the length of a packed page (BREACH) is a secret that
        // stands in it again and again: the tokens of forms are masked anew in every answer, and the session travels in a cookie that
        // other sites' requests do not carry.
        services.AddResponseCompression(packing => packing.EnableForHttps = true);
        services.AddHostedService<PortfolioWork>();
        services.AddSingleton<UploadDesk>();
        services.AddSingleton<LiveDesk>();
        services.AddHostedService(services => services.GetRequiredService<LiveDesk>());
        services.AddHealthChecks();
        // Letters of all languages as they are, not as numbers: pages are UTF-8.
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddHttpContextAccessor();
        services.AddSingleton(Assets.Embedded);
        services.AddScoped<Visit>();
        services.AddScoped(services => Reader.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        services.TryAddScoped(services => services.GetRequiredService<Visit>().Seat);
        services.TryAddSingleton(TimeProvider.System);
        AddAccess(services, hosting);
        services.AddApi();
        return builder;
    }

    public static WebApplication MapTandemPages(this WebApplication app)
    {
        app.Services.GetRequiredService<UploadDesk>().Sweep();
        app.UseForwardedHeaders();
        app.UseMiddleware<Safety>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = ErrorEndpoints.Broken,
            StatusCodeSelector = ErrorEndpoints.StatusOf,
            SuppressDiagnosticsCallback = broken => ErrorEndpoints.StatusOf(broken.Exception) != StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute(ErrorEndpoints.ByStatus);
        app.UseMiddleware<ApiFront>();
        app.UseHostFiltering();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseMiddleware<Arrival>();
        app.UseMiddleware<ApiArrival>();
        app.UseAntiforgery();
        app.UseMiddleware<OwnForms>();
        app.MapHealthChecks("/health");
        app.MapAssets();
        app.MapFolio();
        app.MapMail();
        app.MapAccess();
        app.MapInvite();
        app.MapReception();
        app.MapSettings();
        app.MapRelationship();
        app.MapTables();
        app.MapLive();
        app.MapDepth();
        app.MapImports();
        app.MapEase();
        app.MapSample();
        app.MapPreferences();
        app.MapDemo();
        app.MapErrors();
        app.MapApi();
        return app;
    }

    private static void Restrict(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = Safety.BodyBytes;
    }

    private static void AddAccess(IServiceCollection services, Hosting hosting)
    {
        services.AddSingleton<SessionDesk>();
        services.AddSingleton<Tries>();
        services.AddSingleton<CookieBox>();
        services.AddSingleton<FrontDesk>();
        services.AddHostedService(services => services.GetRequiredService<FrontDesk>());
        services.AddScoped<Entrance>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<Passwords>();
        services.AddSingleton<CompanyDesk>();
        services.AddScoped<Desk>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = hosting.PublicUrl?.Host;
            passkeys.UserVerificationRequirement = "required"; // both factors: something one has, and is or knows
            // Pages send no referrer, so browsers send no origin with a form either: what the authenticator signed is compared with
            // the address of the request, which is one of this host's own.
            passkeys.ValidateOrigin = asked =>
                ValueTask.FromResult(!asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
                && Uri.Compare(
                    origin, hosting.PublicUrl ?? new Uri($"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}"),
                    UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);
            passkeys.ResidentKeyRequirement = "required"; // found without naming an account
        });
        services.TryAddSingleton<INameLookup>(_ => TxtLookup.OfThisMachine());
        services.TryAddSingleton<IPostOffice>(
            hosting.Mail is { } server ? new SmtpPost(server, hosting.From) : new PickupPost(hosting.Outbox, hosting.From));
        services.AddDataProtection().SetApplicationName("tandem"); // not the folder of the program, which the next version does not share
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(
            keys => keys.XmlRepository = new SharedKeys(services.GetRequiredService<Rooms>())));
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            identity.Lockout.MaxFailedAccessAttempts = 10;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            identity.Password = new()
            {
                RequiredLength = PasswordRules.Shortest,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
                RequiredUniqueChars = 1
            };
        }).AddDefaultTokenProviders().AddPasswordValidator<PasswordValidator>();
        services.Configure<DataProtectionTokenProviderOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromDays(1));
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddAuthentication(Entrance.Scheme).AddCookie(Entrance.Scheme, cookie => SetCookie(cookie, hosting));
    }

    private static void SetCookie(CookieAuthenticationOptions cookie, Hosting hosting)
    {
        cookie.Cookie.Name = hosting.IsSecure ? "__Host-tandem-session" : "tandem-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = hosting.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.SlidingExpiration = false;
        cookie.ExpireTimeSpan = SessionDesk.Longest;
    }
}
