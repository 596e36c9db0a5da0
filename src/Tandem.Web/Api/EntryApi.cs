using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Api;

/// <summary>Entries of the shared record, and drafts of the own side.</summary>
internal static class EntryApi
{
    private const string Prefix = "api/";

    public static void MapEntries(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/entries", List).Answers<EntriesShape>("Entries of the shared record, the newest first").Fails(404)
            .WithName("entries");
        relationship.MapPost("/entries", Enter)
            .Answers<EnteredShape>("Makes an entry; while the other side has not joined, a draft", 201, 200, 202)
            .Fails(404, 415, 422, 503).WithName("enter");
        relationship.MapGet("/entries/{entryId}", Show).Answers<EntryShape>("One entry").Fails(404).WithName("entry");
        relationship.MapPost("/entries/{entryId}/confirmation", Confirm)
            .Answers<EnteredShape>("Says that an entry of the other side is right, or signs it", 201, 200).Fails(404, 415, 422, 503)
                .WithName("confirm");
        relationship.MapPost("/entries/{entryId}/dispute", Dispute)
            .Answers<EnteredShape>("Says that a claim of the other side is wrong", 201, 200).Fails(404, 415, 422, 503).WithName("dispute");
        relationship.MapPost("/entries/{entryId}/withdrawal", Withdraw)
            .Answers<EnteredShape>("Takes back an own entry", 201, 200).Fails(404, 415, 422, 503).WithName("withdraw");
        relationship.MapGet("/drafts", Drafts).Answers<DraftsShape>("The own drafts, which the other side does not see").Fails(404)
            .WithName("drafts");
        relationship.MapDelete("/drafts/{draftId}", Drop).Answers("Thinks better of a draft", 204).Fails(404).WithName("drop_draft");
        relationship.MapPost("/drafts/propose", Propose)
            .Answers<ProposedShape>("Puts drafts into the shared record; a refused one stays a draft").Fails(404, 409, 415, 503)
                .WithName("propose_drafts");
    }

    /// <param name="kind">Only entries of this kind.</param>
    /// <param name="side">Only what this side entered: A or B.</param>
    /// <param name="state">Only what is acknowledged, claimed, disputed or withdrawn.</param>
    /// <param name="after">Only entries with a higher number, the next of them.</param>
    /// <param name="before">Only entries with a lower number.</param>
    /// <param name="limit">How many at most.</param>
    private static async Task<IResult> List(
        Guid id, string? kind, string? side, string? state, long? after, long? before, int? limit, Seat seat, CancellationToken ct)
    {
        if (limit is < 1 or > Limits.ApiPage)
        {
            return ApiProblem.BadRequest.At("limit", ApiWords.Of(limit.Value));
        }

        if (kind is not null && !Kinds.All.Contains(kind))
        {
            return ApiProblem.BadRequest.At("kind", kind);
        }

        if (!ApiWords.TrySide(side, out var by))
        {
            return ApiProblem.BadRequest.At("side", side);
        }

        if (!ApiWords.TryRead<Attestation>(state, out var believed))
        {
            return ApiProblem.BadRequest.At("state", state);
        }

        var take = limit ?? Limits.RowsListed;
        var filter = new EntryFilter(kind is null ? [] : [kind], by, believed, default);
        if (await seat.EntryPageAsync(new(id), filter, new(take, before, after), ct) is not var (page, at))
        {
            return ApiProblem.NotFound;
        }

        var items = page.Entries.Select(entry => EntryShape.Of(entry, at)).ToImmutableArray();
        var (isMoreOlder, isMoreNewer) = after is null ? (page.IsMore, before is not null) : (true, page.IsMore);
        return TypedResults.Ok(new EntriesShape(
            items, isMoreOlder && !items.IsEmpty ? items[^1].Sequence : null, isMoreNewer && !items.IsEmpty ? items[0].Sequence : null));
    }

    private static async Task<IResult> Show(Guid id, string entryId, Seat seat, CancellationToken ct) =>
        EntryId.IsOne(entryId) && await seat.EntryAsync(new(id), new(entryId), ct) is var (entry, at)
            ? TypedResults.Ok(EntryShape.Of(entry, at)) : ApiProblem.NotFound;

    /// <param name="key">Asking twice with the same one writes once.</param>
    private static async Task<IResult> Enter(
        Guid id, NewEntryShape entry, [FromHeader(Name = ApiRoutes.KeyHeader)] string? key, Seat seat, CancellationToken ct)
    {
        if (key is { Length: 0 or > Limits.KeyChars })
        {
            return ApiProblem.BadRequest.At(ApiRoutes.KeyHeader);
        }

        DateTimeOffset? occurred = null;
        if (entry.Occurred is not null)
        {
            if (!Instant.TryParse(entry.Occurred, out var instant))
            {
                return ApiProblem.Of(new Refusal(RefusalCode.BadInstant, "occurred", ApiWords.Short(entry.Occurred)));
            }

            occurred = instant;
        }

        if (entry.Id is not null && !EntryId.IsOne(entry.Id))
        {
            return ApiProblem.Of(new Refusal(RefusalCode.BadId, "id", ApiWords.Short(entry.Id)));
        }

        if (entry.Kind is null)
        {
            return ApiProblem.Of(new Refusal(RefusalCode.MissingField, "kind"));
        }

        var texts = (entry.Text ?? ImmutableSortedDictionary<string, string>.Empty).Select(text => (text.Key, (string?)text.Value)).ToArray();
        var wanted = NewEntry.Of(entry.Kind, entry.Body ?? [], texts) with
        {
            Occurred = occurred,
            Id = entry.Id is { } named ? new EntryId(named) : null,
            Key = KeyOf(key),
        };
        return Answer(id, await seat.EnterAsync(new(id), wanted, ct));
    }

    private static Task<IResult> Confirm(
        Guid id, string entryId, WordShape? word, [FromHeader(Name = ApiRoutes.KeyHeader)] string? key, Seat seat, CancellationToken ct) =>
        SayAsync("confirmation", "note", id, entryId, word, key, seat, ct);

    private static Task<IResult> Dispute(
        Guid id, string entryId, WordShape? word, [FromHeader(Name = ApiRoutes.KeyHeader)] string? key, Seat seat, CancellationToken ct) =>
        SayAsync("dispute", "why", id, entryId, word, key, seat, ct);

    private static Task<IResult> Withdraw(
        Guid id, string entryId, WordShape? word, [FromHeader(Name = ApiRoutes.KeyHeader)] string? key, Seat seat, CancellationToken ct) =>
        SayAsync("withdrawal", "why", id, entryId, word, key, seat, ct);

    private static async Task<IResult> SayAsync(
        string kind, string group, Guid id, string entryId, WordShape? word, string? key, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        if (key is { Length: 0 or > Limits.KeyChars })
        {
            return ApiProblem.BadRequest.At(ApiRoutes.KeyHeader);
        }

        var said = NewEntry.Of(kind, new JsonObject { ["of"] = entryId }, (group, word?.Note)) with { Key = KeyOf(key) };
        return EntryId.IsOne(entryId) ? Answer(id, await seat.EnterAsync(new(id), said, ct)) : ApiProblem.NotFound;
    }

    /// <summary>Programs' keys have a place of their own: no key of theirs is one that the workspace uses itself.</summary>
    private static string? KeyOf(string? given) => given is null ? null : Prefix + given;

    private static IResult Answer(Guid id, Entered? entered)
    {
        switch (entered)
        {
            case null:
                return ApiProblem.NotFound;
            case Entered.Sealed made:
                var sealedAs = new EnteredShape("sealed", made.Id.ToString(), made.Sequence, made.Checkpoint?.ToString(), made.WasThere);
                return made.WasThere ? TypedResults.Ok(sealedAs)
                    : TypedResults.Created($"{ApiRoutes.Root}/relationships/{new RelationshipId(id)}/entries/{made.Id}", sealedAs);
            case Entered.Drafted draft:
                return TypedResults.Accepted(
                    $"{ApiRoutes.Root}/relationships/{new RelationshipId(id)}/drafts", new EnteredShape("drafted", draft.Id.ToString(),
                        null, null, false));
            case Entered.Refused { Refusal: var refusal }:
                return ApiProblem.Of(refusal);
            case Entered.NeedsDomain:
                return ApiProblem.DomainNotProven;
            case Entered.TooMany:
                return ApiProblem.TooManyDrafts;
            default:
                throw new System.Diagnostics.UnreachableException("What becomes of an entry is one of five.");
        }
    }

    private static async Task<IResult> Drafts(Guid id, Seat seat, CancellationToken ct) => await seat.OwnDraftsAsync(new(id), ct) is { } drafts
        ? TypedResults.Ok(new DraftsShape([.. drafts.Select(draft => new DraftShape(
            draft.Id.ToString(), Instant.Write(draft.WrittenAt), (JsonObject)JsonNode.Parse(Encoding.UTF8.GetBytes(draft.Line))!))]))
        : ApiProblem.NotFound;

    private static async Task<IResult> Drop(Guid id, string draftId, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        seat.Viewer.DemandPrivate();
        return EntryId.IsOne(draftId) && await seat.DropDraftAsync(new(id), new(draftId), ct) ? TypedResults.NoContent() : ApiProblem.NotFound;
    }

    private static async Task<IResult> Propose(Guid id, ChosenDraftsShape chosen, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Invite);
        seat.Viewer.DemandPrivate();
        var drafts = chosen.Drafts ?? [];
        if (drafts.Any(draft => !EntryId.IsOne(draft)))
        {
            return ApiProblem.BadRequest.At("drafts", ApiWords.Short(drafts.First(draft => !EntryId.IsOne(draft)) ?? "null"));
        }

        if (await seat.FindAsync(new(id), ct) is null)
        {
            return ApiProblem.NotFound;
        }

        return await seat.ProposeDraftsAsync(new(id), [.. drafts.Select(draft => new EntryId(draft))], ct) is { } outcomes
            ? TypedResults.Ok(new ProposedShape([.. outcomes.Select(one => ProposedOf(one.Draft, one.Outcome))])) : ApiProblem.NotJoined;
    }

    private static ProposedDraftShape ProposedOf(EntryId draft, Entered outcome) => outcome switch
    {
        Entered.Sealed made => new(draft.ToString(), "sealed", made.Sequence, null),
        Entered.Refused { Refusal: var refusal } => new(
            draft.ToString(), "refused", null, new(refusal.Member, Refusal.Word(refusal.Code), refusal.Found)),
        Entered.NeedsDomain => new(draft.ToString(), "refused", null, new(null, ApiProblem.DomainNotProven.Code, null)),
        _ => throw new System.Diagnostics.UnreachableException("A draft that is handed in is sealed or refused."),
    };
}
