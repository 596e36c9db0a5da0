using System.Collections.Immutable;
using Tandem.Core.Deeds;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Workspace.Ports.Simulated;

/// <summary>One ledger in memory.</summary>
internal sealed class SimulatedLedger(Sides<Organization> sides)
{
    private readonly Dictionary<IdempotencyKey, long> used = [];

    public Sides<Organization> Sides => sides;

    public List<Entry> Entries { get; } = [];

    public List<SignedCheckpoint> Checkpoints { get; } = [];

    public OpenedLedger Open(LedgerNeeds needs)
    {
        var record = Fold();
        var answered = needs.Keys.Distinct().Where(used.ContainsKey).ToImmutableDictionary(key => key, key => Entries[(int)used[key] - 1].Id);
        var wanted = needs.Entries.Concat(answered.Values).Select(record.Find).OfType<EntryState>().ToList();
        var named = wanted.SelectMany(state => SharedRecord.Needs(state.Statement)).Select(record.Find).OfType<EntryState>();
        return new(record.Head, Frontier.Empty.Append([.. Entries.Select(e => e.LeafHash)]), [.. wanted.Concat(named).Distinct()], answered);
    }

    public bool Write(LedgerWrite write)
    {
        if (write.ExpectedSize != Entries.Count)
        {
            return false;
        }

        Entries.AddRange(write.New.Select(made => made.Entry));
        Checkpoints.Add(write.Checkpoint);
        foreach (var (key, sequence) in write.Keys)
        {
            used.Add(key, sequence);
        }

        foreach (var (sequence, groups) in write.Erased)
        {
            Entries[(int)sequence - 1] = Erased(Entries[(int)sequence - 1], groups);
        }

        return true;
    }

    public EntryPage Page(EntryFilter filter, PageEdge edge)
    {
        var record = Fold();
        var kept = Entries.Select(entry => Shown(record, entry.Id)!).Where(shown =>
            (filter.Kinds.IsEmpty || filter.Kinds.Contains(shown.Statement.Fact.Kind))
            && (filter.Side is null || filter.Side == shown.Statement.Side)
            && (filter.State is null || filter.State == shown.State.AttestationAt(filter.At))
            && (edge.After is { } after ? shown.Sequence > after : shown.Sequence < (edge.Before ?? long.MaxValue))).ToList();
        var cut = (edge.After is null ? Enumerable.Reverse(kept) : kept).Take(edge.Take)
            .OrderByDescending(shown => shown.Sequence).ToImmutableArray();
        return new(cut, NamedBy(record, cut), kept.Count > edge.Take);
    }

    public ImmutableDictionary<EntryId, ShownEntry> Find(IReadOnlyCollection<EntryId> ids)
    {
        var record = Fold();
        var asked = ids.Distinct().Select(id => Shown(record, id)).OfType<ShownEntry>().ToList();
        return NamedBy(record, asked).AddRange(asked.Select(shown => KeyValuePair.Create(shown.Id, shown)));
    }

    public Tile TileOf(TileId id)
    {
        var leaves = Entries.ConvertAll(entry => entry.LeafHash);
        var width = 1 << (TileId.Height * id.Level);
        var first = (int)id.Index * TileId.FullWidth;
        return new(id, [.. Enumerable.Range(first, id.Width).Select(at => Frontier.Empty.Append([.. leaves.Skip(at * width).Take(width)]).Root)]);
    }

    private ImmutableDictionary<EntryId, ShownEntry> NamedBy(SharedRecord record, IReadOnlyCollection<ShownEntry> of) =>
        of.SelectMany(shown => SharedRecord.Needs(shown.Statement)).Distinct().Where(id => of.All(shown => shown.Id != id))
            .Select(id => Shown(record, id)).OfType<ShownEntry>().ToImmutableDictionary(shown => shown.Id);

    private ShownEntry? Shown(SharedRecord record, EntryId id)
    {
        if (record.Find(id) is not { } state)
        {
            return null;
        }

        var about = state.Statement.Fact.References is [var first, ..] ? record.Find(first) : null;
        var entry = Entries[(int)state.Sequence - 1];
        return new(state, state.Statement.Texts, [.. entry.Seal.Erased.Keys], ShownEntry.FavouredOf(state, about)) { Leaf = entry.Leaf };
    }

    private SharedRecord Fold()
    {
        var record = new SharedRecord(RecordHead.Empty);
        foreach (var entry in Entries)
        {
            // Decided again, because that is how an agreement learns what it says.
            var line = new Line(entry.Id, entry.Statement.Recorded, entry.Statement, null);
            _ = record.Apply(((Verdict.Accepted)Admission.Decide(record, line)).Statement);
        }

        return record;
    }

    private static Entry Erased(Entry entry, ImmutableArray<string> groups)
    {
        var gone = entry.Statement.Texts.Where(text => groups.Contains(text.Name)).ToList();
        var commitments = gone.Select(text => KeyValuePair.Create(text.Name, SaltedHash.OfText(entry.Seal.TextSalts[text.Name].Span, text.Text)));
        return entry with
        {
            Statement = entry.Statement with { Texts = entry.Statement.Texts.RemoveRange(gone) },
            Seal = entry.Seal with
            {
                TextSalts = entry.Seal.TextSalts.RemoveRange(gone.Select(text => text.Name)),
                Erased = entry.Seal.Erased.AddRange(commitments),
            },
        };
    }
}
