using System.Collections.Concurrent;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace.Portfolios;

/// <summary>How many relationships a query has: counted once, and again when something rang here or a few seconds have passed.</summary>
public sealed class Totals
{
    private const int Most = 1000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(OrganizationId, PortfolioQuery), (int Count, DateTimeOffset At, long Stamp)> known = new();
    private readonly IPortfolioStore portfolios;
    private readonly TimeProvider time;
    private long stamp;

    public Totals(IPortfolioStore portfolios, Bell bell, TimeProvider time)
    {
        (this.portfolios, this.time) = (portfolios, time);
        bell.Rung += _ => Interlocked.Increment(ref stamp);
    }

    public async Task<int> CountAsync(Viewer viewer, PortfolioQuery query, CancellationToken ct)
    {
        var (place, now, at) = ((viewer.Organization, query), time.GetUtcNow(), Interlocked.Read(ref stamp));
        if (known.TryGetValue(place, out var counted) && counted.Stamp == at && (now - counted.At).Duration() < KeptFor)
        {
            return counted.Count;
        }

        var count = await portfolios.CountAsync(viewer, query, ct);
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[place] = (count, now, at);
        return count;
    }
}
