using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Portfolios;

/// <summary>
/// Keeps the lines of the portfolio up to date: of a relationship as soon as its ledger has grown, of all of them once a day and at
/// the start. Several processes may do it at once: they make the same lines.
/// </summary>
public sealed class PortfolioKeeper : IAsyncDisposable
{
    private const int AtOnce = 500;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Rooms rooms;
    private readonly Channel<RelationshipId> grown = Channel.CreateUnbounded<RelationshipId>();
    private readonly CancellationTokenSource ending = new();
    private readonly Task work;
    private long stamp;

    public PortfolioKeeper(Rooms rooms)
    {
        this.rooms = rooms;
        rooms.Bell.Rung += Note;
        work = Task.Run(WorkAsync);
    }

    /// <summary>Another number whenever lines were made anew here: totals may have changed.</summary>
    public long Stamp => Interlocked.Read(ref stamp);

    /// <summary>Makes the lines of a relationship anew, for each side that is here.</summary>
    public async Task MakeAsync(OrganizationId organization, RelationshipId id, CancellationToken ct)
    {
        var viewer = new Viewer(organization);
        if (await rooms.Evidence.FindAsync(viewer, id, ct) is not { } relationship
            || await rooms.Ledgers.OpenAsync(viewer, id, LedgerNeeds.None, ct) is not { } opened)
        {
            return;
        }

        var now = rooms.Time.GetUtcNow();
        var us = relationship.SideOf(viewer);
        var line = await rooms.Shelf.OwnAsync(
            viewer, relationship, now, read => LineOfRelationship.Of(relationship, us, read, opened.Head.Size, Day(now)), ct);
        await rooms.Portfolios.KeepAsync(organization, line!, ct);
        Interlocked.Increment(ref stamp);
    }

    /// <summary>Makes every line anew that is missing, of another day, or behind its ledger.</summary>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        var made = 0;
        for (var before = -1; before != made;)
        {
            before = made;
            foreach (var (organization, relationship) in await rooms.Portfolios.StaleAsync(Number(rooms.Time.GetUtcNow()), AtOnce, ct))
            {
                await MakeAsync(organization, relationship, ct);
                made++;
            }
        }

        return made;
    }

    public async ValueTask DisposeAsync()
    {
        rooms.Bell.Rung -= Note;
        await ending.CancelAsync();
        await work;
        ending.Dispose();
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static int Number(DateTimeOffset now) => Day(now).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private void Note(RelationshipId id) => _ = grown.Writer.TryWrite(id);

    private async Task WorkAsync()
    {
        var ct = ending.Token;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                _ = await CatchUpAsync(ct);
                await FollowAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is IOException or System.Data.Common.DbException)
            {
                await Task.WhenAny(Task.Delay(Patience, rooms.Time, ct)); // the database is away: what was missed is found by its size
            }
        }
    }

    /// <summary>Follows what rings, until it is time to look for what other processes left behind, and for the new day.</summary>
    private async Task FollowAsync(CancellationToken ct)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
        until.CancelAfter(LookAgainAfter);
        try
        {
            while (await grown.Reader.WaitToReadAsync(until.Token))
            {
                var ids = new HashSet<RelationshipId>();
                while (ids.Count < AtOnce && grown.Reader.TryRead(out var id))
                {
                    _ = ids.Add(id);
                }

                foreach (var id in ids)
                {
                    foreach (var organization in await rooms.Portfolios.OrganizationsAsync(id, ct))
                    {
                        await MakeAsync(organization, id, ct);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // time to look again
        }
    }
}
