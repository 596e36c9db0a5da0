using System.Text.Unicode;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Web.Depth;
using Tandem.Web.Pages;
using Tandem.Web.Shell;

namespace Tandem.Web;

/// <summary>
/// The pages of a workspace, for whoever hosts them. The host brings the <c>Rooms</c>; the seat is the one of
/// the organization that owns the workspace, because there is no sign-in yet.
/// </summary>
public static class WebApp
{
    public static WebApplicationBuilder AddTandemPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddHostFiltering(_ => { });
        builder.Services.PostConfigure<HostFilteringOptions>(LocalOnly.KnowOwnNames);
        builder.Services.AddAntiforgery(LocalOnly.KeepFormsAtHome);
        builder.Services.AddRazorComponents();
        builder.Services.AddHealthChecks();
        // Letters of all languages as they are, not as numbers: pages are UTF-8.
        builder.Services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new(UnicodeRanges.All));
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddScoped<Visit>();
        builder.Services.AddScoped(services => Reader.Of(services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        builder.Services.TryAddScoped(services => services.GetRequiredService<Visit>().Seat);
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder;
    }

    public static WebApplication MapTandemPages(this WebApplication app)
    {
        app.UseMiddleware<LocalOnly>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = ErrorEndpoints.Broken });
        app.UseStatusCodePagesWithReExecute(ErrorEndpoints.ByStatus);
        app.UseHostFiltering();
        app.UseRouting();
        app.UseMiddleware<Arrival>();
        app.UseAntiforgery();
        app.MapHealthChecks("/health");
        app.MapAssets();
        app.MapPortfolio();
        app.MapRelationship();
        app.MapDepth();
        app.MapImports();
        app.MapPreferences();
        app.MapDemo();
        app.MapErrors();
        return app;
    }
}
