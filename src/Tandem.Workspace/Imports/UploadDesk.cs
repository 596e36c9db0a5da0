using System.Collections.Immutable;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Imports;

/// <summary>
/// Imports of uploaded files, one at a time for each organization. It is kept in memory: a program that ends breaks off what it
/// reads, and the list of imports says so.
/// </summary>
public sealed class UploadDesk(Rooms rooms) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<OrganizationId, List<MailUpload>> all = [];
    private readonly Dictionary<OrganizationId, Task> lines = [];
    private bool isClosed;

    /// <summary>Removes what was left when a program was killed in the middle of it.</summary>
    public void Sweep() => UploadPlace.Sweep(rooms.UploadFolder);

    /// <summary>What runs, waits or ended lately in the viewer's organization, the newest first.</summary>
    public ImmutableArray<MailUpload> Of(Viewer viewer)
    {
        viewer.DemandPrivate();
        lock (gate)
        {
            return all.TryGetValue(viewer.Organization, out var known) ? [.. known.AsEnumerable().Reverse()] : [];
        }
    }

    /// <summary>Queues an import; the place is the desk's from then on.</summary>
    /// <returns><c>null</c> when too many wait already; then the place is still the caller's.</returns>
    public MailUpload? Queue(Viewer viewer, Relationship relationship, UploadPlace place, bool keepBodies)
    {
        viewer.Demand(People.Right.Import);
        lock (gate)
        {
            if (!all.TryGetValue(viewer.Organization, out var known))
            {
                all[viewer.Organization] = known = [];
            }

            if (isClosed || known.Count(upload => upload.IsUnderWay) >= Limits.ImportsQueued)
            {
                return null;
            }

            var ended = known.Where(upload => !upload.IsUnderWay).ToList();
            foreach (var old in ended.Take(ended.Count - Limits.ImportsRemembered + 1))
            {
                known.Remove(old);
                old.Dispose();
            }

            var upload = new MailUpload(Guid.CreateVersion7(rooms.Time.GetUtcNow()), viewer, relationship, place, keepBodies);
            known.Add(upload);
            lines[viewer.Organization] = NextAsync(lines.GetValueOrDefault(viewer.Organization, Task.CompletedTask), upload);
            return upload;
        }
    }

    /// <summary><c>false</c> when there is no such import under way in the viewer's organization.</summary>
    public bool Cancel(Viewer viewer, Guid id)
    {
        viewer.Demand(People.Right.Import);
        var found = Of(viewer).FirstOrDefault(upload => upload.Id == id && upload.IsUnderWay);
        found?.Stop();
        return found is not null;
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (gate)
        {
            isClosed = true;
            foreach (var upload in all.Values.SelectMany(known => known).Where(upload => upload.IsUnderWay))
            {
                upload.Stop();
            }

            running = [.. lines.Values];
        }

        await Task.WhenAll(running);
        foreach (var upload in all.Values.SelectMany(known => known))
        {
            upload.Dispose();
        }

        all.Clear();
    }

    private async Task NextAsync(Task before, MailUpload upload)
    {
        await before;
        await Task.Run(() => RunAsync(upload));
    }

    private async Task RunAsync(MailUpload upload)
    {
        using var place = upload.Place;
        var ended = UploadState.Failed;
        try
        {
            if (upload.Stopped.IsCancellationRequested)
            {
                ended = UploadState.Cancelled;
                return;
            }

            upload.State = UploadState.Reads;
            var outcome = await new ImportJob(rooms.Mailboxes!, rooms.Evidence, rooms.Time).RunAsync(
                upload.Viewer, upload.Relationship, [place.Folder], upload.KeepsBodies, upload.Tell, upload.Stopped);
            upload.Outcome = outcome with { Problems = upload.Named(outcome.Problems) };
            ended = outcome.IsComplete ? UploadState.Done : UploadState.Cancelled;
            rooms.Bell.Ring(upload.Relationship.Id);
        }
        catch (OperationCanceledException)
        {
            ended = UploadState.Cancelled;
        }
        catch (Exception e) when (e is IOException or System.Data.Common.DbException or ArgumentException or InvalidOperationException)
        {
            ended = UploadState.Failed; // the page says so; what was committed stays
        }
        finally
        {
            upload.State = ended;
        }
    }
}
