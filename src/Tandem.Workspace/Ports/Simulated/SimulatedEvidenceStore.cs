using System.Collections.Immutable;
using Tandem.Core.Evidence;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Readings;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>
/// An evidence store in memory, for tests and simulations. It keeps every copy of every run and works out the evidence
/// anew each time it is asked: the plainest possible reading of what the real stores must do.
/// </summary>
/// <param name="seed">Everything that a real store draws by lot follows from it.</param>
public sealed class SimulatedEvidenceStore(ulong seed = 1) : IEvidenceStore
{
    private readonly Lock door = new();
    private readonly List<Organization> organizations = [];
    private readonly Dictionary<RelationshipId, Relationship> relationships = [];
    private readonly Dictionary<(RelationshipId, Side), SimulatedEvidence> evidence = [];
    private OrganizationId? owner;

    public Task<Organization?> OwnerAsync(CancellationToken ct) =>
        Within(() => organizations.SingleOrDefault(o => o.Id == owner));

    public Task<IReadOnlyList<Relationship>> RelationshipsAsync(Viewer viewer, CancellationToken ct) =>
        Within(IReadOnlyList<Relationship> () =>
            [.. relationships.Values.Where(r => IsVisible(r, viewer)).OrderBy(r => r.Id.Value).Select(Current)]);

    public Task<Relationship?> FindAsync(Viewer viewer, RelationshipId id, CancellationToken ct) => Within(() => Find(viewer, id));

    public Task<Relationship> OpenAsync(NewRelationship opening, CancellationToken ct) => Within(() => Open(opening));

    public Task<MailEvidence?> LoadMailAsync(Viewer viewer, RelationshipId id, CancellationToken ct) =>
        Within(() => Of(viewer, id) is { } mine ? new MailEvidence(mine.Load()) : null);

    public Task<IReadOnlyDictionary<int, MessageText>> TextsAsync(
        Viewer viewer, RelationshipId id, Correspondence mail, IReadOnlyCollection<int> messages, CancellationToken ct) =>
        Within(() => Of(viewer, id)?.Texts(mail, messages) ?? new Dictionary<int, MessageText>());

    public Task<long> EvidenceVersionAsync(Viewer viewer, RelationshipId id, CancellationToken ct) =>
        Within(() => Of(viewer, id)?.Version ?? 0);

    public Task<IEvidenceWriter?> BeginRunAsync(Viewer viewer, RelationshipId id, RunPlan plan, CancellationToken ct) =>
        Within(IEvidenceWriter? () => Of(viewer, id)?.Begin(plan, door));

    public Task<IReadOnlyList<ImportRun>> RunsAsync(Viewer viewer, CancellationToken ct) =>
        Within(IReadOnlyList<ImportRun> () =>
        [
            .. relationships.Values.OrderBy(r => r.Id.Value).Select(r => Of(viewer, r.Id)).OfType<SimulatedEvidence>()
                .SelectMany(mine => mine.Runs),
        ]);

    public Task<bool> UndoRunAsync(Viewer viewer, RelationshipId id, int run, CancellationToken ct) =>
        Within(() => Of(viewer, id)?.Undo(run) ?? false);

    private Task<T> Within<T>(Func<T> work)
    {
        lock (door)
        {
            return Task.FromResult(work());
        }
    }

    private static bool IsVisible(Relationship relationship, Viewer viewer) =>
        relationship.Sides.A.Id == viewer.Organization || relationship.Sides.B.Id == viewer.Organization;

    private Relationship? Find(Viewer viewer, RelationshipId id) =>
        relationships.TryGetValue(id, out var known) && IsVisible(known, viewer) ? Current(known) : null;

    private SimulatedEvidence? Of(Viewer viewer, RelationshipId id) =>
        Find(viewer, id) is { } relationship ? evidence[(id, relationship.SideOf(viewer))] : null;

    private Relationship Current(Relationship relationship) =>
        relationship with { Sides = relationship.Sides.Select(side => organizations.Single(o => o.Id == side.Id)) };

    private Relationship Open(NewRelationship opening)
    {
        var before = organizations.ToList();
        var ours = Recognise(opening.OurName, opening.Ours, null);
        var theirs = Recognise(opening.TheirName, opening.Theirs, ours.Id);
        if (ours.Id == theirs.Id)
        {
            organizations.Clear();
            organizations.AddRange(before);
            throw new ArgumentException("The two parties are one organization: they share a domain or an address.", nameof(opening));
        }

        owner ??= ours.Id;
        var known = relationships.Values.SingleOrDefault(r => IsVisible(r, new(ours.Id)) && IsVisible(r, new(theirs.Id)));
        var relationship = known ?? Make(new(ours, theirs));
        if (opening.AsOf is { } asOf && asOf != relationship.AsOf)
        {
            relationship = relationship with { AsOf = asOf };
            Touch(relationship);
        }

        relationships[relationship.Id] = relationship;
        Set(ours.Id, opening.Clocks.A);
        Set(theirs.Id, opening.Clocks.B);
        return Current(relationship);
    }

    private void Set(OrganizationId id, WorkingHours? clock)
    {
        var known = organizations.Single(o => o.Id == id);
        if (clock is not null && (known.Clock?.Write(), known.Clock?.Zone.Id) != (clock.Write(), clock.Zone.Id))
        {
            organizations[organizations.IndexOf(known)] = known with { Clock = clock };
            relationships.Values.Where(r => IsVisible(r, new(id))).ToList().ForEach(Touch);
        }
    }

    private Relationship Make(Sides<Organization> sides)
    {
        var made = new Relationship(new(Number(2, relationships.Count + 1)), sides);
        evidence[(made.Id, Side.A)] = new(made.Id, new((seed * 2) + (ulong)evidence.Count));
        evidence[(made.Id, Side.B)] = new(made.Id, new((seed * 2) + (ulong)evidence.Count));
        return made;
    }

    private Organization Recognise(string name, Party party, OrganizationId? beside)
    {
        var known = party.Domains.Select(d => organizations.Find(o => o.Party.Domains.Contains(d)))
            .Concat(party.Addresses.Select(a => organizations.Find(o => o.Party.Addresses.Contains(a))))
            .FirstOrDefault(o => o is not null) ?? EverybodyElse(party, beside);
        if (known is null)
        {
            organizations.Add(known = new(new(Number(1, organizations.Count + 1)), name, Party.Nobody));
        }

        var gained = known with { Party = Gain(known.Party, party) };
        organizations[organizations.IndexOf(known)] = gained;
        if (!gained.Party.Equals(known.Party))
        {
            relationships.Values.Where(r => IsVisible(r, new(known.Id))).ToList().ForEach(Touch);
        }

        return gained;
    }

    private Organization? EverybodyElse(Party party, OrganizationId? beside) =>
        party is not { Everyone: true, Domains.IsEmpty: true, Addresses.IsEmpty: true } || beside is not { } id ? null
        : relationships.Values.Where(r => IsVisible(r, new(id))).Select(Current)
            .Select(r => r.Sides[r.SideOf(new(id)).Other]).FirstOrDefault(o => o.Party.Everyone);

    private Party Gain(Party known, Party more) => new(
        [.. known.Domains, .. more.Domains.Where(d => !organizations.Exists(o => o.Party.Domains.Contains(d)))],
        [.. known.Addresses, .. more.Addresses.Where(a => !organizations.Exists(o => o.Party.Addresses.Contains(a)))],
        known.Everyone || more.Everyone);

    private void Touch(Relationship relationship)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.A, Side.B])
        {
            evidence[(relationship.Id, side)].Version++;
        }
    }

    private Guid Number(int kind, int number) => new($"{kind:x8}-0000-8000-8000-{(seed << 24) + (ulong)number:x12}");
}
