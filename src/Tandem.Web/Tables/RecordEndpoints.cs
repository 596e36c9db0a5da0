using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>What proves the record, what each side promised, and what a side discloses of its mail.</summary>
internal static class RecordEndpoints
{
    private const int PageEntries = 50;
    private const int QuartersOffered = 12;

    public static void MapRecord(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/record", Show);
        relationship.MapPost("/record/verify", Verify);
        relationship.MapGet("/record/export", Export);
        relationship.MapGet("/record/entries.ndjson", Lines);
        relationship.MapGet("/record/checkpoints/{size:long}.txt", Checkpoint);
        relationship.MapGet("/commitments", Commitments);
        relationship.MapGet("/new/summary", BeginSummary);
        relationship.MapPost("/new/summary", SendSummary);
    }

    private static Task<IResult> Show(Guid id, long? before, Seat seat, Reader reader, CancellationToken ct) =>
        ShowAsync(new(id), before, null, seat, reader, ct);

    private static async Task<IResult> Verify(Guid id, Seat seat, Reader reader, CancellationToken ct) =>
        await seat.FindAsync(new(id), ct) is { } relationship
            ? await ShowAsync(relationship.Id, null, VerifyWords.Of(reader, await seat.VerifyAsync(relationship, ct)), seat, reader, ct)
            : TypedResults.NotFound();

    private static async Task<IResult> ShowAsync(
        RelationshipId id, long? before, RecordReport? report, Seat seat, Reader reader, CancellationToken ct)
    {
        if (await seat.HeadAsync(id, ct) is not { } head)
        {
            return TypedResults.NotFound();
        }

        var page = await seat.TimelineAsync(id, EntryFilter.None, new(PageEntries, before), ct);
        var view = new RecordView(
            head, new(reader, head, page.Named), await seat.CheckpointAsync(id, null, ct), [.. (await seat.CheckpointsAsync(id, ct)).Reverse()],
            await seat.HostKeysAsync(id, ct), page.Entries,
            page.IsMore ? string.Create(CultureInfo.InvariantCulture, $"{head.Url}/record?before={page.Entries[^1].Sequence}") : null, report);
        return new RazorComponentResult<RecordPage>(new { View = view });
    }

    /// <summary>Made in a scratch file first: a zip is written by seeking.</summary>
    private static async Task<IResult> Export(Guid id, Seat seat, CancellationToken ct)
    {
        if (await seat.FindAsync(new(id), ct) is not { } relationship)
        {
            return TypedResults.NotFound();
        }

        var scratch = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        if (await seat.ExportAsync(relationship, scratch, ct) is null)
        {
            await scratch.DisposeAsync();
            return TypedResults.NotFound();
        }

        scratch.Position = 0;
        return TypedResults.File(scratch, "application/zip", $"{relationship.Id}.tandem");
    }

    private static async Task<IResult> Lines(Guid id, Seat seat, CancellationToken ct) => await seat.FindAsync(new(id), ct) is null
        ? TypedResults.NotFound()
        : TypedResults.Stream(output => WriteAsync(seat, new(id), output, ct), "application/x-ndjson", $"{new RelationshipId(id)}.ndjson");

    private static async Task WriteAsync(Seat seat, RelationshipId id, Stream output, CancellationToken ct)
    {
        var line = new ArrayBufferWriter<byte>();
        await foreach (var entry in seat.SealedFromAsync(id, 1, ct))
        {
            line.ResetWrittenCount();
            LineWriter.Write(line, entry);
            line.Write("\n"u8);
            await output.WriteAsync(line.WrittenMemory, ct);
        }
    }

    private static async Task<IResult> Checkpoint(Guid id, long size, Seat seat, CancellationToken ct) =>
        await seat.CheckpointAsync(new(id), size, ct) is { } checkpoint
            ? TypedResults.File(
                checkpoint.ToBytes(), "text/plain; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"checkpoint-{size}.txt"))
            : TypedResults.NotFound();

    private static async Task<IResult> Commitments(Guid id, long? @sealed, Seat seat, Reader reader, CancellationToken ct)
    {
        var place = new RelationshipId(id);
        if (await seat.TableAsync(place, (_, ledger) => (
                All: ledger.Commitments().ToImmutableArray(),
                Obligations: Sides.Of(side => ledger.Reading.Obligations[side].Sum(open => open.Obligation.Worth * open.Obligation.Weight)),
                ledger.Course.Chronicle.Yardstick?.Currency), ct) is not var (head, read))
        {
            return TypedResults.NotFound();
        }

        var found = await seat.EntriesAsync(place, [.. read.All.Select(commitment => commitment.Id)], ct);
        var drafts = head.IsShared ? [] : (await seat.DraftsAsync(place, ct)).Select(DraftedEntry.Of).OfType<ShownEntry>();
        var open = read.All.Where(it => it.Outcome is null).Select(it => found.GetValueOrDefault(it.Id)).OfType<ShownEntry>().ToList();
        var views = await seat.ViewAsync(place, open, found, ct);
        var view = new CommitmentsView(
            head, new(reader, head, found.SetItems(drafts.Select(draft => KeyValuePair.Create(draft.Id, draft)))),
            Sides.Of(side => read.All.Where(it => it.Said.By == side).ToImmutableArray()), views.ToImmutableDictionary(of => of.Entry.Id),
            read.Obligations, read.Currency, TimelineEndpoints.Sealed(reader, @sealed));
        return new RazorComponentResult<CommitmentsPage>(new { View = view });
    }

    private static async Task<IResult> BeginSummary(Guid id, string? period, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        return await ShowSummaryAsync(new(id), period, Convert.ToHexString(RandomNumberGenerator.GetBytes(9)), null, seat, reader, ct);
    }

    private static async Task<IResult> SendSummary(Guid id, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        var form = await request.ReadFormAsync(ct);
        if (await seat.FindAsync(new(id), ct) is not { } relationship || QuarterOf(form["period"]) is not { } quarter
            || await seat.SummaryAsync(relationship, quarter, ct) is not { } body)
        {
            return TypedResults.NotFound();
        }

        var entry = NewEntry.Of("summary", body) with { Key = TimelineEndpoints.Key(form) };
        return await seat.EnterAsync(relationship.Id, entry, ct) switch
        {
            Entered.Sealed { Id: var made, Sequence: var sequence } =>
                TypedResults.LocalRedirect(TimelineEndpoints.Marked($"/r/{relationship.Id}/entries/{made}", sequence)),
            Entered.Drafted => TypedResults.LocalRedirect($"/r/{relationship.Id}"),
            { } refused => await ShowSummaryAsync(
                relationship.Id, form["period"], form["key"].ToString(), EnteredWords.Problem(reader, refused), seat, reader, ct),
            null => TypedResults.NotFound(),
        };
    }

    private static async Task<IResult> ShowSummaryAsync(
        RelationshipId id, string? period, string key, string? problem, Seat seat, Reader reader, CancellationToken ct)
    {
        if (await seat.HeadAsync(id, ct) is not { } head)
        {
            return TypedResults.NotFound();
        }

        var last = Quarter.Of(head.At);
        var quarters = Enumerable.Range(1, QuartersOffered).Select(back => new Quarter(last.Index - back)).ToImmutableArray();
        var quarter = QuarterOf(period) ?? quarters[0];
        Summary? said = null;
        if (await seat.SummaryAsync(head.Relationship, quarter, ct) is { } body)
        {
            using var document = JsonDocument.Parse(body.ToJsonString());
            said = Kinds.Read("summary", document.RootElement, "body", out _) as Summary;
        }

        var view = new SummaryView(
            head, new(reader, head, ImmutableDictionary<EntryId, ShownEntry>.Empty), quarters, quarter, said, key, problem);
        return new RazorComponentResult<SummaryPage>(new { View = view });
    }

    private static Quarter? QuarterOf(string? period) =>
        period is not null && Period.TryParse(period, out var read) && Quarter.Of(read.Since) is var quarter && quarter.ToString() == period
            ? quarter
            : null;
}
