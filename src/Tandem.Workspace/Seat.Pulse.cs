using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>
/// Pulse rounds: what the people of a side think of both sides. Of an open round nothing is ever shown but how many answered,
/// and that only from the fourth on; a round that fewer answered leaves nothing.
/// </summary>
public sealed partial class Seat
{
    private static readonly TimeSpan RoundLasts = TimeSpan.FromDays(14);

    /// <summary>Rounds of the own side, and what both sides said when theirs closed; <c>null</c> out of scope.</summary>
    public async Task<PulseView?> PulseAsync(RelationshipId id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        await CloseOverdueAsync(id, ct);
        var rounds = viewer.IsSharedOnly ? [] : await rooms.Pulses.RoundsAsync(viewer, id, ct);
        if (rounds.Count > 0)
        {
            await AuditPrivateReadAsync(id);
        }

        var open = rooms.Time.GetUtcNow() is var now ? rounds.FirstOrDefault(round => round.IsOpen && round.ClosesAt > now) : null;
        var history = await ReadTableAsync(head.Relationship, read => Sides.Of(side => read.Course.Chronicle.Books.Pulses[side].Values
            .Select(said => new PulseLine(said.Matter.Id, said.Matter.Sequence, said.Matter.Occurred, said.What)).Reverse().ToImmutableArray()), ct);
        var latest = await ReadTableAsync(head.Relationship, read => read.Reading.Pulse, ct);
        return new(
            head, open is null ? null : open with { Answered = open.Answered >= Limits.PulseRespondents ? open.Answered : 0 },
            open is not null && await rooms.Pulses.HasAnsweredAsync(viewer, id, open.Name, Person, ct),
            [.. rounds.Where(round => !round.IsOpen)], NextRound(now, rounds), history, latest);
    }

    /// <summary>Opens a round for the own side. <c>false</c> out of scope, or while one is open.</summary>
    public async Task<bool> OpenPulseAsync(RelationshipId id, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        viewer.DemandPrivate();
        var now = rooms.Time.GetUtcNow();
        var rounds = await rooms.Pulses.RoundsAsync(viewer, id, ct);
        return NextRound(now, rounds) is { } name && await rooms.Pulses.OpenAsync(viewer, id, new(name, now, now + RoundLasts, null, 0, null), ct);
    }

    /// <summary>What one person thinks; nothing of it says who or when. <c>false</c> when they have answered, or nothing is open.</summary>
    /// <param name="items">About the other side, 1 to 5 by item; what was not answered is left out.</param>
    /// <param name="self">The same about the own side.</param>
    /// <param name="share">What share of everything the own side gives, 0 to 1.</param>
    public async Task<bool> AnswerPulseAsync(
        RelationshipId id, string round, IReadOnlyDictionary<string, int> items, IReadOnlyDictionary<string, int> self, double? share,
            CancellationToken ct)
    {
        viewer.DemandPrivate();
        var answers = new JsonObject { ["items"] = Of(items), ["self"] = Of(self), ["share"] = share };
        return await rooms.Pulses.AnswerAsync(viewer, id, round, Person, answers.ToJsonString(), rooms.Time.GetUtcNow(), ct);

        static JsonObject Of(IReadOnlyDictionary<string, int> answered) => new(PulseQuestions.All.Items
            .Where(item => answered.TryGetValue(item.Id, out var answer) && answer is >= 1 and <= PulseStatistics.ScalePoints)
            .Select(item => KeyValuePair.Create(item.Id, (JsonNode?)answered[item.Id])));
    }

    /// <summary>Closes the open round before its time.</summary>
    /// <returns>What became of it; <c>null</c> where too few answered, or nothing is open.</returns>
    public async Task<Entered?> ClosePulseAsync(RelationshipId id, CancellationToken ct)
    {
        if (!viewer.May(Right.Administer))
        {
            viewer.Demand(Right.Sign);
        }

        viewer.DemandPrivate();
        return (await rooms.Pulses.RoundsAsync(viewer, id, ct)).FirstOrDefault(round => round.IsOpen) is { } open
            ? await CloseAsync(id, open) : null;
    }

    /// <summary>Who answers: an account, or the person at the machine.</summary>
    private string Person => viewer.Account?.ToString() ?? viewer.Pseudonym;

    /// <summary>The clock closes a round at the next visit of somebody who may enter what it became.</summary>
    private async Task CloseOverdueAsync(RelationshipId id, CancellationToken ct)
    {
        if (viewer.IsSharedOnly || !viewer.May(Right.Record))
        {
            return;
        }

        var now = rooms.Time.GetUtcNow();
        foreach (var round in (await rooms.Pulses.RoundsAsync(viewer, id, ct)).Where(round => round.IsOpen && round.ClosesAt <= now))
        {
            await CloseAsync(id, round);
        }
    }

    /// <summary>
    /// First nobody answers any more, then it becomes an entry, then it is closed. Whoever asked may go away meanwhile: it is
    /// done to its end. Where the program ends, the next visit finds a round whose time is over and goes on from there.
    /// </summary>
    private async Task<Entered?> CloseAsync(RelationshipId id, PulseRound round)
    {
        var ct = CancellationToken.None;
        await rooms.Pulses.EndAsync(viewer, id, round.Name, ct);
        var answers = await rooms.Pulses.AnswersAsync(viewer, id, round.Name, ct);
        if (answers.Length < Limits.PulseRespondents || await FindAsync(id, ct) is not { } relationship)
        {
            await rooms.Pulses.CloseAsync(viewer, id, round.Name, null, rooms.Time.GetUtcNow(), ct);
            return null;
        }

        var entry = NewEntry.Of("pulse", MeansOf(answers, round.Name, relationship.SideOf(viewer))) with { Key = $"pulse/{round.Name}" };
        var outcome = await EnterAsync(id, entry, ct);
        if (outcome is Entered.Refused { Refusal.Code: RefusalCode.DuplicateId })
        {
            outcome = await PulseBeforeAsync(relationship, entry, ct) ?? outcome;
        }

        var made = outcome switch
        {
            Entered.Sealed { Id: var made1 } => made1,
            Entered.Drafted { Id: var made2 } => made2,
            _ => (EntryId?)null,
        };
        if (made is not null)
        {
            await rooms.Pulses.CloseAsync(viewer, id, round.Name, made, rooms.Time.GetUtcNow(), ct);
        }

        return outcome;
    }

    /// <summary>The entry that a round became when somebody else closed it and could not finish.</summary>
    private async Task<Entered?> PulseBeforeAsync(Relationship relationship, NewEntry entry, CancellationToken ct)
    {
        var id = IdOf(relationship, entry);
        if (!relationship.IsShared)
        {
            return (await rooms.Drafts.DraftsAsync(viewer, relationship.Id, ct)).Any(draft => draft.Id == id) ? new Entered.Drafted(id) : null;
        }

        return (await EntriesAsync(relationship.Id, [id], ct)).TryGetValue(id, out var made) && made.Statement.Fact is Pulse
            && made.Statement.Side == relationship.SideOf(viewer)
                ? new Entered.Sealed(id, made.Sequence, null, WasThere: true) : null;
    }

    /// <summary>Means by item. What fewer than four answered is left out, as a round of fewer would be.</summary>
    private static JsonObject MeansOf(ImmutableArray<string> answers, string round, Side side)
    {
        var read = answers.Select(answer => JsonNode.Parse(answer)!).ToArray();
        var shares = read.Select(answer => (double?)answer["share"]).OfType<double>().ToArray();
        var body = new JsonObject
        {
            ["round"] = round,
            ["side"] = side.ToString(),
            ["respondents"] = answers.Length,
            ["items"] = Means("items"),
            ["self"] = Means("self"),
        };
        if (shares.Length >= Limits.PulseRespondents)
        {
            body["share_estimate"] = Math.Round(shares.Average(), 4);
        }

        return body;

        JsonObject Means(string group) => new(PulseQuestions.All.Items
            .Select(item => (item.Id, Answers: read.Select(answer => (double?)answer[group]![item.Id]).OfType<double>().ToArray()))
            .Where(item => item.Answers.Length >= Limits.PulseRespondents)
            .Select(item => KeyValuePair.Create(item.Id, (JsonNode?)Math.Round(item.Answers.Average(), 4))));
    }

    /// <summary>The quarter, and a letter after it for another round in the same one; <c>null</c> while one is open.</summary>
    private static string? NextRound(DateTimeOffset now, IReadOnlyList<PulseRound> rounds)
    {
        var quarter = Quarter.Of(now).ToString();
        return rounds.Any(round => round.IsOpen) ? null
            : rounds.Count(round => round.Name.StartsWith(quarter, StringComparison.Ordinal)) is var before and > 0
                ? FormattableString.Invariant($"{quarter}-{before + 1}") : quarter;
    }
}

public sealed record PulseLine(EntryId Id, long Sequence, DateTimeOffset At, Pulse Said);

/// <param name="Open">The own side's round that takes answers, with how many there are from the fourth on.</param>
/// <param name="HasAnswered">Whether this person has.</param>
/// <param name="Closed">The own side's closed rounds, the newest first.</param>
/// <param name="Next">What a new round would be called; <c>null</c> while one is open.</param>
/// <param name="History">What each side said, the newest first.</param>
public sealed record PulseView(
    TableHead Head, PulseRound? Open, bool HasAnswered, ImmutableArray<PulseRound> Closed, string? Next,
    Sides<ImmutableArray<PulseLine>> History, Sides<PulseReading?> Latest);
