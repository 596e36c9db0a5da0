using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Request = Tandem.Workspace.Record.LedgerDesk.Request;

namespace Tandem.Workspace.Record;

/// <summary>
/// Serves what came in together: reads what is needed, decides, writes it all at once, and begins anew where another
/// process was faster.
/// </summary>
internal sealed class LedgerClerk(ILedgerStore store, TimeProvider time, Salts salts, Func<CancellationToken, ValueTask<HostSigner>> signer)
{
    /// <summary>How many ledgers are kept at hand.</summary>
    private const int LedgersHeld = 64;

    private const int Attempts = 50;

    private readonly Dictionary<RelationshipId, HeldLedger> held = [];
    private Writing? underWay;

    /// <summary>Decides upon a batch, and has it written as soon as the one before is.</summary>
    public async Task ServeAsync(List<Request> requests)
    {
        try
        {
            var groups = requests.GroupBy(request => request.Relationship).Select(group => group.ToList()).ToList();
            var drafts = await PrepareAsync(groups);
            if (!await FinishAsync())
            {
                drafts = await PrepareAsync(groups); // it stood on what was not written
            }

            var writes = drafts.Where(draft => draft.Write is not null).Select(draft => draft.Write!).ToList();
            underWay = new(drafts, writes.Count > 0 ? Task.Run(() => store.WriteAsync(writes, CancellationToken.None)) : NothingWritten);
        }
        catch (Exception broken)
        {
            Fail(requests, broken);
        }
    }

    /// <summary>Waits for the batch under way, and answers it.</summary>
    /// <returns>Whether it was written as it was decided; what was decided after it, otherwise, has to be decided anew.</returns>
    public async Task<bool> FinishAsync()
    {
        if (underWay is not { } writing)
        {
            return true;
        }

        underWay = null;
        try
        {
            var again = await AnswerAsync(writing);
            var isAsDecided = again.Count == 0;
            for (var attempt = 1; attempt < Attempts && again.Count > 0; attempt++)
            {
                var drafts = await PrepareAsync(again);
                var writes = drafts.Where(draft => draft.Write is not null).Select(draft => draft.Write!).ToList();
                again = await AnswerAsync(new(drafts, writes.Count > 0 ? store.WriteAsync(writes, CancellationToken.None) : NothingWritten));
            }

            again.SelectMany(group => group).ToList().ForEach(request => request.Answer.TrySetException(new LedgerBusyException()));
            return isAsDecided;
        }
        catch (Exception broken)
        {
            Fail([.. writing.Drafts.SelectMany(draft => draft.Requests)], broken);
            return false;
        }
    }

    private static Task<ImmutableArray<bool>> NothingWritten { get; } = Task.FromResult(ImmutableArray<bool>.Empty);

    /// <summary>Whatever it is, it belongs to those who asked; the next batch starts from what is on disk.</summary>
    private void Fail(List<Request> requests, Exception broken)
    {
        held.Clear();
        requests.ForEach(request => request.Answer.TrySetException(broken));
    }

    private async Task<List<LedgerDraft>> PrepareAsync(List<List<Request>> groups)
    {
        var drafts = new List<LedgerDraft>();
        foreach (var group in groups)
        {
            if (await PrepareAsync(group) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    /// <returns>The groups whose ledger had grown meanwhile.</returns>
    private async Task<List<List<Request>>> AnswerAsync(Writing writing)
    {
        var written = await writing.Written;
        var erasing = new List<LedgerDraft>();
        var again = new List<List<Request>>();
        var at = 0;
        foreach (var draft in writing.Drafts)
        {
            if (draft.Write is { } write ? written[at++] : await IsCurrentAsync(draft))
            {
                if (draft.Write?.Erased.IsEmpty == false)
                {
                    erasing.Add(draft);
                    continue;
                }

                draft.Answer();
                continue;
            }

            held.Remove(draft.Relationship);
            again.Add(draft.Requests);
        }

        if (erasing.Count > 0)
        {
            await store.ScrubAsync(CancellationToken.None); // first, because who is told that it is erased may look
            erasing.ForEach(draft => draft.Answer());
        }

        return again;
    }

    /// <summary>Where nothing was to be written, nothing has shown yet that the refusals were right.</summary>
    private async Task<bool> IsCurrentAsync(LedgerDraft draft) => draft.IsFresh
        || (await store.OpenAsync(draft.Requests[0].Viewer, draft.Relationship, LedgerNeeds.None, CancellationToken.None))
            ?.Head.Size == draft.SizeAfter;

    /// <returns><c>null</c> when nobody in the group may see the ledger.</returns>
    private async Task<LedgerDraft?> PrepareAsync(List<Request> requests)
    {
        var id = requests[0].Relationship;
        var seeing = new List<Request>();
        foreach (var group in requests.GroupBy(request => request.Viewer))
        {
            var isSeen = held.GetValueOrDefault(id)?.IsOpenTo(group.Key) == true
                || await store.OpenAsync(group.Key, id, LedgerNeeds.None, CancellationToken.None) is not null;
            group.Where(_ => !isSeen).ToList().ForEach(request => request.Answer.TrySetResult(null));
            seeing.AddRange(group.Where(_ => isSeen));
        }

        if (seeing.Count == 0)
        {
            return null;
        }

        var draft = new LedgerDraft(id, [.. requests.Where(seeing.Contains)], salts);
        await HoldAsync(draft);
        draft.Decide(Instant.Cut(time.GetUtcNow()));
        await SealAsync(draft);
        return draft;
    }

    /// <summary>Sees to it that everything the lines touch is at hand.</summary>
    private async Task HoldAsync(LedgerDraft draft)
    {
        var named = draft.Named();
        var keys = draft.AskedKeys();
        var known = held.GetValueOrDefault(draft.Relationship);
        var asked = (known?.Unknown(named) ?? named).ToHashSet();
        if (known is null || asked.Count > 0 || keys.Count > 0)
        {
            await SettledAsync();
            var opened = await OpenAsync(draft, asked, keys);
            if (known?.Size != opened.Head.Size)
            {
                asked.UnionWith(named);
                opened = known is null ? opened : await OpenAsync(draft, named, keys); // some of it had been at hand
                known = HoldAnew(draft.Relationship, opened);
                draft.IsFresh = true;
            }

            known.Take(asked, opened.Entries);
            draft.Take(opened.Used);
        }

        draft.Requests.ForEach(request => known.OpenTo(request.Viewer));
        draft.Ledger = known;
    }

    private async Task<OpenedLedger> OpenAsync(LedgerDraft draft, IReadOnlyCollection<EntryId> asked, IReadOnlyCollection<IdempotencyKey> keys) =>
        await store.OpenAsync(draft.Requests[0].Viewer, draft.Relationship, new(asked, keys), CancellationToken.None)
        ?? throw new InvalidOperationException("The ledger was there a moment ago.");

    private HeldLedger HoldAnew(RelationshipId id, OpenedLedger opened)
    {
        if (held.Count >= LedgersHeld)
        {
            held.Clear();
        }

        return held[id] = new(opened);
    }

    private async Task SealAsync(LedgerDraft draft)
    {
        if (draft.Entries.Count == 0)
        {
            return;
        }

        var needed = draft.Ledger.Edge.PartialTilesFilledBy(draft.Entries.Count);
        if (needed.Count > 0 && !draft.Ledger.KnowsTiles)
        {
            // A ledger that was just opened: what was before this batch is on disk, or will be when the one under way is.
            await SettledAsync();
            draft.Ledger.TakeTiles(await store.TilesAsync(
                draft.Requests[0].Viewer, draft.Relationship, [.. draft.Ledger.PartialTiles], CancellationToken.None));
        }

        draft.Seal(draft.Ledger.Tiles(needed), await signer(CancellationToken.None), Instant.Cut(time.GetUtcNow()));
    }

    /// <summary>What is read next is as the batch under way leaves it. Whether that went well is for its own answers to say.</summary>
    private Task SettledAsync() => underWay is { } writing ? Task.WhenAny(writing.Written) : Task.CompletedTask;

    private sealed record Writing(List<LedgerDraft> Drafts, Task<ImmutableArray<bool>> Written);
}
