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
internal sealed class Tries(TimeProvider time)
{
    private const int MostKept = 100_000;

    private readonly ConcurrentDictionary<(string Door, string Who), Window> windows = new();

    /// <returns>How long to wait; <c>null</c> when it may be tried.</returns>
    public TimeSpan? Take(Door door, string who)
    {
        var now = time.GetUtcNow();
        Prune(now);
        var window = windows.AddOrUpdate(
            (door.Name, who.ToUpperInvariant()), _ => new(now + door.Window, 1),
            (_, old) => old.End <= now ? new(now + door.Window, 1) : old with { Count = old.Count + 1 });
        return window.Count > door.Most ? window.End - now : null;
    }

    private void Prune(DateTimeOffset now)
    {
        if (windows.Count < MostKept)
        {
            return;
        }

        foreach (var (key, window) in windows)
        {
            if (window.End <= now)
            {
                windows.TryRemove(key, out _);
            }
        }
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
