using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Web.Live;

/// <summary>What one browser follows, and what it has not been told yet. Told twice before it listens, it hears the last.</summary>
internal sealed class LiveStream(Viewer viewer, IEnumerable<RelationshipId> follows)
{
    private readonly Lock door = new();
    private readonly Dictionary<RelationshipId, LedgerGrowth?> told = follows.ToDictionary(id => id, _ => (LedgerGrowth?)null);
    private readonly HashSet<RelationshipId> untold = [];
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Viewer Viewer => viewer;

    public RelationshipId[] Follows
    {
        get
        {
            lock (door)
            {
                return [.. told.Keys];
            }
        }
    }

    public bool IsFollowing(RelationshipId id)
    {
        lock (door)
        {
            return told.ContainsKey(id);
        }
    }

    /// <param name="growth"><c>null</c>: it is not in the viewer's scope, or no longer.</param>
    public void Tell(RelationshipId id, LedgerGrowth? growth)
    {
        lock (door)
        {
            if (!told.TryGetValue(id, out var before) || (growth is not null && before == growth))
            {
                return;
            }

            if (growth is null)
            {
                _ = told.Remove(id);
                _ = untold.Remove(id);
            }
            else
            {
                told[id] = growth;
                _ = untold.Add(id);
            }
        }

        _ = signal.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is something to tell, or for so long.</summary>
    public async Task WaitAsync(TimeSpan most, TimeProvider time, CancellationToken ct)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pause = Task.Delay(most, time, until.Token);
        var told = signal.Reader.WaitToReadAsync(until.Token).AsTask();
        _ = await Task.WhenAny(pause, told);
        await until.CancelAsync();
        _ = signal.Reader.TryRead(out _);
        ct.ThrowIfCancellationRequested();
    }

    /// <returns>What is new since the last call; <c>null</c> when nothing is left to follow.</returns>
    public IReadOnlyList<(RelationshipId Id, LedgerGrowth Growth)>? Take()
    {
        lock (door)
        {
            if (told.Count == 0)
            {
                return null;
            }

            (RelationshipId, LedgerGrowth)[] news = [.. untold.Select(id => (id, told[id]!.Value))];
            untold.Clear();
            return news;
        }
    }
}
