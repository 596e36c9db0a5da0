using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Advice;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Figures with their reasons: all of them, each down to its entries, what entries would do to them, and what is advised.</summary>
public sealed partial class Seat
{
    /// <summary>Every measure both ways, and what is advised to the own side; <c>null</c> out of scope.</summary>
    public async Task<MeasuresView?> MeasuresAsync(RelationshipId id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var shared = await ReadSharedAsync(head.Relationship, read => (read.Reading, Version: VersionOf(read)), ct);
        var own = viewer.IsSharedOnly ? null : await ReadOwnAsync(head.Relationship, read => read.IsOnlyUs ? read.Reading : null, ct);
        var advice = await AdviceAsync(head, ct);
        var named = shared.Reading!.OpenRisks.Select(r => r.Id)
            .Concat(shared.Reading.Obligations.A.Concat(shared.Reading.Obligations.B).Select(o => o.Id))
            .Concat(shared.Reading.RiskShift.Flags.Select(f => f.Id))
            .Concat(advice?.Lines.SelectMany(line => line.Entries) ?? []);
        return new(head, shared.Reading, own, advice, await TitlesAsync(head.Relationship, named, ct), shared.Version);
    }

    /// <summary>One figure down to its entries; <c>null</c> out of scope.</summary>
    /// <param name="side">Whose; not asked for where a measure belongs to both.</param>
    public async Task<WhyView?> WhyAsync(RelationshipId id, MeasureCode measure, Side side, bool isOwn, int page, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var shared = await ReadSharedAsync(head.Relationship, read => Told(read, measure, side), ct);
        var own = viewer.IsSharedOnly ? null
            : await ReadOwnAsync(head.Relationship, read => read.IsOnlyUs ? Told(read, measure, side) : null, ct);
        var differs = own is not null && shared is not null && Differs(own.Reading, shared.Reading);
        var told = isOwn && differs ? own! : shared!;
        var pages = Math.Max(1, (told.Reading.Because.Length + Limits.RowsListed - 1) / Limits.RowsListed);
        var at = Math.Clamp(page, 1, pages);
        var rows = told.Rows.Skip((at - 1) * Limits.RowsListed).Take(Limits.RowsListed).ToImmutableArray();
        return new(
            head, told.Reading, told.Other, rows, told.Reading.Because.Take((at - 1) * Limits.RowsListed).Sum(r => r.Contribution), at, pages,
            await TitlesAsync(head.Relationship, rows.SelectMany(row => row.Reason.Entries), ct), differs, isOwn && differs, told.Version);
    }

    /// <summary>The standing with the rule that gave it, and everything it looked at; <c>null</c> out of scope.</summary>
    public async Task<StandingView?> WhyStandingAsync(RelationshipId id, CancellationToken ct) =>
        await HeadAsync(id, ct) is { } head
            ? new(head, (await ReadSharedAsync(head.Relationship, read => read.Reading, ct))!)
            : null;

    /// <summary>What entries would do to every figure. Nothing is written.</summary>
    /// <param name="entries">Each as an object with a kind and a body; whose they are unless they say so is the viewer's side.</param>
    /// <returns><c>null</c> out of scope.</returns>
    public async Task<WhatIfView?> WhatIfAsync(RelationshipId id, IReadOnlyList<JsonObject> entries, CancellationToken ct) =>
        await FindAsync(id, ct) is { } relationship
            ? await ReadSharedAsync(relationship, read => WhatIfOf(read, relationship.SideOf(viewer), entries), ct)
            : null;

    /// <summary>What may be tried on a page: open commitments, claims, disputed entries.</summary>
    public async Task<WhatIfChoices?> WhatIfChoicesAsync(RelationshipId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        var found = await ReadSharedAsync(relationship, read => (
            Open: read.OpenCommitments().Select(open => open.OrderBy(one => read.Course.Chronicle.Find(one.Id)!.Sequence)
                .Select(one => one.Id).ToImmutableArray()),
            Claims: read.Course.Chronicle.Matters.Where(m => read.Reading.Claimed.Contains(m.Id)).Select(m => (m.Id, m.Side)).ToImmutableArray(),
            Currency: read.Course.Chronicle.Yardstick?.Currency), ct);
        return new(found.Open, found.Claims, found.Currency, await TitlesAsync(relationship, found.Open.A.Concat(found.Open.B), ct));
    }

    /// <summary>Takes up an advice as it stands now.</summary>
    /// <param name="draft">The id of its entry.</param>
    /// <param name="what">What the entry says where the advice leaves it to its author.</param>
    /// <returns><c>null</c> out of scope, or when it is not advised any more.</returns>
    public async Task<Entered?> AcceptAdviceAsync(RelationshipId id, EntryId draft, string what, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        if (await HeadAsync(id, ct) is not { } head
            || (await AdviceAsync(head, ct))?.Lines.FirstOrDefault(line => line.Draft.Id == draft) is not { } line)
        {
            return null;
        }

        var texts = line.Draft.Texts.Select(text => (text.Name, text.Text)).ToList();
        var entry = NewEntry.Of(
            line.Draft.Fact.Kind, (JsonObject)JsonNode.Parse(line.Draft.Body.Span)!,
            texts.Count > 0 ? [.. texts.Select(t => (t.Name, (string?)t.Text))] : [("what", (string?)what)]);
        return await EnterAsync(id, entry with { Id = draft, Key = $"advice/{draft}" }, ct);
    }

    /// <summary>What each of these entries is called, with its place; those that are not there are left out.</summary>
    private async Task<ImmutableDictionary<EntryId, EntryTitle>> TitlesAsync(Relationship relationship, IEnumerable<EntryId> ids,
        CancellationToken ct)
    {
        var wanted = ids.ToHashSet();
        var titles = ImmutableDictionary.CreateBuilder<EntryId, EntryTitle>();
        if (wanted.Count == 0)
        {
            return titles.ToImmutable();
        }

        foreach (var (id, entry) in await EntriesAsync(relationship.Id, wanted, ct))
        {
            if (wanted.Contains(id)) // with it came what it names
            {
                titles[id] = EntryTitle.Of(entry.Statement with { Texts = entry.Texts }, entry.Sequence);
            }
        }

        if (titles.Count == wanted.Count)
        {
            return titles.ToImmutable();
        }

        foreach (var draft in await DraftsAsync(relationship.Id, ct))
        {
            if (wanted.Contains(draft.Id) && JsonNode.Parse(draft.Line) is JsonObject line)
            {
                titles[draft.Id] = new(
                    draft.Id, 0, (string)line["kind"]!, relationship.SideOf(viewer), draft.WrittenAt,
                    line["text"] is JsonObject texts ? (string?)texts.FirstOrDefault().Value : null);
            }
        }

        return titles.ToImmutable();
    }

    /// <summary>What lies on the table: what both share, or, while the other side has not joined, the own drafts.</summary>
    private Task<T?> ReadTableAsync<T>(Relationship relationship, Func<ReadLedger, T> read, CancellationToken ct) =>
        relationship.IsShared ? ReadSharedAsync(relationship, read, ct) : ReadOwnAsync(relationship, read, ct);

    private async Task<AdviceView?> AdviceAsync(TableHead head, CancellationToken ct) => viewer.IsSharedOnly ? null
        : await ReadOwnAsync(head.Relationship, read =>
        {
            var counsel = Advisor.Advise(new(read.Course, head.Us, read.Hours, read.OwnWaits));
            var lines = counsel.Recommendations.Select(one => new AdviceLine(
                one.Suggestion.Action, one.Suggestion.Reason, one.Suggestion.Figures, one.Suggestion.Concerning, one.Suggestion.Entries,
                one.Suggestion.About, one.Effects, one.Probability, one.Suggestion.EffortPoints, one.Suggestion.IsAsk, one.IsRisky,
                one.Suggestion.Draft));
            var ask = counsel.Rebalance is { } rebalance
                ? new[]
                {
                    new AdviceLine(
                        RebalanceAsk.Code, RebalanceAsk.Code,
                        [
                            new("share", FigureKind.Share, rebalance.OurShare), new("size", FigureKind.Worth, rebalance.Size),
                            new("target", FigureKind.Share, Rebalance.TargetShare),
                        ],
                        null, [], null, rebalance.Effects, rebalance.Probability, 0, true, false, rebalance.Draft),
                }
                : [];
            return new AdviceView(
                [.. lines, .. ask], counsel.WayOut,
                [.. AdviceScores.Codes.Zip(counsel.Situation.Scores.All).Where(score => score.Second is null).Select(score => score.First)],
                read.Course.Chronicle.Yardstick?.Currency);
        }, ct);

    private static ToldFigure Told(ReadLedger read, MeasureCode measure, Side side)
    {
        var reading = Core.Measures.Readings.Of(read.Reading, measure, side);
        return new(
            reading, Core.Measures.Readings.IsDirected(measure) ? Core.Measures.Readings.Of(read.Reading, measure, side.Other) : null,
            [.. reading.Because.Select(reason => new WhyRow(reason, ActorOf(read, reading, reason)))], VersionOf(read));
    }

    /// <summary>The side that acted, whose colour the row wears; <c>null</c> where it was both, or nobody.</summary>
    private static Side? ActorOf(ReadLedger read, Reading reading, Reason reason) => reading.Measure switch
    {
        MeasureCode.Trust or MeasureCode.KeptRate or MeasureCode.Value => reading.Side!.Value.Other,
        MeasureCode.Loyalty or MeasureCode.Responsiveness => reading.Side,
        MeasureCode.Balance or MeasureCode.Equity or MeasureCode.Perception => reason.What[^1] == 'A' ? Side.A : Side.B,
        MeasureCode.Autonomy => (read.Course.Chronicle.Find(reason.Entries[0])?.At(read.At).Said as Decision)?.DecidedBy,
        MeasureCode.WaitingShare => ((Side[])[Side.A, Side.B])
            .Where(side => read.Reading.Waiting[side].Rows.Any(row => row.Id == reason.Entries[0] && row.Time.Hours == reason.Size))
            .Select(side => (Side?)side).FirstOrDefault(),
        _ => null,
    };

    private static bool Differs(Reading own, Reading shared) =>
        own.Value != shared.Value || own.Evidence != shared.Evidence || own.Because.Length != shared.Because.Length;

    private static int VersionOf(ReadLedger read) => read.Course.Chronicle.Books.Charters.Count;

    private static WhatIfView WhatIfOf(ReadLedger read, Side us, IReadOnlyList<JsonObject> entries)
    {
        var drafts = new Drafts(read.Statements.Take(read.Statements.Count - read.Drafts), us, read.At);
        foreach (var entry in entries)
        {
            if (drafts.Take(entry.ToJsonString()) is { } refusal)
            {
                return new(null, refusal);
            }
        }

        return drafts.Accepted.Count == 0 ? new(null, null) : new(WhatIf.Of(read.Course, read.Hours, drafts), null);
    }

    private sealed record ToldFigure(Reading Reading, Reading? Other, ImmutableArray<WhyRow> Rows, int Version);
}

/// <summary>What an entry is called where it is named.</summary>
/// <param name="Sequence">0: a draft.</param>
/// <param name="Text">What somebody wrote; <c>null</c> where nothing was, or it was erased.</param>
public sealed record EntryTitle(EntryId Id, long Sequence, string Kind, Side Side, DateTimeOffset Occurred, string? Text)
{
    private static readonly string[] First = ["what", "why", "purpose"];

    public static EntryTitle Of(Statement statement, long sequence) => new(
        statement.Id, sequence, statement.Fact.Kind, statement.Side, statement.Occurred,
        statement.Texts.OrderBy(text => Array.IndexOf(First, text.Name) is var at and >= 0 ? at : First.Length)
            .Select(text => text.Text).FirstOrDefault());
}

/// <param name="By">The side that acted; <c>null</c> where it was both, or nobody.</param>
public sealed record WhyRow(Reason Reason, Side? By);

/// <param name="Other">The same figure the other way; <c>null</c> where it belongs to both.</param>
/// <param name="Rows">Those of the page.</param>
/// <param name="Before">What the rows of the pages before add.</param>
/// <param name="HasOwn">What only the own side knows makes another figure of it.</param>
/// <param name="IsOwn">That one is shown.</param>
/// <param name="CharterVersion">0 for none.</param>
public sealed record WhyView(
    TableHead Head, Reading Reading, Reading? Other, ImmutableArray<WhyRow> Rows, double Before, int Page, int Pages,
    ImmutableDictionary<EntryId, EntryTitle> Titles, bool HasOwn, bool IsOwn, int CharterVersion);

public sealed record StandingView(TableHead Head, SharedReading Reading);

/// <param name="Own">With what only the own side knows; <c>null</c> where that adds nothing.</param>
/// <param name="Advice">Private; <c>null</c> for a key that is kept to the shared record.</param>
public sealed record MeasuresView(
    TableHead Head, SharedReading Shared, SharedReading? Own, AdviceView? Advice, ImmutableDictionary<EntryId, EntryTitle> Titles,
        int CharterVersion);

/// <summary>What is advised to the own side. It never leaves it.</summary>
/// <param name="Unknown">The scores that nothing is known of.</param>
public sealed record AdviceView(ImmutableArray<AdviceLine> Lines, DisengagementOffer? WayOut, ImmutableArray<string> Unknown, string? Currency);

/// <param name="Action">Its code in the catalogue.</param>
/// <param name="Reason">Which sentence says why now.</param>
/// <param name="Draft">What taking it up enters.</param>
public sealed record AdviceLine(
    string Action, string Reason, ImmutableArray<Figure> Figures, Side? Concerning, ImmutableArray<EntryId> Entries, string? About,
    ImmutableArray<Effect> Effects, double Probability, double Effort, bool IsAsk, bool IsRisky, Statement Draft);

/// <param name="Refusal">Why it could not be entered; with neither, nothing was asked.</param>
public sealed record WhatIfView(WhatIf? Result, Refusal? Refusal);

/// <param name="Open">Open commitments by the side that made them.</param>
/// <param name="Claims">Claimed entries with the side that claims.</param>
public sealed record WhatIfChoices(
    Sides<ImmutableArray<EntryId>> Open, ImmutableArray<(EntryId Id, Side Side)> Claims, string? Currency,
    ImmutableDictionary<EntryId, EntryTitle> Titles);
