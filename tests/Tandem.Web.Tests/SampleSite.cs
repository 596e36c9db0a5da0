using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
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
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tests;

/// <summary>
/// The sample relationship over a real database, seen from either company: a real server on a free port of this machine. The clock
/// stands on the day on which the story ends.
/// </summary>
internal sealed class SampleSite : IAsyncDisposable
{
    public static readonly NewRelationship Opening = new(
        "Aldermere Systems", Party.Of(["aldermere.example"]), "Norrvik Foods", Party.Of(["norrvik.example"]))
    {
        IsShared = true,
        IsSample = true,
    };

    private static readonly DateTimeOffset Today = new(2026, 8, 28, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The whole story, played once for all tests.</summary>
    private static readonly Lazy<Task<(byte[] Database, RelationshipId Id)>> Played = new(PlayOnceAsync);

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
        var isWhole = lines is null && isShared;
        if (isWhole)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, StoreOptions.FileName), (await Played.Value).Database, ct);
        }

        var store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), ct);
        var time = new StandingClock();
        var desk = new LedgerDesk(store.Ledgers, time);
        var relationship = isWhole
            ? (await store.Evidence.FindAsync(new((await store.Evidence.OwnerAsync(ct))!.Id), (await Played.Value).Id, ct))!
            : await PlayAsync(store, desk, Opening with { IsShared = isShared }, lines ?? Story());

        var rooms = Cli.Wiring.RoomsOf(store, desk, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
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

    public static Task<Relationship> PlayAsync(TandemStore store, LedgerDesk desk) => PlayAsync(store, desk, Opening, Story());

    public Seat SeatOf(Side side, string? pseudonym = null) => new(
        new(Relationship.Sides[side].Id, Workspace.People.Role.Owner, null, pseudonym ?? (side == Side.A ? "demo-a" : "demo-b")), Rooms);

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

    /// <summary>What stands on a page, as people read it.</summary>
    public async Task<string> PageAsync(Side side, string place, string language = "en")
    {
        using var client = Client(side, language);
        using var answer = await client.GetAsync(place, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(200, place);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<byte[]> FileAsync(Side side, string place, string language)
    {
        using var client = Client(side, language);
        return await client.GetByteArrayAsync(place, TestContext.Current.CancellationToken);
    }

    public async Task<Window> WindowAsync(Browser browser, Side side, Look look)
    {
        var window = await browser.OpenAsync(Url, look);
        await window.Page.Context.AddCookiesAsync([new Cookie { Name = DemoSwitch.Cookie, Value = side.ToString(), Url = Url }]);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await desk.DisposeAsync();
        await Store.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Story() => File.ReadLines(Path.Combine(Repository.Root, "samples", "ledger.ndjson"));

    private static async Task<Relationship> PlayAsync(TandemStore store, LedgerDesk desk, NewRelationship opening, IEnumerable<string> lines)
    {
        var relationship = await store.Evidence.OpenAsync(opening, CancellationToken.None);
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, lines, CancellationToken.None);
        using (var source = LedgerSource.Open(path))
        {
            var outcome = await new LedgerReplay(desk).RunAsync(
                new(relationship.Sides.A.Id), relationship.Id, source.Lines(), null, CancellationToken.None);
            outcome.RefusedCount.ShouldBe(0);
        }

        File.Delete(path);
        return relationship;
    }

    private static async Task<(byte[] Database, RelationshipId Id)> PlayOnceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tandem-story-");
        Relationship relationship;
        await using (var store = await TandemStore.OpenAsync(StoreOptions.In(folder.FullName), CancellationToken.None))
        {
            await using var desk = new LedgerDesk(store.Ledgers, new StandingClock());
            relationship = await PlayAsync(store, desk);
        }

        SqliteConnection.ClearAllPools(); // what is still in the log beside the file goes into it
        var database = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, StoreOptions.FileName));
        folder.Delete(recursive: true);
        return (database, relationship.Id);
    }

    /// <summary>It goes on by a millisecond each time it is asked, so that what is entered has an order.</summary>
    private sealed class StandingClock : TimeProvider
    {
        private long asked;

        public override DateTimeOffset GetUtcNow() => Today.AddMilliseconds(Interlocked.Increment(ref asked));
    }
}

/// <summary>One sample for all tests of a class.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    internal SampleSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await SampleSite.OpenAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
