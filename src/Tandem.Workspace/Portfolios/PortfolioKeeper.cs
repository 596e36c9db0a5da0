using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Portfolios;

/// <summary>
/// Keeps the lines of the portfolio up to date: of a relationship as soon as its ledger has grown, of all of them once a day and at
/// the start. Several processes may do it at once: they make the same lines.
/// </summary>
public sealed class PortfolioKeeper : IDisposable
{
    private const int AtOnce = 500;
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>What rings within this time is read once: a program may enter a thousand lines in a row.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    private readonly Rooms rooms;
    private readonly Channel<RelationshipId> rung = Channel.CreateUnbounded<RelationshipId>();

    public PortfolioKeeper(Rooms rooms)
    {
        this.rooms = rooms;
        rooms.Bell.Rung += Note;
    }

    /// <summary>Makes every line anew that is missing, of another day, or behind its ledger.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        var (made, after) = (0, default(RelationshipId));
        while (true)
        {
            var stale = await rooms.Portfolios.StaleAsync(Number(rooms.Time.GetUtcNow()), after, AtOnce, ct);
            foreach (var (organization, relationship) in stale)
            {
                await MakeAsync(organization, relationship, ct);
                (made, after) = (made + 1, relationship);
            }

            if (stale.Length < AtOnce)
            {
                return made;
            }
        }
    }

    /// <summary>Follows what rings, and looks now and then for what other processes left behind and for the new day.</summary>
    /// <returns>When it is cancelled.</returns>
    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            _ = await CatchUpAsync(ct);
            using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
            until.CancelAfter(LookAgainAfter);
            try
            {
                while (await rung.Reader.WaitToReadAsync(until.Token))
                {
                    await Task.Delay(Together, rooms.Time, until.Token);
                    await FollowAsync(ct);
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // time to look again
            }
        }
    }

    public void Dispose() => rooms.Bell.Rung -= Note;

    private void Note(RelationshipId id) => _ = rung.Writer.TryWrite(id);

    private async Task FollowAsync(CancellationToken ct)
    {
        var ids = new HashSet<RelationshipId>();
        while (ids.Count < AtOnce && rung.Reader.TryRead(out var id))
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

    private async Task MakeAsync(OrganizationId organization, RelationshipId id, CancellationToken ct)
    {
        var viewer = new Viewer(organization);
        if (await rooms.Heads.FindAsync(viewer, id, ct) is not { Relationship: var relationship } opened)
        {
            return; // it went meanwhile
        }

        var (now, us) = (rooms.Time.GetUtcNow(), relationship.SideOf(viewer));
        var line = await rooms.Shelf.OwnAsync(
            viewer, opened, now, read => LineOfRelationship.Of(relationship, us, read, opened.Head.Size, Day(now)), ct);
        await rooms.Portfolios.KeepAsync(organization, line, ct);
    }

    private static DateOnly Day(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    private static int Number(DateTimeOffset now) => Day(now).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
