using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Fair settlements of a period: what follows from the record, and what both sign.</summary>
public sealed partial class Seat
{
    private const int QuartersDue = 8;

    /// <summary>Shares, drift, the proposal for a period and all settlements so far; <c>null</c> out of scope, or for what is no period.</summary>
    /// <param name="period">As in <c>2026-Q2</c>; <c>null</c>: the oldest that is due, else the last closed quarter.</param>
    public async Task<SettlementView?> SettlementAsync(RelationshipId id, string? period, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head || (period is not null && !Period.TryParse(period, out _)))
        {
            return null;
        }

        var read = await ReadTableAsync(head.Relationship, read =>
        {
            var due = DueIn(read);
            var last = new Quarter(Quarter.Of(read.At).Index - 1);
            var asked = period ?? due.FirstOrDefault()?.Period ?? last.ToString();
            _ = Period.TryParse(asked, out var span);
            return new SettlementView(
                head, asked, SettlementProposal.Of(read.Course.Chronicle, span), span.Until > read.At, due, PapersIn(read),
                read.Reading.Equity.Quarters, read.Reading.Equity.Drift, Quarters(read), read.Course.Chronicle.Yardstick?.Currency,
                new([], []), ImmutableDictionary<EntryId, string>.Empty, ImmutableDictionary<string, string>.Empty);
        }, ct);
        var texts = await TextsAsync(head.Relationship, read!.Papers.Select(paper => paper.Id), ct);
        return read with
        {
            Domains = await DomainsAsync(head, ct),
            Authors = await rooms.People.AuthorsAsync(viewer, id, ct),
            Texts = texts.Where(text => text.Value.ContainsKey("why")).ToImmutableDictionary(text => text.Key, text => text.Value["why"]),
        };
    }

    /// <summary>Puts a settlement on the table; the other side signs it or proposes another.</summary>
    /// <param name="amount">In the currency of the yardstick; in hours where there is none.</param>
    public Task<Entered?> ProposeSettlementAsync(
        RelationshipId id, string period, Side from, decimal amount, string? currency, string? why, string? key, CancellationToken ct)
    {
        var written = amount.ToString("0.00####", System.Globalization.CultureInfo.InvariantCulture);
        var body = new JsonObject
        {
            ["period"] = period,
            ["from"] = from.ToString(),
            ["to"] = from.Other.ToString(),
            ["worth"] = currency is null ? new JsonObject { ["hours"] = written } : new JsonObject { ["amount"] = written, ["currency"] = currency },
        };
        return EnterAsync(id, NewEntry.Of("settlement", body, ("why", why)) with { Key = key }, ct);
    }

    /// <summary>Closed quarters in which something would be to pay and nothing was settled, the oldest first.</summary>
    private static ImmutableArray<DueSettlement> DueIn(ReadLedger read)
    {
        var (chronicle, now) = (read.Course.Chronicle, Quarter.Of(read.At));
        var due = ImmutableArray.CreateBuilder<DueSettlement>();
        foreach (var quarter in chronicle.Books.Equity.Quarters.Keys.Where(quarter => quarter < now && quarter.Index >= now.Index - QuartersDue))
        {
            var proposal = SettlementProposal.Of(chronicle, new(quarter.Start, quarter.End));
            if (proposal is { From: { } from, Settled.IsEmpty: true })
            {
                due.Add(new(quarter.ToString(), from, proposal.Worth));
            }
        }

        return due.ToImmutable();
    }

    private static ImmutableArray<string> Quarters(ReadLedger read)
    {
        var now = Quarter.Of(read.At);
        return [.. read.Course.Chronicle.Books.Equity.Quarters.Keys.Where(quarter => quarter <= now).Reverse().Select(quarter => quarter.ToString())];
    }

    private static ImmutableArray<SettlementPaper> PapersIn(ReadLedger read) =>
    [
        .. read.Course.Chronicle.Matters.Where(matter => matter.Statement.Fact is Settlement && matter.IsVisible(read.At)).Select(matter =>
        {
            var (sight, said) = (matter.At(read.At), (Settlement)matter.Statement.Fact);
            return new SettlementPaper(
                matter.Id, matter.Sequence, said.Period, said.From, said.Worth, matter.Side, matter.Statement.By, matter.Occurred, sight.IsWithdrawn,
                sight.Confirmation is { } word ? new(word.Side, word.Statement.By, word.Occurred) : null);
        }).Reverse(),
    ];
}

/// <param name="From">Who would pay.</param>
public sealed record DueSettlement(string Period, Side From, decimal Worth);

/// <param name="Countersigned">By the other side.</param>
public sealed record SettlementPaper(
    EntryId Id, long Sequence, string Period, Side From, Worth Worth, Side EnteredBy, string By, DateTimeOffset At, bool IsWithdrawn,
        Signature? Countersigned)
{
    /// <summary>It waits for the other side's signature.</summary>
    public bool IsOpen => Countersigned is null && !IsWithdrawn;
}

/// <param name="Proposal">For the period asked for.</param>
/// <param name="IsRunning">The period is not over.</param>
/// <param name="Papers">All settlements, the newest first.</param>
/// <param name="Quarters">Closed quarters with the drift after each.</param>
/// <param name="Drift">Now.</param>
/// <param name="Choices">Quarters that hold anything, the newest first.</param>
/// <param name="Texts">Why, in its author's words.</param>
public sealed record SettlementView(
    TableHead Head, string Period, SettlementProposal Proposal, bool IsRunning, ImmutableArray<DueSettlement> Due,
    ImmutableArray<SettlementPaper> Papers, ImmutableArray<QuarterOfEquity> Quarters, Cusum Drift, ImmutableArray<string> Choices, string? Currency,
    Sides<ImmutableArray<ProvenDomain>> Domains, ImmutableDictionary<EntryId, string> Texts, ImmutableDictionary<string, string> Authors);
