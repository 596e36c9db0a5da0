using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Request = Tandem.Workspace.Record.LedgerDesk.Request;

namespace Tandem.Workspace.Record;

/// <summary>
/// Serves what came in together: reads what is needed, decides, writes it all at once, and begins anew where another
/// process was faster. One after the other: nothing is decided upon what is not on disk.
/// </summary>
internal sealed class LedgerClerk(
    ILedgerStore store, TimeProvider time, Salts salts, Func<CancellationToken, ValueTask<HostSigner>> signer, Action<RelationshipId, long> grown)
{
    /// <summary>How many ledgers are kept at hand.</summary>
    private const int LedgersHeld = 64;

    private const int Attempts = 50;

    /// <summary>From this attempt on there is a pause before the next, a little longer each time.</summary>
    private const int PatientAttempts = 3;

    private readonly Dictionary<RelationshipId, HeldLedger> held = [];

    public async Task ServeAsync(IReadOnlyList<Request> requests)
    {
        var groups = requests.GroupBy(request => request.Relationship).Select(group => group.ToList()).ToList();
        if (store.Writers == 1)
        {
            await ServeTogetherAsync(groups); // one flush for all of them
            return;
        }

        foreach (var group in groups)
        {
            await ServeTogetherAsync([group]);
        }
    }

    private async Task ServeTogetherAsync(List<List<Request>> groups)
    {
        try
        {
            for (var attempt = 0; attempt < Attempts && groups.Count > 0; attempt++)
            {
                if (attempt > PatientAttempts)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(attempt), time, CancellationToken.None);
                }

                groups = await TryAsync(groups);
            }

            foreach (var request in groups.SelectMany(group => group))
            {
                request.Answer.TrySetException(new LedgerBusyException());
            }
        }
        catch (Exception broken)
        {
            // Whatever it is, it belongs to those who asked: they do not know whether it was written, and retry with their
            // keys. The next batch starts from what is on disk.
            Fail(groups.SelectMany(group => group), broken);
        }
    }

    /// <summary>Those that were answered before keep their answer.</summary>
    private void Fail(IEnumerable<Request> requests, Exception broken)
    {
        held.Clear();
        foreach (var request in requests)
        {
            request.Answer.TrySetException(broken);
        }
    }

    /// <returns>The groups whose ledger had grown meanwhile.</returns>
    private async Task<List<List<Request>>> TryAsync(List<List<Request>> groups)
    {
        var drafts = new List<LedgerDraft>();
        foreach (var group in groups)
        {
            if (await PrepareAsync(group) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        var writing = drafts.Where(draft => draft.Write is not null).ToList();
        var written = writing.Count > 0
            ? await store.WriteAsync([.. writing.Select(draft => draft.Write!)], CancellationToken.None)
            : [];
        var done = writing.Where((_, at) => written[at]).ToHashSet();
        if (done.Any(draft => draft.Write!.Erased.Length > 0))
        {
            await store.ScrubAsync(CancellationToken.None); // first, because who is told that it is erased may look
        }

        foreach (var draft in done)
        {
            grown(draft.Relationship, draft.Write!.Head.Size);
            draft.Answer();
        }

        return await AgainAsync([.. drafts.Where(draft => !done.Contains(draft))]);
    }

    /// <summary>Answers those that had nothing to write, if their refusals were right.</summary>
    /// <returns>The others.</returns>
    private async Task<List<List<Request>>> AgainAsync(List<LedgerDraft> drafts)
    {
        var again = new List<List<Request>>();
        foreach (var draft in drafts)
        {
            if (draft.Write is null && await IsCurrentAsync(draft))
            {
                draft.Answer();
                continue;
            }

            held.Remove(draft.Relationship);
            again.Add(draft.Requests);
        }

        return again;
    }

    /// <summary>Where nothing was to be written, nothing has shown yet that the refusals were right.</summary>
    private async Task<bool> IsCurrentAsync(LedgerDraft draft) => draft.IsFresh
        || (await store.OpenAsync(draft.Requests[0].Viewer, draft.Relationship, LedgerNeeds.None, CancellationToken.None))
            ?.Head.Size == draft.Ledger.Size;

    /// <returns><c>null</c> when nobody in the group may see the ledger, or it cannot be read: then all were answered.</returns>
    private async Task<LedgerDraft?> PrepareAsync(List<Request> requests)
    {
        try
        {
            var id = requests[0].Relationship;
            var seeing = await SeeingAsync(id, requests);
            foreach (var request in requests.Where(request => !seeing.Contains(request.Viewer)))
            {
                request.Answer.TrySetResult(null);
            }

            if (seeing.Count == 0)
            {
                return null;
            }

            var draft = new LedgerDraft(id, [.. requests.Where(request => seeing.Contains(request.Viewer))], salts);
            await HoldAsync(draft);
            draft.Decide(Instant.Cut(time.GetUtcNow()));
            await SealAsync(draft);
            return draft;
        }
        catch (Exception broken)
        {
            Fail(requests, broken); // one ledger that cannot be read does not stop the others
            return null;
        }
    }

    private async Task<HashSet<Viewer>> SeeingAsync(RelationshipId id, List<Request> requests)
    {
        var seeing = new HashSet<Viewer>();
        foreach (var viewer in requests.Select(request => request.Viewer).Distinct())
        {
            if (held.GetValueOrDefault(id)?.IsOpenTo(viewer) == true
                || await store.OpenAsync(viewer, id, LedgerNeeds.None, CancellationToken.None) is not null)
            {
                _ = seeing.Add(viewer);
            }
        }

        return seeing;
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
            var opened = await OpenAsync(draft, asked, keys);
            if (known?.Size != opened.Head.Size)
            {
                opened = known is null ? opened : await OpenAsync(draft, named, keys); // some of it had been at hand
                known = HoldAnew(draft.Relationship, opened);
                draft.IsFresh = true;
            }

            known.Take(asked, opened.Entries);
            draft.Take(opened.Used);
        }

        foreach (var request in draft.Requests)
        {
            known.OpenTo(request.Viewer);
        }

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
            draft.Ledger.Trim();
            return;
        }

        var needed = draft.Ledger.Edge.PartialTilesFilledBy(draft.Entries.Count);
        if (needed.Count > 0 && !draft.Ledger.KnowsTiles)
        {
            draft.Ledger.TakeTiles(await store.TilesAsync(
                draft.Requests[0].Viewer, draft.Relationship, [.. draft.Ledger.PartialTiles], CancellationToken.None));
        }

        draft.Seal(draft.Ledger.Tiles(needed), await signer(CancellationToken.None), Instant.Cut(time.GetUtcNow()));
    }
}
