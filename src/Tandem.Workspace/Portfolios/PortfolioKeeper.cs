using System.Collections.Immutable;
using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Portfolios;

/// <summary>
/// Keeps the lines of the portfolio up to date: of a relationship as soon as its ledger has grown, of all of them once a day and at
/// the start. Several processes may do it at once: they make the same lines. A ledger that cannot be read is told of and tried
/// again with the next look at all; the others get their lines.
/// </summary>
public sealed class PortfolioKeeper : IDisposable
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>What rings within this time is read once: a program may enter a thousand lines in a row.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(250);

    private readonly Rooms rooms;
    private readonly Action<RelationshipId, Exception> tell;
    private readonly Channel<RelationshipId?> rung = Channel.CreateUnbounded<RelationshipId?>();
    private readonly HashSet<RelationshipId> missed = [];

    /// <param name="tell">Told of a relationship whose line could not be made, and why.</param>
    public PortfolioKeeper(Rooms rooms, Action<RelationshipId, Exception> tell)
    {
        (this.rooms, this.tell) = (rooms, tell);
        rooms.Bell.Rung += Note;
        rooms.Bell.Tolled += NoteAll;
    }

    /// <summary>How many lines are looked for at once, at least three; what rang meanwhile is followed in between.</summary>
    public int AtOnce { get; init; } = 500;

    /// <summary>Makes every line anew that is missing, of another day, or behind its ledger.</summary>
    /// <returns>How many.</returns>
    public async Task<int> CatchUpAsync(CancellationToken ct)
    {
        foreach (var id in missed)
        {
            Note(id);
        }

        missed.Clear();
        var (made, after, isLookDue) = (0, default(RelationshipId), false);
        while (true)
        {
            var stale = await rooms.Portfolios.StaleAsync(Number(rooms.Time.GetUtcNow()), after, AtOnce, ct);
            var isLast = stale.Length < AtOnce;
            foreach (var (organization, relationship) in stale)
            {
                if (!isLast && relationship == stale[^1].Relationship)
                {
                    break; // its other side may be on the next page: both are made then
                }

                made += await TryMakeAsync(organization, relationship, ct) ? 1 : 0;
                after = relationship;
            }

            isLookDue |= await FollowAsync(ct);
            if (isLast)
            {
                if (isLookDue)
                {
                    NoteAll(default); // it may have come after its page
                }

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
                var isLookDue = false;
                while (!isLookDue && await rung.Reader.WaitToReadAsync(until.Token))
                {
                    await Task.Delay(Together, rooms.Time, until.Token);
                    isLookDue = await FollowAsync(ct);
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // time to look again
            }
        }
    }

    public void Dispose()
    {
        rooms.Bell.Rung -= Note;
        rooms.Bell.Tolled -= NoteAll;
    }

    private void Note(RelationshipId id) => _ = rung.Writer.TryWrite(id);

    private void NoteAll(OrganizationId _) => rung.Writer.TryWrite(null);

    /// <returns>Whether all are to be looked at.</returns>
    private async Task<bool> FollowAsync(CancellationToken ct)
    {
        var (ids, isLookDue) = (new HashSet<RelationshipId>(), false);
        while (ids.Count < AtOnce && rung.Reader.TryRead(out var id))
        {
            isLookDue |= id is null;
            _ = id is { } known && ids.Add(known);
        }

        foreach (var id in ids)
        {
            foreach (var organization in await OrganizationsAsync(id, ct))
            {
                _ = await TryMakeAsync(organization, id, ct);
            }
        }

        return isLookDue;
    }

    private async Task<ImmutableArray<OrganizationId>> OrganizationsAsync(RelationshipId id, CancellationToken ct)
    {
        try
        {
            return await rooms.Portfolios.OrganizationsAsync(id, ct);
        }
        catch (Exception broken) when (!ct.IsCancellationRequested)
        {
            Miss(id, broken);
            return [];
        }
    }

    private async Task<bool> TryMakeAsync(OrganizationId organization, RelationshipId id, CancellationToken ct)
    {
        try
        {
            await MakeAsync(organization, id, ct);
            return true;
        }
        catch (Exception broken) when (!ct.IsCancellationRequested) // one ledger that cannot be read does not stop the others
        {
            Miss(id, broken);
            return false;
        }
    }

    private void Miss(RelationshipId id, Exception broken)
    {
        _ = missed.Add(id);
        tell(id, broken);
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
