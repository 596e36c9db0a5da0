using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Tandem.Store;
using Tandem.Web.Access;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Ports.Simulated;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests;

/// <summary>
/// The pages, served by a real server on a free port of this machine, over a real database in a folder of its own. Only the
/// mail is made up, and letters stay in memory.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MadeUpEvidence? evidence;
    private readonly LedgerDesk desk;
    private readonly DirectoryInfo? folder;

    private Site(WebApplication app, MadeUpEvidence? evidence, TandemStore store, LedgerDesk desk, DirectoryInfo? folder) =>
        (this.app, this.evidence, Store, this.desk, this.folder) = (app, evidence, store, desk, folder);

    public MadeUpEvidence Evidence => evidence ?? throw new InvalidOperationException("This site has a store of its own.");

    public TandemStore Store { get; }

    /// <summary>Where the database is.</summary>
    public string Folder => folder!.FullName;

    /// <summary>What was posted.</summary>
    public SimulatedPost Post => (SimulatedPost)app.Services.GetRequiredService<IPostOffice>();

    /// <summary>What names say of themselves.</summary>
    public SimulatedNames Names => (SimulatedNames)app.Services.GetRequiredService<INameLookup>();

    public IServiceProvider Services => app.Services;

    /// <summary>As in <c>http://127.0.0.1:40123</c>.</summary>
    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The name under which browsers allow passkeys.</summary>
    public string LocalUrl => Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public static Task<Site> OpenAsync(MadeUpEvidence evidence) => OpenAsync(evidence, null, null);

    /// <summary>An empty workspace over the database alone.</summary>
    /// <param name="with">Further services, put in before the pages' own.</param>
    public static Task<Site> OpenEmptyAsync(Hosting? hosting = null, Action<IServiceCollection>? with = null) => OpenAsync(null, hosting, with);

    /// <summary>Another process would be the same: a server of its own over a database that others use too.</summary>
    public static Task<Site> OpenBesideAsync(StoreOptions database) => OpenAsync(null, null, null, database);

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
        await Store.DisposeAsync();
        folder?.Delete(recursive: true);
    }

    private static async Task<Site> OpenAsync(
        MadeUpEvidence? evidence, Hosting? hosting, Action<IServiceCollection>? with, StoreOptions? database = null)
    {
        var folder = database is null ? Directory.CreateTempSubdirectory("tandem-site-") : null;
        var store = await TandemStore.OpenAsync(database ?? StoreOptions.In(folder!.FullName), TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        with?.Invoke(builder.Services);
        var time = (TimeProvider?)builder.Services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider))?.ImplementationInstance
            ?? TimeProvider.System;
        var desk = new LedgerDesk(store.Ledgers, time);
        var rooms = Cli.Wiring.RoomsOf(store, desk, time, evidence);
        builder.Services.AddSingleton(rooms);
        builder.Services.AddScoped(_ => store.NewAccounts());
        builder.Services.TryAddSingleton<IPostOffice>(new SimulatedPost());
        builder.Services.AddSingleton<INameLookup>(new SimulatedNames());
        builder.AddTandemPages(hosting);
        var app = builder.Build();
        app.MapTandemPages();
        await app.StartAsync();
        return new(app, evidence, store, desk, folder);
    }
}
