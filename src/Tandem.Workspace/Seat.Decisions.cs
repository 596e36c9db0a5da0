using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Decisions that touch both: what is open, what was taken, how like cases were decided, and the answer to one.</summary>
public sealed partial class Seat
{
    /// <summary>All decisions, open ones first, then the newest; <c>null</c> out of scope.</summary>
    public async Task<DecisionsView?> DecisionsAsync(RelationshipId id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var lines = await ReadTableAsync(head.Relationship, read => read.Course.Chronicle.Matters
            .Where(matter => matter.Statement.Fact is Decision && matter.IsVisible(read.At))
            .Select(matter => LineOf(matter, read.At)).ToImmutableArray(), ct);
        return new(
            head, [.. lines.OrderBy(line => line.State == DecisionState.Open ? 0 : 1).ThenByDescending(line => line.At)],
            await TitlesAsync(head.Relationship, lines.Select(line => line.Id), ct));
    }

    /// <summary>One decision with everything that speaks for one way or another; <c>null</c> out of scope, or where there is none.</summary>
    public async Task<DecisionView?> DecisionAsync(RelationshipId id, EntryId decision, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var read = await ReadTableAsync(head.Relationship, read => DecisionOf(read, decision), ct);
        if (read is null)
        {
            return null;
        }

        var named = read.Draft.Precedents.Nearest.Select(p => p.Id).Append(decision)
            .Concat(read.Draft.Decision.IsProposed ? read.Line.Words : []);
        return new(
            head, read.Line, read.Draft, read.Precedents, read.Currency, await TitlesAsync(head.Relationship, named, ct),
            await rooms.People.AuthorsAsync(viewer, id, ct));
    }

    /// <summary>What a new decision can be made of: the classes there are, and the features that the charter declares.</summary>
    public async Task<DecisionForm?> DecisionFormAsync(RelationshipId id, EntryId? like, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var form = await ReadTableAsync(head.Relationship, read => new DecisionForm(
            head, read.Course.Chronicle.Parameters.Classes,
            [
                .. read.Course.Chronicle.Matters.Select(m => m.Statement.Fact).OfType<Decision>().Select(d => d.Class)
                    .Concat(read.Course.Chronicle.Parameters.Classes.Keys).Distinct().Order(StringComparer.Ordinal),
            ],
            read.Course.Chronicle.Yardstick?.Currency,
            like is { } named ? read.Course.Chronicle.Find(named)?.At(read.At).Said as Decision : null,
            null), ct);
        return like is { } of && form!.Like is not null
            ? form with { LikeText = (await TitlesAsync(head.Relationship, [of], ct)).GetValueOrDefault(of)?.Text }
            : form;
    }

    /// <summary>Yes or no to a proposed decision.</summary>
    public Task<Entered?> AnswerDecisionAsync(RelationshipId id, EntryId decision, bool isAgreed, string? why, string? key, CancellationToken ct) =>
        EnterAsync(
            id, NewEntry.Of("consent", new JsonObject { ["decision"] = decision.Value, ["agreed"] = isAgreed }, ("why", why)) with { Key = key }, ct);

    /// <summary>Takes back something of ours that binds nobody yet.</summary>
    public Task<Entered?> TakeBackAsync(RelationshipId id, EntryId entry, string? key, CancellationToken ct) =>
        EnterAsync(id, NewEntry.Of("withdrawal", new JsonObject { ["of"] = entry.Value }) with { Key = key }, ct);

    /// <summary>Puts our name under something that needs both: a charter, a settlement.</summary>
    public Task<Entered?> SignAsync(RelationshipId id, EntryId entry, string? note, string? key, CancellationToken ct)
    {
        viewer.Demand(Right.Sign);
        return EnterAsync(id, NewEntry.Of("confirmation", new JsonObject { ["of"] = entry.Value }, ("note", note)) with { Key = key }, ct);
    }

    private static DecisionRead? DecisionOf(ReadLedger read, EntryId id)
    {
        if (read.Course.Chronicle.Find(id) is not { } matter || !matter.IsVisible(read.At) || matter.At(read.At).Said is not Decision decision)
        {
            return null;
        }

        var chronicle = read.Course.Chronicle;
        ImmutableArray<ClassDecision> cases = [.. ConsistencyReading.Cases(chronicle, decision.Class).Where(c => c.Id != id)];
        var drafted = new ClassDecision(id, decision.DecidedBy, 0, decision.Circumstances, decision.Outcome, decision.Epoch);
        var schema = ConsistencyReading.SchemaOf(chronicle, decision.Class, cases.Add(drafted));
        var precedents = Precedents.For(drafted, cases, schema);
        ImmutableArray<PricedOption> options = [.. decision.Options.Select(option => new PricedOption(
            option.Name, option.Cost.Select(cost => cost is { } priced ? chronicle.Measure(priced) : (double?)null)))];
        var draft = new DecisionDraft(
            id, decision, precedents, Consistency.Of(cases, schema).C,
            [.. options.Select(option => WeighedOption(chronicle, matter, decision, options, option))]);
        return new(
            LineOf(matter, read.At), draft,
            [
                .. precedents.Nearest.Select(precedent => new PrecedentLine(
                    precedent, Differing(decision, (chronicle.Find(precedent.Id)?.At(read.At).Said as Decision)!, schema),
                    precedent.Distance <= Consistency.FlagDistance)),
            ],
            chronicle.Yardstick?.Currency);
    }

    /// <summary>What choosing it would cost and say of the chooser, the decision itself left out of what came before.</summary>
    private static DraftOption WeighedOption(
        Chronicle chronicle, Matter matter, Decision decision, ImmutableArray<PricedOption> options, PricedOption option)
    {
        var regret = OptionRegret.Of(options, option.Name, decision.DecidedBy ?? matter.Side);
        if (decision.DecidedBy is not { } by || !regret.IsEvaluable)
        {
            return new(option, regret, null);
        }

        var past = LoyaltyReading.Of(chronicle, by);
        var items = past.Items.Zip(past.Rows).Where(choice => choice.Second.Id != matter.Id).Select(choice => choice.First);
        return new(option, regret, LoyaltyIndex.Of([.. items, new LoyaltyItem(regret.Regret!.Value, regret.Spread!.Value, 0, 1)]).Value);
    }

    private static ImmutableArray<string> Differing(Decision one, Decision other, ImmutableArray<ClassFeature> schema) =>
        [.. schema.Select(feature => feature.Name).Where(name => !AreSame(one.Circumstances.GetValueOrDefault(name),
            other.Circumstances.GetValueOrDefault(name)))];

    private static bool AreSame(Circumstance? one, Circumstance? other) => (one, other) switch
    {
        (Circumstance.Set first, Circumstance.Set second) => first.Values.ToHashSet().SetEquals(second.Values),
        (null or Circumstance.Missing, null or Circumstance.Missing) => true,
        _ => Equals(one, other),
    };

    private static DecisionLine LineOf(Matter matter, DateTimeOffset at)
    {
        var sight = matter.At(at);
        var said = (Decision)sight.Said;
        var state = sight.IsWithdrawn ? DecisionState.Withdrawn
            : sight.Attestation == Attestation.Disputed ? DecisionState.Disputed
            : !said.IsProposed ? DecisionState.Taken
            : sight.Consent is null ? DecisionState.Open
            : sight.IsAgreedTo ? DecisionState.Agreed : DecisionState.Refused;
        return new(
            matter.Id, said.Class, said.DecidedBy, matter.Side, said.IsProposed ? (said.DecidedBy ?? matter.Side).Other : null, state,
            sight.Attestation, said.Importance, matter.Occurred, matter.Statement.By,
            sight.Consent is { } consent ? new(consent.Id, consent.Side, sight.IsAgreedTo, consent.Occurred, consent.Statement.By) : null);
    }

    private sealed record DecisionRead(DecisionLine Line, DecisionDraft Draft, ImmutableArray<PrecedentLine> Precedents, string? Currency);
}

/// <summary>Where a decision stands.</summary>
public enum DecisionState
{
    /// <summary>Proposed, and the asked side has not answered.</summary>
    Open,

    /// <summary>Proposed and consented to: in force.</summary>
    Agreed,

    Refused,

    /// <summary>Entered as taken.</summary>
    Taken,

    Disputed,
    Withdrawn,
}

/// <param name="DecidedBy"><c>null</c>: both together.</param>
/// <param name="Asked">Whose consent a proposal needs; <c>null</c> for one that is taken.</param>
/// <param name="By">The author's pseudonym.</param>
public sealed record DecisionLine(
    EntryId Id, string Class, Side? DecidedBy, Side EnteredBy, Side? Asked, DecisionState State, Attestation Attestation,
    Importance Importance, DateTimeOffset At, string By, ConsentLine? Answer)
{
    public IEnumerable<EntryId> Words => Answer is { } answer ? [answer.Id] : [];
}

public sealed record ConsentLine(EntryId Id, Side Side, bool IsAgreed, DateTimeOffset At, string By);

/// <param name="Differs">Circumstances that are not the same, by name.</param>
/// <param name="IsNear">So near that another outcome would be a contradiction.</param>
public sealed record PrecedentLine(Precedent Precedent, ImmutableArray<string> Differs, bool IsNear);

public sealed record DecisionsView(TableHead Head, ImmutableArray<DecisionLine> Lines, ImmutableDictionary<EntryId, EntryTitle> Titles);

/// <param name="Draft">The decision held against the others of its class, itself left out.</param>
/// <param name="Authors">People by pseudonym, as far as they are known.</param>
public sealed record DecisionView(
    TableHead Head, DecisionLine Line, DecisionDraft Draft, ImmutableArray<PrecedentLine> Precedents, string? Currency,
    ImmutableDictionary<EntryId, EntryTitle> Titles, ImmutableDictionary<string, string> Authors);

/// <param name="Declared">By class, what the charter compares.</param>
/// <param name="Classes">All that were ever used or declared.</param>
/// <param name="Like">The decision that a new one starts from.</param>
public sealed record DecisionForm(
    TableHead Head, ImmutableDictionary<string, ImmutableArray<ClassFeature>> Declared, ImmutableArray<string> Classes, string? Currency,
    Decision? Like, string? LikeText);
