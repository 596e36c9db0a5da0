using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Advice;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace;

/// <summary>What programs ask: the same figures and records as pages show, in the shapes that the commands print.</summary>
public sealed partial class Seat
{
    /// <summary>Relationships in the order of their ids.</summary>
    /// <param name="name">Part of the other organization's name; <c>null</c> for all.</param>
    public Task<IReadOnlyList<Relationship>> RelationshipPageAsync(string? name, RelationshipId after, int take, CancellationToken ct) =>
        rooms.Evidence.PageAsync(viewer, name, after, take, ct);

    /// <summary>A page of the shared record with the instant for which it says what stands; <c>null</c> out of scope.</summary>
    public async Task<(EntryPage Page, DateTimeOffset At)?> EntryPageAsync(RelationshipId id, EntryFilter filter, PageEdge edge,
        CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        var at = relationship.AsOf ?? rooms.Time.GetUtcNow();
        return (await TimelineAsync(id, filter with { At = at }, edge, ct), at);
    }

    /// <summary>One entry of the shared record; <c>null</c> where there is none in scope.</summary>
    public async Task<(ShownEntry Entry, DateTimeOffset At)?> EntryAsync(RelationshipId id, EntryId entry, CancellationToken ct) =>
        await FindAsync(id, ct) is { } relationship && (await EntriesAsync(id, [entry], ct)).TryGetValue(entry, out var shown)
            ? (shown, relationship.AsOf ?? rooms.Time.GetUtcNow()) : null;

    /// <summary>The own drafts, told in the audit log; <c>null</c> out of scope.</summary>
    public async Task<IReadOnlyList<Draft>?> OwnDraftsAsync(RelationshipId id, CancellationToken ct)
    {
        viewer.DemandPrivate();
        if (await FindAsync(id, ct) is null)
        {
            return null;
        }

        await AuditPrivateReadAsync(id);
        return await rooms.Drafts.DraftsAsync(viewer, id, ct);
    }

    /// <summary>Every measure both ways; <c>null</c> out of scope.</summary>
    /// <param name="at"><c>null</c>: now.</param>
    /// <param name="isOwn">With what only the own side knows.</param>
    public async Task<JsonObject?> ReadingJsonAsync(RelationshipId id, DateTimeOffset? at, bool isOwn, CancellationToken ct)
    {
        if (isOwn)
        {
            viewer.DemandPrivate();
        }

        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        if (isOwn)
        {
            await AuditPrivateReadAsync(id);
        }

        var json = at is { } then ? await ReadingAtAsync(relationship, then, isOwn, ct)
            : isOwn ? await ReadOwnAsync(relationship, JsonOf, ct)
            : await ReadSharedAsync(relationship, JsonOf, ct);
        if (isOwn)
        {
            json!["only_us"] = true;
        }

        return json;
    }

    /// <summary>One measure down to its entries; <c>null</c> out of scope.</summary>
    /// <param name="side">Whose; <c>null</c> for both.</param>
    public async Task<JsonArray?> WhyJsonAsync(RelationshipId id, MeasureCode measure, Side? side, CancellationToken ct)
    {
        Side[] sides = !Core.Measures.Readings.IsDirected(measure) ? [Side.A] : side is { } one ? [one] : [Side.A, Side.B];
        return await FindAsync(id, ct) is { } relationship
            ? await ReadSharedAsync(
                relationship, read => new JsonArray([.. sides.Select(of => MeasuresJson.Of(Core.Measures.Readings.Of(read.Reading, measure,
                    of)))]), ct)
            : null;
    }

    /// <summary>What entries would do to every figure; <c>null</c> out of scope.</summary>
    public async Task<(JsonObject? Json, Refusal? Refusal)?> WhatIfJsonAsync(RelationshipId id, IReadOnlyList<JsonObject> entries,
        CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        return await ReadSharedAsync(relationship, read =>
        {
            var asked = WhatIfOf(read, relationship.SideOf(viewer), entries);
            var json = asked.Result is not { } result ? null : new JsonObject
            {
                ["now"] = MeasuresJson.Of(result.Now, read.Statements.Count, []),
                ["claimed"] = MeasuresJson.Of(result.Claimed, read.Statements.Count, []),
                ["confirmed"] = MeasuresJson.Of(result.Confirmed, read.Statements.Count, []),
                ["decisions"] = new JsonArray([.. result.Decisions.Select(MeasuresJson.Of)]),
            };
            return (json, asked.Refusal);
        }, ct);
    }

    /// <summary>What is advised to the own side; <c>null</c> out of scope.</summary>
    public async Task<JsonObject?> AdviceJsonAsync(RelationshipId id, CancellationToken ct)
    {
        viewer.DemandPrivate();
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        await AuditPrivateReadAsync(id);
        return await ReadOwnAsync(relationship, read => AdviceJson.Of(
            Advisor.Advise(new(read.Course, relationship.SideOf(viewer), read.Hours, read.OwnWaits)), viewer.Pseudonym), ct);
    }

    /// <summary>That the record of one size begins that of another; both are sizes it has had.</summary>
    public async Task<ConsistencyProof> ConsistencyAsync(RelationshipId id, long from, long to, CancellationToken ct)
    {
        var tiles = await rooms.Ledgers.TilesAsync(viewer, id, ConsistencyProof.TilesFor(from, to), ct);
        return ConsistencyProof.From(from, to, new TileHashes(tiles).Read);
    }

    private static JsonObject JsonOf(Shared.ReadLedger read) => MeasuresJson.Of(read.Reading, read.Statements.Count, []);

    /// <summary>Another instant than now is read from the record itself.</summary>
    private async Task<JsonObject> ReadingAtAsync(Relationship relationship, DateTimeOffset at, bool isOwn, CancellationToken ct)
    {
        var statements = ImmutableArray.CreateBuilder<Statement>();
        await foreach (var entry in rooms.Ledgers.ReadAsync(viewer, relationship.Id, 1, ct))
        {
            statements.Add(entry.Statement);
        }

        var hours = relationship.Sides.Select(side => side.Clock ?? WorkingHours.Default);
        var own = isOwn ? await OwnEvidence.WaitsAsync(viewer, relationship, rooms.Evidence, at, ct) : null;
        return MeasuresJson.Of(new LedgerFile(statements.ToImmutable(), []).ReadAt(at, hours, own), statements.Count, []);
    }
}
