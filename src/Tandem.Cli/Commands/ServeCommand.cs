using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Store;
using Tandem.Web;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem serve</c>: the pages of a data folder, for this machine only.</summary>
internal static class ServeCommand
{
    public const string DefaultUrl = "http://localhost:5080";

    public static Command Of(Texts help, TimeProvider time)
    {
        var place = new Place(help);
        var urls = UrlsOption(help);
        var command = new Command("serve", help["serve.description"]) { urls };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            return await RunAsync(store, line.GetValue(urls) ?? DefaultUrl, time, place.TextsOf(line), ct);
        });
        return command;
    }

    public static Option<string?> UrlsOption(Texts help) => new("--urls") { Description = help["option.urls"], HelpName = "URL" };

    public static async Task<int> RunAsync(
        TandemStore store, string urls, TimeProvider time, Texts texts, CancellationToken ct, Relationship? demo = null)
    {
        if (urls.Split(';').FirstOrDefault(url => !IsOwn(url)) is { } foreign)
        {
            Console.Error.WriteLine(texts.Say("error.loopback", foreign));
            return ExitCode.Usage;
        }

        await using var desk = new LedgerDesk(store.Ledgers, time);
        await using var app = Build(new(store.Evidence, store.Ledgers, store.Drafts, store.People, store.Pulses, desk, time), urls, demo);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException)
        {
            Console.Error.WriteLine(texts.Say("error.portTaken", urls));
            return ExitCode.Failed;
        }

        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            Console.WriteLine(texts.Say("serve.at", address));
        }

        Console.WriteLine(texts["serve.only"]);
        await WaitAsync(app, ct);
        return ExitCode.Done;
    }

    private static WebApplication Build(Rooms rooms, string urls, Relationship? demo)
    {
        // Published, the process may be started from any folder: what belongs to the program is found beside it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a taken port is told in a sentence
        builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(rooms);
        builder.Services.AddSingleton(rooms.Time);
        if (demo is not null)
        {
            var both = new DemoSwitch(demo);
            builder.Services.AddSingleton(both);
            builder.Services.AddSingleton<IArrival>(both);
        }

        builder.AddTandemPages();
        return builder.Build().MapTandemPages();
    }

    /// <summary>Ctrl+C is a clean end, not a failure.</summary>
    private static async Task WaitAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.WaitForShutdownAsync(ct);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static bool IsOwn(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && (parsed.Host == "localhost" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
