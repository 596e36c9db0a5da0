using System.Collections.Immutable;
using System.Globalization;
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
using Tandem.Workspace.Text;

namespace Tandem.Web.Tables;

/// <summary>The record as people read it, and what they do about its entries in place.</summary>
internal static class TimelineEndpoints
{
    private const int PageEntries = 50;

    public static void MapTimeline(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/timeline", Show);
        relationship.MapGet("/entries/{entry}", ShowEntry);
        relationship.MapGet("/entries/{entry}/receipt", Receipt);
        relationship.MapPost("/entries/{entry}/deeds", Do);
    }

    private static async Task<IResult> Show(
        Guid id, string? kind, string? side, string? state, long? before, long? after, long? @sealed, Seat seat, Reader reader, CancellationToken ct)
    {
        var (place, query) = (new RelationshipId(id), new TimelineQuery(kind, side, state, before, after));
        // Only what silence makes of claims depends on the instant: without that filter the ledger is read once.
        var at = query.State is null ? default : (await seat.HeadAsync(place, ct))?.At ?? default;
        var page = await seat.TimelineAsync(place, query.FilterAt(at), new(PageEntries, before, after), ct);
        var named = page.Named.SetItems(page.Entries.Select(entry => KeyValuePair.Create(entry.Id, entry)));
        if (await seat.TableAsync(place, (head, ledger) => EntryView.Of(page.Entries, named, new(seat.Viewer, head, ledger), ledger.At), ct)
            is not var (head, shown))
        {
            return TypedResults.NotFound();
        }

        var view = new TimelineView(head, new(reader, head, named), query, shown, null, null, Sealed(reader, @sealed));
        var (isMoreOlder, isMoreNewer) = after is null ? (page.IsMore, before is not null) : (true, page.IsMore);
        if (!page.Entries.IsEmpty)
        {
            view = view with
            {
                Newer = isMoreNewer ? view.Url(kind, side, state, ("after", page.Entries[0].Sequence)) : null,
                Earlier = isMoreOlder ? view.Url(kind, side, state, ("before", page.Entries[^1].Sequence)) : null,
            };
        }

        return new RazorComponentResult<TimelinePage>(new { View = view });
    }

    private static Task<IResult> ShowEntry(
        Guid id, string entry, long? @sealed, Seat seat, Reader reader, CancellationToken ct) =>
        EntryAsync(new(id), entry, seat, reader, Sealed(reader, @sealed), null, ct);

    private static async Task<IResult> EntryAsync(
        RelationshipId id, string entry, Seat seat, Reader reader, string? notice, string? problem, CancellationToken ct)
    {
        if (!EntryId.IsOne(entry))
        {
            return TypedResults.NotFound();
        }

        var found = await seat.EntriesAsync(id, [new(entry)], ct);
        if (found.GetValueOrDefault(new(entry)) is not { } shown
            || await seat.TableAsync(id, (head, ledger) => (
                View: EntryView.Of([shown], found, new(seat.Viewer, head, ledger), ledger.At)[0], Naming: NamingOf(ledger, shown.Id)), ct)
                is not var (head, read))
        {
            return TypedResults.NotFound();
        }

        found = found.SetItems(await seat.EntriesAsync(id, read.Naming, ct));
        using var body = JsonDocument.Parse(shown.Statement.Body);
        var view = new EntryPageView(
            head, new(reader, head, found), read.View,
            [.. shown.Statement.Fact.References.Select(found.GetValueOrDefault).OfType<ShownEntry>()],
            [.. read.Naming.Select(found.GetValueOrDefault).OfType<ShownEntry>()],
            await seat.AuthorsAsync(id, ct), Kinds.AttachmentsOf(body.RootElement), Encoding.UTF8.GetString(shown.Statement.Body.Span),
            MerkleTree.Leaf(shown.Leaf.Span).ToHex(), notice, problem);
        return new RazorComponentResult<OneEntryPage>(new { View = view })
        {
            StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private static ImmutableArray<EntryId> NamingOf(ReadLedger ledger, EntryId entry) =>
        [.. ledger.Course.Chronicle.Find(entry)?.Words.Select(word => word.Id) ?? []];

    private static async Task<IResult> Receipt(Guid id, string entry, Seat seat, CancellationToken ct) =>
        EntryId.IsOne(entry) && await seat.ReceiptAsync(new(id), new(entry), ct) is { } receipt
            ? TypedResults.File(receipt.ToBytes(), "text/plain; charset=utf-8", $"{entry}.receipt.txt")
            : TypedResults.NotFound();

    /// <summary>What a button beside an entry enters, and then back to where the reader was.</summary>
    private static async Task<IResult> Do(Guid id, string entry, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        var form = await request.ReadFormAsync(ct);
        if (!EntryId.IsOne(entry) || (await seat.EntriesAsync(new(id), [new(entry)], ct)).GetValueOrDefault(new(entry)) is not { } about
            || DeedOf(form, about) is not { } deed)
        {
            return TypedResults.NotFound();
        }

        return await seat.EnterAsync(new(id), deed with { Key = Key(form) }, ct) switch
        {
            null => TypedResults.NotFound(),
            Entered.Sealed { Sequence: var sequence } => TypedResults.LocalRedirect(Marked(PreferenceEndpoints.LocalPath(form["back"]), sequence)),
            Entered.Drafted => TypedResults.LocalRedirect($"/r/{new RelationshipId(id)}"),
            var outcome => await EntryAsync(new(id), entry, seat, reader, null, EnteredWords.Problem(reader, outcome), ct),
        };
    }

    private static NewEntry? DeedOf(IFormCollection form, ShownEntry about)
    {
        var id = about.Id.Value;
        return form["deed"].ToString() switch
        {
            "confirm" => NewEntry.Of("confirmation", new() { ["of"] = id }),
            "dispute" => NewEntry.Of("dispute", new() { ["of"] = id }, ("why", form["text-dispute"])),
            "withdraw" => NewEntry.Of("withdrawal", new() { ["of"] = id }, ("why", form["text-withdraw"])),
            "answered" or "accepted" or "declined" => NewEntry.Of(
                "response", new() { ["request"] = id, ["answer"] = form["deed"].ToString() }, ("note", form["text-answer"])),
            "kept" or "broken" => NewEntry.Of(
                "resolution", new() { ["commitment"] = id, ["outcome"] = form["deed"].ToString() }, ("note", form["text-resolve"])),
            "forgive" => NewEntry.Of("forgiveness", new() { ["of"] = id }, ("why", form["text-forgive"])),
            "erase" => NewEntry.Of("redaction", new()
            {
                ["of"] = id,
                ["groups"] = new JsonArray([.. about.Texts.Select(text => (JsonNode)text.Name)]),
                ["ground"] = form["ground"].ToString() is { Length: > 0 and <= Limits.CodeChars } ground ? ground : "own_wish",
            }),
            _ => null,
        };
    }

    /// <summary>A form carries a key of its own: sent twice, it enters once.</summary>
    internal static string? Key(IFormCollection form) =>
        form["key"].ToString() is { Length: > 0 and <= Limits.KeyChars } key ? "form/" + key : null;

    internal static string? Sealed(Reader reader, long? sequence) => sequence is { } number ? reader.Say("entry.sealed", number) : null;

    /// <summary>The same address, saying what was sealed there.</summary>
    internal static string Marked(string address, long sequence)
    {
        var (path, query) = address.Split('?', 2) is [var before, var after] ? (before, after) : (address, "");
        var kept = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith("sealed=", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"{path}?{string.Join('&', kept.Append($"sealed={sequence}"))}");
    }

    /// <summary>Entries with what this reader may do about each.</summary>
    internal static async Task<ImmutableArray<EntryView>> ViewAsync(
        this Seat seat, RelationshipId id, IReadOnlyList<ShownEntry> entries, IReadOnlyDictionary<EntryId, ShownEntry> named, CancellationToken ct) =>
        await seat.TableAsync(id, (head, ledger) => EntryView.Of(entries, named, new(seat.Viewer, head, ledger), ledger.At), ct) is var (_, views)
            ? views
            : [];
}
