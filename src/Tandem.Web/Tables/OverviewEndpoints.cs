using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>The first page of a relationship, and what is entered from it.</summary>
internal static class OverviewEndpoints
{
    private const int LatestShown = 12;

    public static void MapOverview(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("", Show);
        relationship.MapPost("/actions", TakeUp);
        relationship.MapPost("/drafts", OfDraft);
        relationship.MapPost("/notes", Note);
    }

    private static async Task<IResult> Show(Guid id, int? next, long? @sealed, Seat seat, Reader reader, CancellationToken ct)
    {
        var place = new RelationshipId(id);
        var page = await seat.TimelineAsync(place, EntryFilter.None, new(LatestShown), ct);
        var shown = page.Named.SetItems(page.Entries.Select(entry => KeyValuePair.Create(entry.Id, entry)));
        if (await seat.TableAsync(place, (head, ledger) => Read(reader, seat.Viewer, head, ledger, page, shown, next ?? 1), ct)
            is not var (head, read))
        {
            // Mail of a relationship that has no ledger here is still this side's own to read.
            return await seat.RelationshipAsync(place, ct) is { } line
                ? new RazorComponentResult<Pages.RelationshipPage>(new { Line = line })
                : TypedResults.NotFound();
        }

        var drafts = (await seat.DraftsAsync(place, ct)).Select(DraftedEntry.Of).OfType<ShownEntry>().Reverse().ToImmutableArray();
        var titles = await seat.EntriesAsync(place, read.Mentioned.Where(entry => !shown.ContainsKey(entry)).Distinct().ToList(), ct);
        var words = new EntryWords(reader, head, shown.SetItems(titles).SetItems(drafts.Select(draft => KeyValuePair.Create(draft.Id, draft))));
        var view = new OverviewView(
            head, words, read.Reciprocity, read.Measures, read.Next, read.Open, read.Requests, read.AnswerHours, read.Disputed, read.Latest, drafts,
            await seat.NotesAsync(place, ct), head.Entries == 0 ? await seat.RelationshipAsync(place, ct) : null,
            TimelineEndpoints.Sealed(reader, @sealed));
        return new RazorComponentResult<OverviewPage>(new { View = view });
    }

    private static OverviewRead Read(
        Reader reader, Viewer viewer, TableHead head, ReadLedger ledger, EntryPage page, ImmutableDictionary<EntryId, ShownEntry> shown, int next)
    {
        var open = ledger.Commitments().Where(commitment => commitment.Outcome is null).OrderBy(commitment => commitment.Said.Due).ToImmutableArray();
        var (requests, disputed) = (ledger.Requests(), ledger.Disputed());
        return new(
            ReciprocityView.Of(ledger, head.Us), MeasureRows.Of(reader, head, ledger.Reading),
            viewer.IsSharedOnly ? null : new ActionWords(reader, head, ledger).Of(CounselOf(head, ledger), next), open, requests,
            ledger.Course.Chronicle.CharterSaid?.AnswerHours, disputed, EntryView.Of(page.Entries, shown, new(viewer, head, ledger), ledger.At),
            [.. open.Select(commitment => commitment.Id), .. requests.Select(request => request.Id), .. disputed]);
    }

    private static Counsel CounselOf(TableHead head, ReadLedger ledger) =>
        Advisor.Advise(new(ledger.Course, head.Us, ledger.Hours, ledger.OwnWaits));

    /// <summary>Enters the draft of a suggestion as it stands now.</summary>
    private static async Task<IResult> TakeUp(Guid id, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        seat.Viewer.DemandPrivate();
        var form = await request.ReadFormAsync(ct);
        if (await seat.TableAsync(new(id), (head, ledger) => DraftOf(reader, head, ledger, form["draft"].ToString()), ct) is not (_, { } entry))
        {
            return TypedResults.NotFound();
        }

        return Answer(new(id), await seat.EnterAsync(new(id), entry with { Key = TimelineEndpoints.Key(form) }, ct), reader);
    }

    private static NewEntry? DraftOf(Reader reader, TableHead head, ReadLedger ledger, string draft) =>
        CounselOf(head, ledger).Recommendations.FirstOrDefault(one => one.Suggestion.Draft.Id.Value == draft)?.Suggestion is { } said
            ? NewEntry.Of(
                said.Draft.Fact.Kind, JsonNode.Parse(said.Draft.Body.Span)!.AsObject(),
                [
                    .. said.Draft.Texts.IsEmpty
                        ? [("what", new ActionWords(reader, head, ledger).What(said))]
                        : said.Draft.Texts.Select(text => (text.Name, (string?)text.Text)),
                ])
                with
            { Id = said.Draft.Id }
            : null;

    /// <summary>Shows drafts to the other side, or thinks better of them.</summary>
    private static async Task<IResult> OfDraft(Guid id, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        if (await seat.FindAsync(new(id), ct) is null)
        {
            return TypedResults.NotFound();
        }

        var form = await request.ReadFormAsync(ct);
        var (place, chosen) = (new RelationshipId(id), form["draft"].Where(EntryId.IsOne).Select(draft => new EntryId(draft)).ToList());
        if (form["do"] == "drop")
        {
            foreach (var draft in chosen)
            {
                await seat.DropDraftAsync(place, draft, ct);
            }

            return TypedResults.LocalRedirect($"/r/{place}");
        }

        return await seat.ProposeDraftsAsync(place, chosen, ct) is { } outcomes
            ? outcomes.Select(outcome => outcome.Outcome).FirstOrDefault(outcome => outcome is not Entered.Sealed) is { } refused
                ? Answer(place, refused, reader)
                : TypedResults.LocalRedirect($"/r/{place}")
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Note(Guid id, HttpRequest request, Seat seat, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        var place = new RelationshipId(id);
        long? number = long.TryParse(form["number"], out var known) ? known : null;
        var isDone = form["do"] == "remove" && number is { } gone
            ? await seat.RemoveNoteAsync(place, gone, ct)
            : await seat.WriteNoteAsync(place, number, form["text"].ToString(), ct);
        return isDone || await seat.FindAsync(place, ct) is not null ? TypedResults.LocalRedirect($"/r/{place}#notes") : TypedResults.NotFound();
    }

    private static IResult Answer(RelationshipId id, Entered? outcome, Reader reader) => outcome switch
    {
        null => TypedResults.NotFound(),
        Entered.Sealed { Sequence: var sequence } => TypedResults.LocalRedirect(TimelineEndpoints.Marked($"/r/{id}", sequence)),
        Entered.Drafted => TypedResults.LocalRedirect($"/r/{id}"),
        _ => TypedResults.Problem(EnteredWords.Problem(reader, outcome), statusCode: StatusCodes.Status422UnprocessableEntity),
    };

    /// <param name="Mentioned">Entries whose titles the page needs.</param>
    private sealed record OverviewRead(
        ReciprocityView Reciprocity, ImmutableArray<MirrorRowWords> Measures, NextAction? Next, ImmutableArray<StandingCommitment> Open,
        ImmutableArray<OpenRequest> Requests, double? AnswerHours, ImmutableArray<EntryId> Disputed, ImmutableArray<EntryView> Latest,
        ImmutableArray<EntryId> Mentioned);
}
