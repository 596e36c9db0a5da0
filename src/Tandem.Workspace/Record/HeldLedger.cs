using System.Collections.Immutable;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace.Ports;

namespace Tandem.Workspace.Record;

/// <summary>
/// A ledger as the desk last saw it: head, edge, and the entries it has met. Another process may have written since; the
/// store tells when something is to be written.
/// </summary>
internal sealed class HeldLedger(OpenedLedger opened)
{
    private readonly HashSet<OrganizationId> viewers = [];
    private readonly HashSet<EntryId> absent = [];

    /// <summary>Entries that are held because others name them; what they name in turn may not be.</summary>
    private readonly HashSet<EntryId> beside = [];

    public SharedRecord Record { get; private set; } = new(opened.Head);

    /// <summary>Of each level the hashes that fill no tile yet; <c>null</c> while nobody needed them.</summary>
    private List<List<Hash>>? tiles = opened.Head.Size == 0 ? [] : null;

    public Frontier Edge { get; private set; } = opened.Edge;

    public bool KnowsTiles => tiles is not null;

    /// <summary>The tiles at the right edge that are not full.</summary>
    public IEnumerable<TileId> PartialTiles => TileId.AllOf(Size).Where(tile => !tile.IsFull);

    /// <summary>Whether an entry that is not held is known not to exist.</summary>
    private bool IsWhole { get; set; } = opened.Head.Size == 0;

    public long Size => Edge.Size;

    public bool IsOpenTo(Viewer viewer) => viewers.Contains(viewer.Organization);

    public void OpenTo(Viewer viewer) => viewers.Add(viewer.Organization);

    /// <summary>Those of the ids about which the store has to be asked.</summary>
    public IEnumerable<EntryId> Unknown(IEnumerable<EntryId> ids) =>
        IsWhole ? [] : ids.Where(id => beside.Contains(id) || (Record.Find(id) is null && !absent.Contains(id)));

    public void Take(IReadOnlyCollection<EntryId> asked, ImmutableArray<EntryState> found)
    {
        foreach (var state in found.Where(state => Record.Find(state.Id) is null))
        {
            Record.Hold(state);
            beside.Add(state.Id);
        }

        foreach (var state in found.Where(state => asked.Contains(state.Id) && beside.Remove(state.Id)))
        {
            Record.Hold(state); // read anew, beside what it names: of an agreement it is known now what it says
        }

        absent.UnionWith(asked.Where(id => Record.Find(id) is null));
    }

    public void TakeTiles(ImmutableArray<Tile> partial)
    {
        tiles = [];
        foreach (var tile in partial)
        {
            ListAt(tile.Id.Level).AddRange(tile.Hashes);
        }
    }

    public ImmutableArray<Tile> Tiles(IReadOnlyList<TileId> wanted) => [.. wanted.Select(id => new Tile(id, [.. ListAt(id.Level)]))];

    /// <summary>The ledger as it is once a write is done: what follows is decided upon that.</summary>
    public void Grow(Frontier edge, ReadOnlySpan<Hash> leaves, ImmutableArray<Tile> full)
    {
        Edge = edge;
        if (tiles is not null)
        {
            Put(0, leaves);
            foreach (var tile in full)
            {
                Put(tile.Id.Level + 1, [tile.Root]);
            }
        }

        Record.Settle(); // what changed is in the write
        Trim();
    }

    private void Put(int level, ReadOnlySpan<Hash> hashes)
    {
        var list = ListAt(level);
        list.AddRange(hashes);
        list.RemoveRange(0, list.Count / TileId.FullWidth * TileId.FullWidth);
    }

    private List<Hash> ListAt(int level)
    {
        while (tiles!.Count <= level)
        {
            tiles.Add([]);
        }

        return tiles[level];
    }

    /// <summary>Lets go of what is held when it is too much, also where everything was refused.</summary>
    public void Trim()
    {
        absent.Clear();
        if (Record.Entries.Count > Limits.EntriesHeld)
        {
            Record = new(Record.Head);
            beside.Clear();
            IsWhole = false;
        }
    }
}
