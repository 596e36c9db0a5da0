using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;
using Tandem.Workspace.Record;
using Tandem.Workspace.Shared;

namespace Tandem.Workspace;

/// <summary>Entering: into the shared record, or, while the other side has not joined, among the own drafts.</summary>
public sealed partial class Seat
{
    /// <returns><c>null</c> when the relationship is out of scope.</returns>
    /// <exception cref="NotAllowedException">The role may not record, or may not sign.</exception>
    /// <exception cref="LedgerBusyException">Others wrote all the time; nothing of this was written.</exception>
    public async Task<Entered?> EnterAsync(RelationshipId id, NewEntry entry, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        if (await FindAsync(id, ct) is not { } relationship)
        {
            return null;
        }

        return relationship.IsShared ? await SealAsync(relationship, entry, ct) : await KeepDraftAsync(relationship, entry, ct);
    }

    /// <summary>The own drafts, in the order of writing.</summary>
    public async Task<IReadOnlyList<Draft>> DraftsAsync(RelationshipId id, CancellationToken ct)
    {
        var drafts = viewer.IsSharedOnly ? [] : await rooms.Drafts.DraftsAsync(viewer, id, ct);
        if (drafts.Count > 0)
        {
            await AuditPrivateReadAsync(id);
        }

        return drafts;
    }

    /// <summary>Thinks better of a draft. <c>false</c> when there is none.</summary>
    public async Task<bool> DropDraftAsync(RelationshipId id, EntryId draft, CancellationToken ct)
    {
        viewer.Demand(Right.Record);
        var isDropped = await rooms.Drafts.RemoveAsync(viewer, id, [draft], ct) > 0;
        if (isDropped)
        {
            rooms.Bell.Ring(id);
        }

        return isDropped;
    }

    /// <summary>Puts drafts into the shared record, in the order of writing; a refused one stays a draft.</summary>
    /// <returns>What became of each; <c>null</c> out of scope or while the other side has not joined.</returns>
    public async Task<IReadOnlyList<(EntryId Draft, Entered Outcome)>?> ProposeDraftsAsync(
        RelationshipId id, IReadOnlyCollection<EntryId> drafts, CancellationToken ct)
    {
        viewer.Demand(Right.Invite);
        if (await FindAsync(id, ct) is not { IsShared: true } relationship)
        {
            return null;
        }

        var outcomes = new List<(EntryId Draft, Entered Outcome)>();
        foreach (var draft in (await rooms.Drafts.DraftsAsync(viewer, id, ct)).Where(draft => drafts.Contains(draft.Id)))
        {
            var outcome = await ProposeAsync(relationship, draft, ct);
            outcomes.Add((draft.Id, outcome));
            if (outcome is Entered.Sealed)
            {
                await rooms.Drafts.RemoveAsync(viewer, id, [draft.Id], ct);
            }
        }

        return outcomes;
    }

    /// <summary>What binds the organization waits, as a draft, until it has shown a domain: a draft is no way around that.</summary>
    private async Task<Entered> ProposeAsync(Relationship relationship, Draft draft, CancellationToken ct)
    {
        using var line = JsonDocument.Parse(draft.Line);
        return IsWordOfTheOrganization(line.RootElement.GetProperty("kind").GetString()!) && await LacksDomainAsync(ct)
            ? new Entered.NeedsDomain()
            : await HandInAsync(relationship, draft.Line, $"draft/{draft.Id}", ct);
    }

    private async Task<Entered> SealAsync(Relationship relationship, NewEntry entry, CancellationToken ct)
    {
        if (await BindsAsync(relationship.Id, entry, ct))
        {
            viewer.Demand(Right.Sign);
        }

        if (IsWordOfTheOrganization(entry.Kind) && await LacksDomainAsync(ct))
        {
            return new Entered.NeedsDomain();
        }

        var line = entry.Write(IdOf(relationship, entry), relationship.SideOf(viewer), viewer.Pseudonym, rooms.Time.GetUtcNow());
        var outcome = await HandInAsync(relationship, line, entry.Key, ct);
        return outcome is Entered.Refused { Refusal.Code: RefusalCode.DuplicateId } && entry is { Key: not null, Occurred: null }
            && await OccurredOfAsync(relationship, entry.Key, ct) is { } occurred
                ? await SealAsync(relationship, entry with { Occurred = occurred }, ct)
                : outcome;
    }

    /// <summary>When what was entered with a key took effect: a request that left that to the clock is the same at a later hour.</summary>
    private async Task<DateTimeOffset?> OccurredOfAsync(Relationship relationship, string key, CancellationToken ct)
    {
        var asked = new IdempotencyKey(relationship.SideOf(viewer), key);
        var opened = await rooms.Ledgers.OpenAsync(viewer, relationship.Id, new([], [asked]), ct);
        return opened?.Used.TryGetValue(asked, out var earlier) == true
            ? opened.Entries.FirstOrDefault(state => state.Id == earlier)?.Statement.Occurred
            : null;
    }

    private async Task<Entered> HandInAsync(Relationship relationship, string line, string? key, CancellationToken ct)
    {
        var read = Line.Read(Encoding.UTF8.GetBytes(line), default(DateTimeOffset));
        var answers = await rooms.Desk.EnterAsync(viewer, relationship.Id, [new(read, relationship.SideOf(viewer), key)], ct);
        return EnteredOf(answers!.Value[0]);
    }

    private static Entered EnteredOf(EntryAnswer answer) => answer switch
    {
        EntryAnswer.Sealed made => new Entered.Sealed(made.Id, made.Sequence, made.Checkpoint, made.WasThere),
        EntryAnswer.Refused { Refusal: var refusal } => new Entered.Refused(refusal),
        _ => throw new System.Diagnostics.UnreachableException("An answer is one of two."),
    };

    private async Task<Entered> KeepDraftAsync(Relationship relationship, NewEntry entry, CancellationToken ct)
    {
        viewer.DemandPrivate();
        if (Kinds.NeedBoth.Contains(entry.Kind))
        {
            viewer.Demand(Right.Sign); // it will be entered as it is
        }

        var (us, now, id) = (relationship.SideOf(viewer), rooms.Time.GetUtcNow(), IdOf(relationship, entry));
        var line = entry.Write(id, us, viewer.Pseudonym, now);
        var refusal = await rooms.Shelf.OwnAsync<Refusal?>(
            viewer, relationship.Id, now, read => new Drafts(read.Statements, us, read.At).Take(line), ct);
        if (refusal is not null)
        {
            return refusal.Code == RefusalCode.DuplicateId && await DraftedAsync(relationship, entry, id, line, ct) is { } before
                ? before : new Entered.Refused(refusal);
        }

        if (!await rooms.Drafts.AddAsync(viewer, relationship.Id, new(id, line, viewer.Account, now), ct))
        {
            return await DraftedAsync(relationship, entry, id, line, ct) ?? new Entered.TooMany();
        }

        rooms.Bell.Ring(relationship.Id);
        return new Entered.Drafted(id);
    }

    /// <summary>
    /// What the answer is where there is a draft of that id: the same request again gets the same answer; another one under its
    /// key, or one that only has its id, gets none. <c>null</c> where there is none.
    /// </summary>
    private async Task<Entered?> DraftedAsync(Relationship relationship, NewEntry entry, EntryId id, string line, CancellationToken ct)
    {
        if ((await rooms.Drafts.DraftsAsync(viewer, relationship.Id, ct)).FirstOrDefault(draft => draft.Id == id) is not { } before)
        {
            return null;
        }

        var (asked, kept) = (JsonNode.Parse(line)!, JsonNode.Parse(before.Line)!);
        var isSame = JsonNode.DeepEquals(asked["kind"], kept["kind"]) && JsonNode.DeepEquals(asked["body"], kept["body"])
            && JsonNode.DeepEquals(asked["text"], kept["text"])
            && (entry.Occurred is null || JsonNode.DeepEquals(asked["occurred"], kept["occurred"]));
        return entry.Key is not null && isSame
            ? new Entered.Drafted(id)
            : new Entered.Refused(new(RefusalCode.DuplicateId, entry.Key is null ? "id" : "key", id.Value));
    }

    /// <summary>Whether it commits the whole organization: a charter, settlement or agreement, or the signature under one.</summary>
    private async Task<bool> BindsAsync(RelationshipId id, NewEntry entry, CancellationToken ct)
    {
        if (Kinds.NeedBoth.Contains(entry.Kind))
        {
            return true;
        }

        return entry.Kind == "confirmation" && entry.Body["of"] is JsonValue of && of.TryGetValue<string>(out var named)
            && EntryId.IsOne(named) && await rooms.Ledgers.OpenAsync(viewer, id, new([new(named)], []), ct) is { } opened
            && opened.Entries.Any(state => state.Id.Value == named && state.NeedsBoth);
    }

    /// <summary>What only an organization that is known to be itself may say.</summary>
    private static bool IsWordOfTheOrganization(string kind) =>
        kind is "confirmation" or "consent" || Kinds.NeedBoth.Contains(kind);

    /// <summary>The person at the machine needs none: whoever runs it is the workspace.</summary>
    private async Task<bool> LacksDomainAsync(CancellationToken ct) =>
        viewer.Account is not null && (await rooms.People.ProvenDomainsAsync(viewer.Organization, ct)).IsEmpty;

    /// <summary>The same request makes the same entry: its key gives the id, for each side its own.</summary>
    private EntryId IdOf(Relationship relationship, NewEntry entry) => entry.Id ?? (entry.Key is { } key
        ? new("e-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{relationship.Id}/{relationship.SideOf(viewer)}/{key}"))[..8]))
        : NewId());

    private static EntryId NewId() => new("e-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
}
