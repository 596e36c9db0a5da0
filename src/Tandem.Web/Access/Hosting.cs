using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Tandem.Workspace.People;

namespace Tandem.Web.Access;

/// <summary>How whoever hosts wants it: read once, from <c>tandem.json</c> and <c>TANDEM_...</c> variables.</summary>
public sealed record Hosting
{
    /// <summary>Every key there is; each has a line in docs/reference/configuration.md.</summary>
    public static ImmutableArray<string> Keys { get; } =
    [
        "host:name", "host:publicUrl", "host:names", "host:proxies", "access:register", "mail:from", "mail:server", "mail:port", "mail:tls",
        "mail:user", "mail:password", "mail:folder", "companies:name", "companies:issuer", "companies:clientId", "companies:clientSecret",
        "companies:domain", "companies:groupClaim", "companies:roles", "companies:role", "outward:allowPrivate", "api:perMinute",
    ];

    /// <summary>What a host without configuration is: reached from this machine only.</summary>
    public static Hosting OnThisMachine { get; } = new();

    /// <summary>Who runs this host, as the pages say it.</summary>
    public string? Name { get; init; }

    /// <summary>Where people reach it, when that is not the address it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Host names it answers to beside its own.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Proxies whose word about the caller is believed.</summary>
    public ImmutableArray<IPAddress> Proxies { get; init; } = [];

    /// <summary>Whether anybody may register; otherwise only who is invited.</summary>
    public bool IsRegistrationOpen { get; init; } = true;

    /// <summary>Whether it is reached from elsewhere: then nobody is let in without an account.</summary>
    public bool IsOpen { get; init; }

    public MailServer? Mail { get; init; }

    /// <summary>Whom letters come from.</summary>
    public string From { get; init; } = "tandem@localhost";

    /// <summary>Where letters are put while there is no mail server.</summary>
    public string Outbox { get; init; } = Path.Combine(Path.GetTempPath(), "tandem-outbox");

    public ImmutableArray<Company> Companies { get; init; } = [];

    /// <summary>Hosts at private addresses that requests from here may go to all the same.</summary>
    public ImmutableArray<string> AllowPrivate { get; init; } = [];

    /// <summary>How many requests a minute the API takes of one key or session.</summary>
    public int ApiPerMinute { get; init; } = 6000;

    /// <summary>Behind TLS cookies are marked so, and browsers are told to stay there.</summary>
    public bool IsSecure => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <param name="settings">The file and the variables, laid over each other.</param>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="InvalidDataException">A key is unknown, or its value cannot be read.</exception>
    public static Hosting Read(IConfiguration settings, string folder)
    {
        var publicUrl = settings["host:publicUrl"] is { Length: > 0 } url ? UrlOf("host:publicUrl", url) : null;
        return new()
        {
            Name = settings["host:name"],
            PublicUrl = publicUrl,
            Names = [.. ListOf(settings, "host:names"), .. publicUrl is null ? (string[])[] : [publicUrl.Host]],
            Proxies = [.. ListOf(settings, "host:proxies").Select(AddressOf)],
            IsRegistrationOpen = FlagOf(settings, "access:register", otherwise: true),
            IsOpen = publicUrl is not null,
            From = settings["mail:from"] ?? "tandem@" + (publicUrl?.Host ?? "localhost"),
            Mail = settings["mail:server"] is { Length: > 0 } server
                ? new(server, NumberOf(settings, "mail:port", 587), FlagOf(settings, "mail:tls", otherwise: true),
                    settings["mail:user"], settings["mail:password"])
                : null,
            Outbox = Path.GetFullPath(settings["mail:folder"] ?? "outbox", folder),
            Companies = [.. settings.GetSection("companies").GetChildren().Select(CompanyOf)],
            AllowPrivate = [.. ListOf(settings, "outward:allowPrivate")],
            ApiPerMinute = NumberOf(settings, "api:perMinute", OnThisMachine.ApiPerMinute),
        };
    }

    /// <summary>Keys of a file that nobody reads: most likely misspelt.</summary>
    public static IEnumerable<string> UnknownKeys(IConfiguration settings) =>
        settings.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => WithoutNumbers(pair.Key))
            .Where(key => !Keys.Any(known => key.Equals(known, StringComparison.OrdinalIgnoreCase)
                || (known == "companies:roles" && key.StartsWith(known + ":", StringComparison.OrdinalIgnoreCase)))).Distinct();

    private static string WithoutNumbers(string key) => string.Join(':', key.Split(':').Where(part => !part.All(char.IsAsciiDigit)));

    private static Company CompanyOf(IConfigurationSection company) => new(
        company.Key,
        company["name"] ?? throw Bad("companies:name", ""),
        UrlOf("companies:issuer", company["issuer"] ?? ""),
        company["clientId"] ?? throw Bad("companies:clientId", ""),
        company["clientSecret"],
        company["domain"]?.ToLowerInvariant() ?? throw Bad("companies:domain", ""),
        company["groupClaim"] ?? "groups",
        company.GetSection("roles").GetChildren().ToImmutableDictionary(role => role.Key, role => RoleOf("companies:roles", role.Value)),
        company["role"] is { } role ? RoleOf("companies:role", role) : null);

    private static Role RoleOf(string key, string? value) =>
        Enum.TryParse<Role>(value, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : throw Bad(key, value);

    private static Uri UrlOf(string key, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url : throw Bad(key, value);

    private static IPAddress AddressOf(string value) => IPAddress.TryParse(value, out var address) ? address : throw Bad("host:proxies", value);

    private static bool FlagOf(IConfiguration settings, string key, bool otherwise) =>
        settings[key] is not { } value ? otherwise : bool.TryParse(value, out var flag) ? flag : throw Bad(key, value);

    private static int NumberOf(IConfiguration settings, string key, int otherwise) =>
        settings[key] is not { } value ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(key, value);

    /// <summary>A list in the file, or one value with commas in a variable.</summary>
    private static IEnumerable<string> ListOf(IConfiguration settings, string key) =>
        settings.GetSection(key).GetChildren().Select(item => item.Value ?? "")
            .Concat(settings[key]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? []);

    private static InvalidDataException Bad(string key, string? value) => new($"The setting {key} cannot be '{value}'.");
}

/// <summary>A server that takes letters.</summary>
public sealed record MailServer(string Host, int Port, bool IsEncrypted, string? User, string? Password);

/// <summary>A provider of OpenID Connect by which the people of one organization sign in.</summary>
/// <param name="Id">Stands in the address of the way back.</param>
/// <param name="Name">What the button says.</param>
/// <param name="Domain">The organization that has shown this domain to be its own is the one the provider speaks for.</param>
/// <param name="GroupClaim">The claim with the groups of a person.</param>
/// <param name="Roles">From group to role; the highest counts.</param>
/// <param name="Otherwise">The role of those in none of the groups; <c>null</c> for none.</param>
public sealed record Company(
    string Id, string Name, Uri Issuer, string ClientId, string? ClientSecret, string Domain, string GroupClaim,
    ImmutableDictionary<string, Role> Roles, Role? Otherwise);
