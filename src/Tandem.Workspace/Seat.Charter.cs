using System.Collections.Immutable;
using System.Text;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Measures;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>What the two sides agreed upon: drafted together, in force once both have signed.</summary>
public sealed partial class Seat
{
    /// <summary>The charter in force, what is proposed, all versions, and the ground rules with their figures; <c>null</c> out of scope.</summary>
    public async Task<CharterView?> CharterAsync(RelationshipId id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head)
        {
            return null;
        }

        var (papers, rules) = await ReadTableAsync(head.Relationship, read => (PapersOf(read), RulesOf(read)), ct);
        var texts = await TextsAsync(head.Relationship, papers.Select(paper => paper.Id), ct);
        return new(
            head, [.. papers.Select(paper => paper with { Texts = texts.GetValueOrDefault(paper.Id, paper.Texts) })], rules,
            await DomainsAsync(head, ct), await rooms.People.AuthorsAsync(viewer, id, ct));
    }

    private async Task<Sides<ImmutableArray<ProvenDomain>>> DomainsAsync(TableHead head, CancellationToken ct) => new(
        await rooms.People.ProvenDomainsAsync(head.Relationship.Sides.A.Id, ct),
            await rooms.People.ProvenDomainsAsync(head.Relationship.Sides.B.Id, ct));

    /// <summary>Everything somebody wrote with these entries, by the name of the group.</summary>
    private async Task<Dictionary<EntryId, ImmutableDictionary<string, string>>> TextsAsync(
        Relationship relationship, IEnumerable<EntryId> ids, CancellationToken ct)
    {
        var wanted = ids.ToHashSet();
        var texts = new Dictionary<EntryId, ImmutableDictionary<string, string>>();
        if (wanted.Count == 0)
        {
            return texts;
        }

        foreach (var (id, entry) in await EntriesAsync(relationship.Id, wanted, ct))
        {
            if (wanted.Contains(id)) // with it came what it names
            {
                texts[id] = entry.Texts.ToImmutableDictionary(text => text.Name, text => text.Text);
            }
        }

        if (texts.Count == wanted.Count)
        {
            return texts;
        }

        foreach (var draft in (await DraftsAsync(relationship.Id, ct)).Where(draft => wanted.Contains(draft.Id)))
        {
            texts[draft.Id] = TextsOf(Line.Read(Encoding.UTF8.GetBytes(draft.Line), draft.WrittenAt).Statement);
        }

        return texts;
    }

    private static ImmutableDictionary<string, string> TextsOf(Statement? statement) =>
        statement is null ? ImmutableDictionary<string, string>.Empty : statement.Texts.ToImmutableDictionary(text => text.Name, text => text.Text);

    private static ImmutableArray<CharterPaper> PapersOf(ReadLedger read)
    {
        var chronicle = read.Course.Chronicle;
        var signed = chronicle.Books.Charters.Values.Select((matter, at) => (matter.Id, Version: at + 1)).ToDictionary(one => one.Id,
            one => one.Version);
        return
        [
            .. chronicle.Matters.Where(matter => matter.Statement.Fact is Charter && matter.IsVisible(read.At)).Select(matter =>
            {
                var sight = matter.At(read.At);
                return new CharterPaper(
                    matter.Id, (Charter)matter.Statement.Fact, Encoding.UTF8.GetString(matter.Statement.Body.Span), matter.Side, matter.Statement.By,
                    matter.Occurred, sight.IsWithdrawn, chronicle.Charter?.Id == matter.Id, signed.GetValueOrDefault(matter.Id),
                    sight.Confirmation is { } word ? new(word.Side, word.Statement.By, word.Occurred) : null, TextsOf(matter.Statement));
            }),
        ];
    }

    private static GroundRules RulesOf(ReadLedger read)
    {
        var reading = read.Reading;
        var incidents = read.Course.Chronicle.Matters.Where(matter => matter.IsVisible(read.At) && matter.At(read.At).Weight > 0)
            .Select(matter => (Matter: matter, Said: matter.At(read.At).Said as Incident)).Where(pair => pair.Said is not null).ToArray();
        return new(
            Sides.Of(side => reading.Balance.Share.ShareOf(side)),
            Sides.Of(side => Core.Measures.Readings.Of(reading, MeasureCode.Autonomy, side) is { IsEnough: true, Value: { } say }
                ? say : (double?)null),
            Sides.Of(side => new IncidentCount(
                incidents.Count(i => i.Said!.CausedBy == side),
                incidents.Count(i => i.Said!.CausedBy == side && i.Matter.Side == side),
                incidents.Count(i => i.Said!.CausedBy == side && i.Matter.Words.Any(word =>
                    word.Statement.Fact is Repair && word.IsVisible(read.At) && word.At(read.At).Attestation == Attestation.Acknowledged)))),
            Sides.Of(side => reading.Waiting[side].Curve is { Enough: true, IgnoredRate: { } ignored } ? ignored : (double?)null),
            Sides.Of(side => reading.Waiting[side].Curve is { Enough: true, RestrictedMean: { } mean } ? mean : (double?)null),
            Sides.Of(side => (
                reading.Waiting[side].Rows.Count(row => row.State != WaitState.Withdrawn), reading.Waiting[side].Rows.Count(row =>
                    row.Time.IsAnswered))));
    }
}

/// <summary>A charter as it was proposed, and what became of it.</summary>
/// <param name="Body">Its canonical JSON.</param>
/// <param name="Version">From 1 in the order of signing; 0: it was never in force.</param>
/// <param name="Countersigned">By the other side.</param>
public sealed record CharterPaper(
    EntryId Id, Charter Said, string Body, Side EnteredBy, string By, DateTimeOffset At, bool IsWithdrawn, bool IsInForce, int Version,
    Signature? Countersigned, ImmutableDictionary<string, string> Texts)
{
    /// <summary>It waits for the other side's signature.</summary>
    public bool IsOpen => Countersigned is null && !IsWithdrawn;
}

public sealed record Signature(Side Side, string By, DateTimeOffset At);

/// <summary>What the record says of the eight ground rules, by side; what it cannot say is not here.</summary>
/// <param name="Share">Of what both put in.</param>
/// <param name="Say">In decisions that concern the side.</param>
/// <param name="Ignored">Of what the side was asked, the part without an answer after a working week.</param>
/// <param name="ReplyHours">Until the side answers.</param>
/// <param name="Questions">To the side, and how many it answered, in half a year.</param>
public sealed record GroundRules(
    Sides<double?> Share, Sides<double?> Say, Sides<IncidentCount> Incidents, Sides<double?> Ignored, Sides<double?> ReplyHours,
    Sides<(int Asked, int Answered)> Questions);

/// <param name="Reported">By the side that caused them.</param>
/// <param name="Repaired">And the repair accepted.</param>
public readonly record struct IncidentCount(int Caused, int Reported, int Repaired);

/// <param name="Papers">In the order of the record.</param>
/// <param name="Domains">What each side has shown to be its own.</param>
public sealed record CharterView(
    TableHead Head, ImmutableArray<CharterPaper> Papers, GroundRules Rules, Sides<ImmutableArray<ProvenDomain>> Domains,
    ImmutableDictionary<string, string> Authors)
{
    public CharterPaper? InForce => Papers.LastOrDefault(paper => paper.IsInForce);
}
