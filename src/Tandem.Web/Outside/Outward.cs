using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Web.Outside;

/// <summary>
/// Requests to addresses that somebody configured or typed. They go to public addresses only: the name is resolved first and the
/// connection made to what it resolved to, so a name cannot say one thing to the check and another to the connection. No redirects,
/// a limit on time and on size.
/// </summary>
public static class Outward
{
    public const int MostBytes = 1 << 20;
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly ImmutableArray<IPNetwork> Private =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7",
            "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <param name="allowPrivate">Hosts that may be at private addresses: an identity provider on the intranet.</param>
    public static HttpClient Client(IReadOnlyCollection<string> allowPrivate) => new(Handler(allowPrivate))
    {
        Timeout = Longest,
        MaxResponseContentBufferSize = MostBytes,
    };

    public static SocketsHttpHandler Handler(IReadOnlyCollection<string> allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = Longest,
        MaxResponseHeadersLength = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, allowPrivate, ct),
    };

    /// <summary>Whether it is an address that anybody on the internet could reach.</summary>
    public static bool IsPublic(IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Private.Any(range => range.BaseAddress.AddressFamily == address.AddressFamily && range.Contains(address));
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, IReadOnlyCollection<string> allowPrivate, CancellationToken ct)
    {
        var isAllowed = allowPrivate.Contains(to.Host, StringComparer.OrdinalIgnoreCase);
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        var reachable = addresses.Where(address => isAllowed || IsPublic(address)).ToArray();
        if (reachable.Length == 0)
        {
            throw new HttpRequestException($"{to.Host} is not a public host.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(reachable, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
