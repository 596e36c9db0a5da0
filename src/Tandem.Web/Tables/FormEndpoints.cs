using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Web.Parts;
using Tandem.Web.Shell;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Shared;

namespace Tandem.Web.Tables;

/// <summary>Recording: a kind is chosen, its form is filled in, and it is entered.</summary>
internal static class FormEndpoints
{
    /// <summary>The most entries that a field offers to choose from, the latest ones.</summary>
    private const int ChoicesShown = 200;

    private const int ChoiceChars = 90;

    private static readonly string[] UsualCurrencies = ["EUR", "GBP", "SEK", "USD"];

    public static void MapForms(this RouteGroupBuilder relationship)
    {
        relationship.MapGet("/new", Choose);
        relationship.MapGet("/new/{kind}", Begin);
        relationship.MapPost("/new/{kind}", Send);
    }

    private static async Task<IResult> Choose(Guid id, Seat seat, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        return await seat.HeadAsync(new(id), ct) is { } head ? new RazorComponentResult<NewPage>(new { Head = head }) : TypedResults.NotFound();
    }

    private static async Task<IResult> Begin(Guid id, string kind, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        seat.Viewer.Demand(Right.Record);
        if (EntryForm.Of(kind) is not { } form || await BackgroundAsync(new(id), form, seat, ct) is not { } behind)
        {
            return TypedResults.NotFound();
        }

        var given = request.Query.Where(pair => form.Fields.Any(field => field.Name == pair.Key || FormInput.Unit(field.Name) == pair.Key))
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (request.Query["about"].ToString() is { Length: > 0 } about
            && form.Fields.FirstOrDefault(field => field.Type == FieldType.Entry) is { } first)
        {
            given[first.Name] = about;
        }

        var agreed = await AgreedAsync(new(id), request.Query["agree"].ToString(), kind, seat, ct);
        var input = agreed is null
            ? FormInput.Begun(form, behind.Head.Us, behind.Currencies[0], given)
            : FormInput.Saying(form, agreed.Statement.Body, [], ClockOf(behind.Head, agreed.Statement.Side));
        return Show(reader, behind, form, input, NewKey(), agreed, [], StatusCodes.Status200OK);
    }

    private static async Task<IResult> Send(Guid id, string kind, HttpRequest request, Seat seat, Reader reader, CancellationToken ct)
    {
        var sent = await request.ReadFormAsync(ct);
        if (EntryForm.Of(kind) is not { } form || await BackgroundAsync(new(id), form, seat, ct) is not { } behind)
        {
            return TypedResults.NotFound();
        }

        var input = FormInput.Of(sent);
        var agreed = await AgreedAsync(new(id), sent["agree"].ToString(), kind, seat, ct);
        var errors = input.MissingOf(form).Where(field => agreed is null || !field.IsText)
            .Select(field => (field.Name, reader.Say("new.missing", reader[field.Label]))).ToList();
        errors.AddRange(input.UnclearOf(form).Select(field => (field.Name, reader.Say("amount.unclear", input[field.Name].Trim()))));
        if (!input.TryOccurred(behind.Clock, out var occurred))
        {
            errors.Add((FormInput.Occurred, reader["new.bad-day"]));
        }

        var outcome = errors.Count > 0 ? null : await seat.EnterAsync(new(id), EntryOf(form, input, behind, agreed, occurred, sent), ct);
        return outcome switch
        {
            Entered.Sealed { Id: var entry, Sequence: var sequence } =>
                TypedResults.LocalRedirect(TimelineEndpoints.Marked($"{behind.Head.Url}/entries/{entry}", sequence)),
            Entered.Drafted => TypedResults.LocalRedirect(behind.Head.Url),
            _ => Show(
                reader, behind, form, input, TimelineEndpoints.Key(sent) is { } key ? key["form/".Length..] : NewKey(), agreed,
                outcome is null ? [.. errors] : [ErrorOf(reader, form, outcome)], StatusCodes.Status422UnprocessableEntity,
                outcome is Entered.NeedsDomain),
        };
    }

    private static NewEntry EntryOf(
        EntryForm form, FormInput input, Background behind, ShownEntry? agreed, DateTimeOffset? occurred, IFormCollection sent)
    {
        var body = input.Body(form, behind.Clock);
        (string Name, string? Text)[] texts = [.. form.Fields.Where(field => field.IsText).Select(field => (field.Name, (string?)input[field.Name]))];
        var entry = agreed is null
            ? NewEntry.Of(form.Kind, body, texts)
            : NewEntry.Of("agreement", new() { ["of"] = agreed.Id.Value, ["body"] = body }, texts);
        return entry with { Occurred = occurred, Key = TimelineEndpoints.Key(sent) };
    }

    /// <summary>A refusal stands at the field that it names, in the reader's language.</summary>
    private static (string Field, string Error) ErrorOf(Reader reader, EntryForm form, Entered outcome)
    {
        if (outcome is not Entered.Refused { Refusal: var refusal })
        {
            return ("", EnteredWords.Problem(reader, outcome)!);
        }

        var parts = (refusal.Member ?? "").Split('.').SkipWhile(part => part == "body").ToArray();
        var name = parts is [var first, ..] ? first.Split('[')[0] : "";
        var field = form.Fields.FirstOrDefault(field => field.Name == name)
            ?? (refusal.Code == RefusalCode.NoRate ? form.Fields.FirstOrDefault(field => field.Type is FieldType.Worth or FieldType.Change) : null);
        var error = refusal.Code == RefusalCode.BadBody && field is not null
            ? BadValue(reader, field)
            : EnteredWords.Refused(reader, refusal, field is null ? null : reader[field.Label]);
        return (field?.Name ?? (name == FormInput.Occurred ? name : ""), error);
    }

    private static string BadValue(Reader reader, FormField field) => field.Type switch
    {
        FieldType.Worth or FieldType.Change => reader.Say("new.bad-worth", reader[field.Label]),
        FieldType.Percent => reader.Say("new.bad-percent", reader[field.Label]),
        FieldType.Day => reader.Say("new.bad-date", reader[field.Label]),
        FieldType.Entry => reader.Say("new.bad-entry", reader[field.Label]),
        _ => reader.Say("new.bad-other", reader[field.Label]),
    };

    /// <summary>The entry in whose place something else is to stand.</summary>
    private static async Task<ShownEntry?> AgreedAsync(RelationshipId id, string entry, string kind, Seat seat, CancellationToken ct) =>
        EntryId.IsOne(entry) && (await seat.EntriesAsync(id, [new(entry)], ct)).GetValueOrDefault(new(entry)) is { } found
            && found.Statement.Fact.Kind == kind ? found : null;

    private static RazorComponentResult<FormPage> Show(
        Reader reader, Background behind, EntryForm form, FormInput input, string key, ShownEntry? agreed,
        ImmutableArray<(string Field, string Error)> errors, int status, bool needsDomain = false)
    {
        var words = new EntryWords(reader, behind.Head, behind.Titles);
        var choices = form.Fields.Where(field => field.Type == FieldType.Entry).ToDictionary(
            field => field.Name, field => behind.Eligible[field.Eligible].Select(id => (id.Value!, Choice(words, id))).ToImmutableArray());
        var view = new FormView(
            behind.Head, form, input, key, agreed?.Id, agreed is null ? null : words.Title(agreed), behind.Currencies, choices,
            RuleWords.Of(reader, behind.Clock), errors)
        { NeedsDomain = needsDomain };
        return new(new { View = view }) { StatusCode = status };
    }

    private static string Choice(EntryWords words, EntryId id)
    {
        var title = words.TitleOf(id);
        return $"{(words.Named.TryGetValue(id, out var entry) && entry.Sequence > 0 ? $"#{entry.Sequence} " : "")}"
            + (title.Length <= ChoiceChars ? title : title[..(ChoiceChars - 1)] + "…");
    }

    private static async Task<Background?> BackgroundAsync(RelationshipId id, EntryForm form, Seat seat, CancellationToken ct)
    {
        var kinds = form.Fields.Select(field => field.Eligible).Where(eligible => eligible != Eligible.None).Distinct().ToList();
        if (await seat.TableAsync(id, (head, ledger) => (
                ledger.Course.Chronicle.Yardstick, Eligible: kinds.ToDictionary(kind => kind, kind => EligibleOf(kind, head.Us, ledger))), ct)
            is not var (head, read))
        {
            return null;
        }

        var drafts = head.IsShared ? [] : (await seat.DraftsAsync(id, ct)).Select(DraftedEntry.Of).OfType<ShownEntry>();
        var titles = await seat.EntriesAsync(id, [.. read.Eligible.Values.SelectMany(ids => ids).Distinct()], ct);
        ImmutableArray<string> currencies = read.Yardstick is { } yardstick
            ? [yardstick.Currency, .. yardstick.Rates.Keys.Order()]
            : [.. UsualCurrencies];
        return new(
            head, titles.SetItems(drafts.Select(draft => KeyValuePair.Create(draft.Id, draft))), read.Eligible, currencies,
            ClockOf(head, head.Us));
    }

    private static WorkingHours ClockOf(TableHead head, Side side) => head.Relationship.Sides[side].Clock ?? WorkingHours.Default;

    /// <summary>The latest first.</summary>
    private static ImmutableArray<EntryId> EligibleOf(Eligible eligible, Side us, ReadLedger ledger) => [.. (eligible switch
    {
        Eligible.OpenCommitments => ledger.Commitments().Where(commitment => commitment.Outcome is null)
            .Select(commitment => commitment.Id).Reverse(),
        Eligible.Commitments => ledger.Commitments().Select(commitment => commitment.Id).Reverse(),
        Eligible.Wrongs => ledger.Commitments().Where(commitment => commitment.Outcome is Outcome.Broken or Outcome.Partial)
            .Select(commitment => commitment.Id).Reverse().Concat(ledger.Standing<Incident>().Select(matter => matter.Id)),
        Eligible.Requests => ledger.Requests().Where(request => request.OwedBy == us).Select(request => request.Id),
        Eligible.Benefits => ledger.Standing<Benefit>().Select(matter => matter.Id),
        Eligible.Risks => ledger.Standing<Risk>().Where(matter => ((Risk)matter.Statement.Fact).Bearer != us).Select(matter => matter.Id),
        _ => [],
    }).Take(ChoicesShown)];

    private static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(9));

    /// <summary>What a form is made from.</summary>
    private sealed record Background(
        TableHead Head, ImmutableDictionary<EntryId, ShownEntry> Titles, Dictionary<Eligible, ImmutableArray<EntryId>> Eligible,
        ImmutableArray<string> Currencies, WorkingHours Clock);
}
