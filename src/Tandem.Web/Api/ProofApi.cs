using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;

namespace Tandem.Web.Api;

/// <summary>What proves the record to whoever keeps it.</summary>
internal static class ProofApi
{
    private const string Text = "text/plain; charset=utf-8";

    public static void MapProofs(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/checkpoint", Checkpoint).AnswersFile("The newest signed checkpoint, as a note (c2sp.org/signed-note)", "text/plain")
            .Fails(404).WithName("checkpoint");
        relationship.MapGet("/checkpoints", Checkpoints).Answers<CheckpointsShape>("Signed checkpoints: the last of each day and the newest")
            .Fails(404).WithName("checkpoints");
        relationship.MapGet("/entries/{entryId}/receipt", Receipt).AnswersFile("The proof that an entry stands in the record (c2sp.org/tlog-proof)", "text/plain")
            .Fails(404).WithName("receipt");
        relationship.MapGet("/proofs/consistency", Consistency).Answers<ConsistencyShape>("The proof that the record of one size begins the record of another")
            .Fails(404).WithName("consistency");
        relationship.MapGet("/export", Export).AnswersFile("The whole record as one file that tandem verify checks", "application/zip")
            .Fails(404).WithName("export");
    }

    private static async Task<IResult> Checkpoint(Guid id, Seat seat, CancellationToken ct) =>
        await seat.CheckpointAsync(new(id), null, ct) is { } checkpoint ? TypedResults.Bytes(checkpoint.ToBytes(), Text) : ApiProblem.NotFound;

    private static async Task<IResult> Checkpoints(Guid id, Seat seat, CancellationToken ct) => await seat.FindAsync(new(id), ct) is null
        ? ApiProblem.NotFound
        : TypedResults.Ok(new CheckpointsShape([.. (await seat.CheckpointsAsync(new(id), ct)).Select(one => new CheckpointShape(
            one.Checkpoint.Size, one.Checkpoint.Root.ToBase64(), one.ToString()))]));

    private static async Task<IResult> Receipt(Guid id, string entryId, Seat seat, CancellationToken ct) =>
        EntryId.IsOne(entryId) && await seat.ReceiptAsync(new(id), new(entryId), ct) is { } receipt
            ? TypedResults.Bytes(receipt.ToBytes(), Text) : ApiProblem.NotFound;

    /// <param name="from">The smaller size, from 1.</param>
    /// <param name="to">The larger size; without it, the newest.</param>
    private static async Task<IResult> Consistency(Guid id, long from, long? to, Seat seat, CancellationToken ct)
    {
        if (await seat.CheckpointAsync(new(id), null, ct) is not { Checkpoint.Size: var size })
        {
            return ApiProblem.NotFound;
        }

        var last = to ?? size;
        if (last < 1 || last > size)
        {
            return ApiProblem.BadRequest.At("to", ApiWords.Of(last));
        }

        return from < 1 || from > last ? ApiProblem.BadRequest.At("from", ApiWords.Of(from))
            : TypedResults.Ok(new ConsistencyShape(
                from, last, [.. (await seat.ConsistencyAsync(new(id), from, last, ct)).Hashes.Select(hash => hash.ToBase64())]));
    }

    /// <summary>Made in a scratch file first: a zip is written by seeking.</summary>
    private static async Task<IResult> Export(Guid id, Seat seat, CancellationToken ct)
    {
        if (await seat.FindAsync(new(id), ct) is not { } relationship)
        {
            return ApiProblem.NotFound;
        }

        var scratch = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        if (await seat.ExportAsync(relationship, scratch, ct) is null)
        {
            await scratch.DisposeAsync();
            return ApiProblem.NotFound;
        }

        scratch.Position = 0;
        return TypedResults.File(scratch, "application/zip", $"{relationship.Id}.tandem");
    }
}
