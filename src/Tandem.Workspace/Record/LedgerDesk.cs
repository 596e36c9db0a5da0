using System.Collections.Immutable;
using System.Threading.Channels;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>
/// Where lines are handed in. What arrives while a write is under way waits and goes into the next one together: one
/// flush to disk for many entries. Decided is what is written; nothing is answered before it is on disk.
/// </summary>
public sealed class LedgerDesk : IAsyncDisposable
{
    /// <summary>How long a key may still sign after another process has changed it.</summary>
    private static readonly TimeSpan KeysKnownFor = TimeSpan.FromSeconds(10);

    private readonly Channel<Request>[] queues;
    private readonly Task[] clerks;
    private readonly Lock door = new();
    private readonly ILedgerStore store;
    private readonly TimeProvider time;
    private readonly Salts salts;
    private HostSigner? signer;
    private DateTimeOffset signerRead;

    public LedgerDesk(ILedgerStore store, TimeProvider time, Salts? salts = null)
    {
        (this.store, this.time, this.salts) = (store, time, salts ?? new Salts());
        queues = [.. Enumerable.Range(0, store.Writers).Select(_ => Channel.CreateUnbounded<Request>())];
        clerks = [.. queues.Select(queue => Task.Run(() => ServeAsync(queue.Reader)))];
    }

    /// <summary>A ledger has grown: told after it is on disk and before its lines are answered. Must not block.</summary>
    public event Action<RelationshipId, long>? Grown;

    /// <summary>Hands in lines that are decided upon one after another, in this order.</summary>
    /// <returns>An answer for each; <c>null</c> when the ledger is out of the viewer's scope.</returns>
    /// <exception cref="LedgerBusyException">Others wrote all the time; nothing of this was written.</exception>
    public async Task<ImmutableArray<EntryAnswer>?> EnterAsync(
        Viewer viewer, RelationshipId id, ImmutableArray<NewLine> lines, CancellationToken ct)
    {
        if (lines.IsEmpty)
        {
            return [];
        }

        var request = new Request(viewer, id, lines, ct);
        var isOpen = queues[unchecked((uint)id.GetHashCode()) % (uint)queues.Length].Writer.TryWrite(request);
        ObjectDisposedException.ThrowIf(!isOpen, this);
        return await request.Answer.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in queues)
        {
            queue.Writer.TryComplete();
        }

        await Task.WhenAll(clerks);
        signer?.Dispose();
    }

    private async Task ServeAsync(ChannelReader<Request> queue)
    {
        var clerk = new LedgerClerk(store, time, salts, SignerAsync, (id, size) => Grown?.Invoke(id, size));
        while (await queue.WaitToReadAsync())
        {
            await clerk.ServeAsync(Take(queue));
        }
    }

    private static List<Request> Take(ChannelReader<Request> queue)
    {
        var batch = new List<Request>();
        for (var lines = 0; lines < Limits.LinesAtOnce && queue.TryRead(out var request); lines += request.Lines.Length)
        {
            if (request.Cancelled.IsCancellationRequested)
            {
                request.Answer.TrySetCanceled(request.Cancelled);
                continue;
            }

            batch.Add(request);
        }

        return batch;
    }

    /// <summary>Read again now and then: another process may have taken a new key into use.</summary>
    private async ValueTask<HostSigner> SignerAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        lock (door)
        {
            if (signer is not null && (now - signerRead).Duration() < KeysKnownFor)
            {
                return signer;
            }
        }

        var keys = await store.HostKeysAsync(now, ct);
        lock (door)
        {
            if (signer?.Number != keys[^1].Number)
            {
                signer = new(keys); // the one before may still be signing, and is left to the collector
            }

            signerRead = now;
            return signer;
        }
    }

    /// <param name="Cancelled">Until it is taken up: what is under way is finished, so that nobody wonders.</param>
    internal sealed record Request(Viewer Viewer, RelationshipId Relationship, ImmutableArray<NewLine> Lines, CancellationToken Cancelled)
    {
        public TaskCompletionSource<ImmutableArray<EntryAnswer>?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
