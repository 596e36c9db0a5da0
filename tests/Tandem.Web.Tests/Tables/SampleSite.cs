using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests.Tables;

/// <summary>
/// The sample relationship over a real database, seen from either company: a real server on a free port of this machine. The clock
/// stands on the day on which the story ends.
/// </summary>
internal sealed class SampleSite : IAsyncDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 8, 28, 10, 0, 0, TimeSpan.Zero);

    private readonly WebApplication app;
    private readonly DirectoryInfo folder;
    private readonly LedgerDesk desk;

    private SampleSite(WebApplication app, TandemStore store, LedgerDesk desk, Relationship relationship, DirectoryInfo folder, Rooms rooms) =>
        (this.app, Store, this.desk, Relationship, this.folder, Rooms) = (app, store, desk, relationship, folder, rooms);

    public TandemStore Store { get; }

    public Rooms Rooms { get; }

    public Relationship Relationship { get; }

    /// <summary>How many streams of news are open.</summary>
    public int StreamCount => app.Services.GetRequiredService<Web.Live.LiveDesk>().Count;

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>As in <c>/r/3f…</c>.</summary>
    public string Place => $"/r/{Relationship.Id}";

    /// <param name="lines">The ledger to begin with; <c>null</c>: that of the sample.</param>
    public static async Task<SampleSite> OpenAsync(IEnumerable<string>? lines = null, bool isShared = true)
    {
        var ct = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("tandem-sample-");
        var store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), ct);
        var time = new StandingClock();
        var desk = new LedgerDesk(store.Ledgers, time);
        var relationship = await store.Evidence.OpenAsync(
            new("Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"]))
            {
                IsShared = isShared,
                IsSample = true,
            }, ct);
        var path = Path.Combine(folder.FullName, "ledger.ndjson");
        await File.WriteAllLinesAsync(path, lines ?? File.ReadLines(Path.Combine(Repository.Root, "samples", "ledger.ndjson")), ct);
        using (var source = LedgerSource.Open(path))
        {
            await new LedgerReplay(desk).RunAsync(new(relationship.Sides.A.Id), relationship.Id, source.Lines(), null, ct);
        }

        var rooms = Cli.Wiring.RoomsOf(store, desk, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        var both = new DemoSwitch(relationship);
        builder.Services.AddSingleton(rooms).AddScoped(_ => store.NewAccounts());
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(both).AddSingleton<IArrival>(both);
        builder.AddTandemPages();
        var app = builder.Build();
        app.MapTandemPages();
        await app.StartAsync(ct);
        return new(app, store, desk, relationship, folder, rooms);
    }

    public Seat SeatOf(Side side) => new(
        new(Relationship.Sides[side].Id, Workspace.People.Role.Owner, null, side == Side.A ? "demo-a" : "demo-b"), Rooms);

    /// <summary>Enters something as a side and says under which number.</summary>
    public async Task<Entered.Sealed> EnterAsync(Side side, NewEntry entry) =>
        (Entered.Sealed)(await SeatOf(side).EnterAsync(Relationship.Id, entry, TestContext.Current.CancellationToken))!;

    public HttpClient Client(Side side, string language = "en")
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        client.DefaultRequestHeaders.Add("Cookie", $"{DemoSwitch.Cookie}={side}");
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await desk.DisposeAsync();
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>It goes on by a millisecond each time it is asked, so that what is entered has an order.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private long asked;

        public override DateTimeOffset GetUtcNow() => Today.AddMilliseconds(Interlocked.Increment(ref asked));
    }
}
