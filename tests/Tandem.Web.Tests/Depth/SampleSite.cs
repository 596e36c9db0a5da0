using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;

namespace Tandem.Web.Tests.Depth;

/// <summary>The sample relationship with its whole ledger, served to both companies by a real server over a real database.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tandem-depth-");
    private WebApplication? app;
    private TandemStore? store;
    private LedgerDesk? desk;

    public Relationship Relationship { get; private set; } = null!;

    public Rooms Rooms { get; private set; } = null!;

    public string Url => app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string Table => $"/r/{Relationship.Id}";

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), ct);
        desk = new LedgerDesk(store.Ledgers, TimeProvider.System);
        Relationship = await store.Evidence.OpenAsync(
            new("Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"]))
            {
                IsShared = true,
                IsSample = true,
                AsOf = new(2026, 8, 28, 11, 25, 0, TimeSpan.Zero),
            }, ct);
        using (var source = LedgerSource.Open(Path.Combine(Repository.Root, "samples", "ledger.ndjson")))
        {
            await new LedgerReplay(desk).RunAsync(new(Relationship.Sides.A.Id), Relationship.Id, source.Lines(), null, ct);
        }

        Rooms = Cli.Wiring.RoomsOf(store, desk, TimeProvider.System);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(Rooms);
        builder.Services.AddScoped(_ => store.NewAccounts());
        builder.Services.AddSingleton<IArrival>(new DemoSwitch(Relationship));
        builder.AddTandemPages();
        app = builder.Build();
        app.MapTandemPages();
        await app.StartAsync(ct);
    }

    /// <summary>The seat of one company.</summary>
    public Seat SeatOf(Side side, string pseudonym = "somebody") =>
        new(new(Relationship.Sides[side].Id, Workspace.People.Role.Owner, null, pseudonym), Rooms);

    public async Task<string> PageAsync(Side side, string place, string language = "en")
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.Add("Cookie", $"{DemoSwitch.Cookie}={side}");
        using var answer = await client.GetAsync(place, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200, place);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<byte[]> FileAsync(Side side, string place, string language)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.Add("Cookie", $"{DemoSwitch.Cookie}={side}");
        return await client.GetByteArrayAsync(place, TestContext.Current.CancellationToken);
    }

    internal async Task<Window> WindowAsync(Browser browser, Side side, Look look)
    {
        var window = await browser.OpenAsync(Url, look);
        await window.Page.Context.AddCookiesAsync([new Cookie { Name = DemoSwitch.Cookie, Value = side.ToString(), Url = Url }]);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (desk?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (store?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }
}
