using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Web.Access;

/// <summary>What may be tried only so often, each with the most tries in its window.</summary>
internal sealed record Door(string Name, int Most, TimeSpan Window)
{
    public static readonly Door SignIn = new("sign-in", 20, TimeSpan.FromMinutes(1));
    public static readonly Door Account = new("account", 10, TimeSpan.FromMinutes(5));
    public static readonly Door Register = new("register", 10, TimeSpan.FromMinutes(10));
    public static readonly Door Reset = new("reset", 10, TimeSpan.FromMinutes(10));
    public static readonly Door Letter = new("letter", 5, TimeSpan.FromHours(1));
    public static readonly Door SecondFactor = new("second-factor", 10, TimeSpan.FromMinutes(5));
    /// <summary>Six digits, of which some are right at any time, are guessed in the end by whoever may go on.</summary>
    public static readonly Door SecondFactorDay = new("second-factor-day", 60, TimeSpan.FromDays(1));
    public static readonly Door Invitation = new("invitation", 60, TimeSpan.FromHours(1));
    public static readonly Door Domain = new("domain", 30, TimeSpan.FromHours(1));
}

/// <summary>Counts tries in fixed windows, per door and per whoever tries: an address of the network, or the name of an account.</summary>
/// <param name="most">How many windows are kept; above it nobody new is let in until some have ended.</param>
internal sealed class Tries(TimeProvider time, int most = Tries.MostKept)
{
    private const int MostKept = 100_000;
    private static readonly TimeSpan PruneEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Door, string Who), Window> windows = new();
    private long prunedAt;

    /// <returns>How long to wait; <c>null</c> when it may be tried.</returns>
    public TimeSpan? Take(Door door, string who)
    {
        var (now, key) = (time.GetUtcNow(), (door.Name, who.ToUpperInvariant()));
        if (!windows.ContainsKey(key) && IsFull(now))
        {
            return PruneEvery;
        }

        var window = windows.AddOrUpdate(
            key, _ => new(now + door.Window, 1),
            (_, old) => old.End <= now ? new(now + door.Window, 1) : old with { Count = old.Count + 1 });
        return window.Count > door.Most ? window.End - now : null;
    }

    /// <summary>Whoever fills it makes others wait, but makes nobody walk all of it at every try.</summary>
    private bool IsFull(DateTimeOffset now)
    {
        if (windows.Count < most)
        {
            return false;
        }

        var last = Interlocked.Read(ref prunedAt);
        if (time.GetElapsedTime(last) >= PruneEvery && Interlocked.CompareExchange(ref prunedAt, time.GetTimestamp(), last) == last)
        {
            foreach (var (key, _) in windows.Where(pair => pair.Value.End <= now))
            {
                windows.TryRemove(key, out _);
            }
        }

        return windows.Count >= most;
    }

    private readonly record struct Window(DateTimeOffset End, int Count);
}

internal static class DoorFilter
{
    private const int NetworkBytes = 8;

    /// <summary>Per address of the caller; whoever tries too often is told when to come back.</summary>
    public static RouteHandlerBuilder Behind(this RouteHandlerBuilder endpoint, Door door) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        var wait = http.RequestServices.GetRequiredService<Tries>().Take(door, NetworkOf(http.Connection.RemoteIpAddress));
        return wait is { } left ? TooMany(http, left) : await next(context);
    });

    /// <summary>Who has one address of IPv6 has a network of them (RFC 6177): they count together.</summary>
    public static string NetworkOf(IPAddress? caller)
    {
        if (caller is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return caller is { IsIPv4MappedToIPv6: true } ? caller.MapToIPv4().ToString() : caller?.ToString() ?? "";
        }

        var network = caller.GetAddressBytes();
        Array.Clear(network, NetworkBytes, network.Length - NetworkBytes);
        return new IPAddress(network).ToString();
    }

    public static IResult TooMany(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.StatusCode(StatusCodes.Status429TooManyRequests);
    }
}
