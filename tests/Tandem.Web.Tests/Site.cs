using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Tests;

/// <summary>The pages, served by a real server on a free port of this machine.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;

    private Site(WebApplication app, MadeUpEvidence evidence) => (this.app, Evidence) = (app, evidence);

    public MadeUpEvidence Evidence { get; }

    /// <summary>As in <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Site> OpenAsync(MadeUpEvidence evidence)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IEvidenceStore>(evidence);
        builder.AddTandemPages();
        var app = builder.Build();
        app.MapTandemPages();
        await app.StartAsync();
        return new(app, evidence);
    }

    public HttpClient Client(string? language = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language ?? "en");
        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
