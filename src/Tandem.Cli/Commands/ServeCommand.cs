using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Store;
using Tandem.Web;
using Tandem.Web.Access;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.Record;
using Tandem.Workspace.Text;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem serve</c>: the pages of a data folder, for this machine or, with sign-in, for everybody.</summary>
internal static class ServeCommand
{
    public const string SettingsFile = "tandem.json";
    public const string DefaultUrl = "http://localhost:5080";

    public static Command Of(Texts help, TimeProvider time)
    {
        var place = new Place(help);
        var urls = UrlsOption(help);
        var publicUrl = new Option<string?>("--public-url") { Description = help["option.publicUrl"], HelpName = "URL" };
        publicUrl.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(Uri.TryCreate(token.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            {
                result.AddError(help.Say("error.publicUrl", Clean.Words(token.Value)));
            }
        });
        var config = new Option<string?>("--config") { Description = help["option.config"], HelpName = "FILE" };
        var command = new Command("serve", help["serve.description"]) { urls, publicUrl, config };
        place.AddTo(command);
        command.SetAction(async (line, ct) =>
        {
            var (folder, texts) = (place.FolderOf(line), place.TextsOf(line));
            var settings = SettingsOf(folder, line.GetValue(config), line.GetValue(publicUrl), out var file);
            if (Hosting.UnknownKeys(file).FirstOrDefault() is { } unknown)
            {
                Console.Error.WriteLine(texts.Say("error.setting", unknown, line.GetValue(config) ?? SettingsFile));
                return ExitCode.Usage;
            }

            var hosting = Hosting.Read(settings, folder);
            await using var store = await TandemStore.OpenAsync(place.StoreOf(line), ct);
            return await RunAsync(store, line.GetValue(urls) ?? DefaultUrl, time, texts, ct, hosting, uploads: Path.Combine(folder, "uploads"));
        });
        return command;
    }

    public static Option<string?> UrlsOption(Texts help) => new("--urls") { Description = help["option.urls"], HelpName = "URL" };

    /// <param name="demo">The relationship of the demo, seen from either side.</param>
    public static async Task<int> RunAsync(
        TandemStore store, string urls, TimeProvider time, Texts texts, CancellationToken ct, Hosting? hosting = null, Relationship? demo = null,
        string? uploads = null)
    {
        hosting ??= Hosting.OnThisMachine;
        if (!hosting.IsOpen && urls.Split(';').FirstOrDefault(url => !IsOwn(url)) is { } foreign)
        {
            Console.Error.WriteLine(texts.Say("error.loopback", foreign));
            return ExitCode.Usage;
        }

        await using var desk = new LedgerDesk(store.Ledgers, time);
        var rooms = Wiring.RoomsOf(store, desk, time, uploads: uploads);
        await using var app = Build(store, rooms, urls, hosting, demo);
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

        Console.WriteLine(hosting.IsOpen
            ? texts.Say("serve.open", hosting.PublicUrl, hosting.Mail?.Host ?? hosting.Outbox) : texts["serve.only"]);
        await WaitAsync(app, ct);
        return ExitCode.Done;
    }

    private static WebApplication Build(TandemStore store, Rooms rooms, string urls, Hosting hosting, Relationship? demo)
    {
        // Published, the process may be started from any folder: what belongs to the program is found beside it.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a taken port is told in a sentence
        // What is kept in the database is as safe as the database: see docs/reference/configuration.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(rooms);
        builder.Services.AddSingleton(rooms.Time);
        if (demo is not null)
        {
            var both = new DemoSwitch(demo);
            builder.Services.AddSingleton(both);
            builder.Services.AddSingleton<IArrival>(both);
        }

        builder.Services.AddScoped(_ => store.NewAccounts());
        builder.AddTandemPages(hosting);
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

    /// <summary>The file, then the variables, then what stands on the command line.</summary>
    private static IConfigurationRoot SettingsOf(string folder, string? named, string? publicUrl, out IConfigurationRoot file)
    {
        var path = Path.GetFullPath(named ?? Path.Combine(folder, SettingsFile));
        file = new ConfigurationBuilder().AddJsonFile(path, optional: named is null).Build();
        return new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables("TANDEM_")
            .AddInMemoryCollection(publicUrl is null ? [] : [KeyValuePair.Create("host:publicUrl", (string?)publicUrl)]).Build();
    }

    private static bool IsOwn(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed)
        && (parsed.Host == "localhost" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}
