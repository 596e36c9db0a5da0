using System.Collections.Concurrent;
using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;

namespace Tandem.Web.Live;

/// <summary>
/// Tells open pages that a ledger has grown. What grows in this process rings; what grows in another one is found by looking
/// once a second, with one question for all who follow something here, and only while somebody does.
/// </summary>
internal sealed partial class LiveDesk : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(100);

    private readonly Rooms rooms;
    private readonly ILogger<LiveDesk> log;
    private readonly Lock door = new();
    private readonly ConcurrentDictionary<LiveStream, bool> streams = new();
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public LiveDesk(Rooms rooms, ILogger<LiveDesk> log)
    {
        (this.rooms, this.log) = (rooms, log);
        rooms.Bell.Rung += Wake;
    }

    /// <summary>How many browsers follow something.</summary>
    public int Count => streams.Count;

    /// <summary>A stream that already knows how far everything has grown. What is out of scope is not followed.</summary>
    /// <returns><c>null</c> when there are too many already.</returns>
    public async Task<LiveStream?> FollowAsync(Viewer viewer, IReadOnlyCollection<RelationshipId> ids, CancellationToken ct)
    {
        var stream = new LiveStream(viewer, ids);
        lock (door)
        {
            if (streams.Count >= Limits.LiveStreams || streams.Keys.Count(other => IsOfTheSame(viewer, other.Viewer)) >= Limits.LiveStreamsOfAccount)
            {
                return null;
            }

            streams[stream] = true;
        }

        try
        {
            await LookAsync([stream], ct);
            _ = woken.Writer.TryWrite(true);
            return stream;
        }
        catch
        {
            Leave(stream);
            throw;
        }
    }

    public void Leave(LiveStream stream) => streams.TryRemove(stream, out _);

    public override void Dispose()
    {
        rooms.Bell.Rung -= Wake;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WaitAsync(stoppingToken);
                await LookAsync([.. streams.Keys], stoppingToken);
                await Task.Delay(AtMostEvery, rooms.Time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) // pages are only told later
            {
                LookBroken(log, broken);
                await Task.Delay(LookEvery, rooms.Time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "How far the ledgers have grown could not be read; trying again")]
    private static partial void LookBroken(ILogger log, Exception broken);

    private async Task WaitAsync(CancellationToken ct)
    {
        if (streams.IsEmpty)
        {
            _ = await woken.Reader.WaitToReadAsync(ct);
        }
        else
        {
            using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
            _ = await Task.WhenAny(Task.Delay(LookEvery, rooms.Time, until.Token), woken.Reader.WaitToReadAsync(until.Token).AsTask());
            await until.CancelAsync();
        }

        _ = woken.Reader.TryRead(out _);
        ct.ThrowIfCancellationRequested();
    }

    private async Task LookAsync(IReadOnlyCollection<LiveStream> listeners, CancellationToken ct)
    {
        List<(LiveStream Stream, RelationshipId Id)> asked = [.. listeners.SelectMany(stream => stream.Follows.Select(id => (stream, id)))];
        if (asked.Count == 0)
        {
            return;
        }

        var growth = await rooms.Ledgers.GrowthAsync([.. asked.Select(one => (one.Stream.Viewer, one.Id))], ct);
        for (var at = 0; at < asked.Count; at++)
        {
            asked[at].Stream.Tell(asked[at].Id, growth[at]);
        }
    }

    private void Wake(RelationshipId id)
    {
        if (streams.Keys.Any(stream => stream.IsFollowing(id)))
        {
            _ = woken.Writer.TryWrite(true);
        }
    }

    private static bool IsOfTheSame(Viewer one, Viewer other) =>
        one.Account is { } account ? account == other.Account : other.Account is null && one.Organization == other.Organization;
}
