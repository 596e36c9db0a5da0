using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Entering what was written elsewhere, many lines at once. Whose they are is not theirs to say: the author is the viewer.</summary>
public sealed partial class Seat
{
    /// <summary>Lines are decided upon one after another, in this order; while the other side has not joined they become drafts.</summary>
    /// <returns>What became of each; <c>null</c> out of scope.</returns>
    /// <exception cref="NotAllowedException">The role may not record, or one of them binds and the role may not sign: then none is written.</exception>
    /// <exception cref="LedgerBusyException">Others wrote all the time; nothing of this was written.</exception>
    public async Task<ImmutableArray<Entered>?> EnterLinesAsync(RelationshipId id, IReadOnlyList<KeyedLine> lines, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        var read = lines.Select(line => Line.Read(line.Utf8, default(DateTimeOffset))).ToList();
        return relationship.IsShared
            ? await SealLinesAsync(relationship, read, lines, ct)
            : await KeepLinesAsync(relationship, read, lines, ct);
    }

    private async Task<ImmutableArray<Entered>> SealLinesAsync(
        Relationship relationship, List<Line> read, IReadOnlyList<KeyedLine> lines, CancellationToken ct)
    {
        if (await AnyBindsAsync(relationship.Id, read, ct))
        {
            viewer.Demand(Right.Sign);
        }

        var held = new HashSet<int>();
        if (read.Exists(line => IsWordOfTheOrganization(KindOf(line))) && await LacksDomainAsync(ct))
        {
            held.UnionWith(read.Index().Where(line => IsWordOfTheOrganization(KindOf(line.Item))).Select(line => line.Index));
        }

        var (us, handed) = (relationship.SideOf(viewer), ImmutableArray.CreateBuilder<NewLine>());
        foreach (var (at, line) in read.Index().Where(line => !held.Contains(line.Index)))
        {
            handed.Add(new(line.Statement is { } said ? line with { Statement = said with { By = viewer.Pseudonym } } : line, us, lines[at].Key));
        }

        var answers = (await rooms.Desk.EnterAsync(viewer, relationship.Id, handed.ToImmutable(), ct))!.Value;
        var next = 0;
        return [.. read.Select((_, at) => held.Contains(at) ? new Entered.NeedsDomain() : EnteredOf(answers[next++]))];
    }

    private async Task<ImmutableArray<Entered>> KeepLinesAsync(
        Relationship relationship, List<Line> read, IReadOnlyList<KeyedLine> lines, CancellationToken ct)
    {
        if (read.Exists(line => Kinds.NeedBoth.Contains(KindOf(line))))
        {
            viewer.Demand(Right.Sign);
        }

        var (us, outcomes) = (relationship.SideOf(viewer), ImmutableArray.CreateBuilder<Entered>());
        foreach (var (at, line) in read.Index())
        {
            outcomes.Add(
                line.Refusal is { } refusal ? new Entered.Refused(refusal)
                : line.Statement!.Side != us ? new Entered.Refused(new(RefusalCode.WrongAuthor, "side", line.Statement.Side.ToString()))
                : await KeepDraftAsync(relationship, AsEntry(line.Statement, lines[at].Key), ct));
        }

        return outcomes.ToImmutable();
    }

    /// <summary>Whether one of them commits the whole organization.</summary>
    private async Task<bool> AnyBindsAsync(RelationshipId id, List<Line> read, CancellationToken ct)
    {
        if (read.Exists(line => Kinds.NeedBoth.Contains(KindOf(line))))
        {
            return true;
        }

        EntryId[] confirmed = [.. read.Select(line => line.Statement?.Fact).OfType<Confirmation>().Select(fact => fact.Of)];
        return confirmed.Length > 0 && await rooms.Ledgers.OpenAsync(viewer, id, new(confirmed, []), ct) is { } opened
            && opened.Entries.Any(state => state.NeedsBoth && confirmed.Contains(state.Id));
    }

    private static string KindOf(Line line) => line.Statement?.Fact.Kind ?? "";

    private static NewEntry AsEntry(Statement said, string? key) => new(
        said.Fact.Kind, (JsonObject)JsonNode.Parse(said.Body.Span)!,
        said.Texts.ToImmutableDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal), said.Occurred, said.Id, key);
}
