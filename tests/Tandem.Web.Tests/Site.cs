using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Store;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests;

/// <summary>
/// The pages, served by a real server on a free port of this machine, over a real database in a folder of its own. Only the
/// mail is made up.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TandemStore store;
    private readonly LedgerDesk desk;
    private readonly DirectoryInfo folder;

    private Site(WebApplication app, MadeUpEvidence evidence, TandemStore store, LedgerDesk desk, DirectoryInfo folder) =>
        (this.app, Evidence, this.store, this.desk, this.folder) = (app, evidence, store, desk, folder);

    public MadeUpEvidence Evidence { get; }

    /// <summary>As in <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Site> OpenAsync(MadeUpEvidence evidence)
    {
        var folder = Directory.CreateTempSubdirectory("tandem-site-");
        var store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), TestContext.Current.CancellationToken);
        var desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(new Workspace.Rooms(evidence, store.Ledgers, store.Drafts, store.People, store.Pulses, desk,
            TimeProvider.System));
        builder.AddTandemPages();
        var app = builder.Build();
        app.MapTandemPages();
        await app.StartAsync();
        return new(app, evidence, store, desk, folder);
    }

    public HttpClient Client(string? language = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language ?? "en");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await desk.DisposeAsync();
        await store.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
