using System.Collections.Immutable;
using System.Globalization;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>Reads what a page shows of a ledger: one question for its entries, one for those they name, one for the texts of all.</summary>
internal sealed class EntryPages(LedgerQuery query, IdList ids, Viewer viewer)
{
    // The condition is that of Visibility, so that a page needs no question of its own for it.
    private const string From = $"""
        SELECT {EntryRows.StateColumns}, e.leaf
        FROM entry AS e LEFT JOIN entry_state AS s ON s.relationship_id = e.relationship_id AND s.sequence = e.sequence
        WHERE e.relationship_id = @r
          AND EXISTS (SELECT 1 FROM relationship AS v WHERE v.relationship_id = @r AND (v.side_a_id = @viewer OR v.side_b_id = @viewer))
        """;

    private const int LeafColumn = 17;

    private const string Texts = """
        SELECT t.sequence, t.name, t.locked, k.key
        FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        JOIN text_key AS k ON k.relationship_id = t.relationship_id AND k.side = e.side AND k.author = e.author AND k.number = t.key_number
        WHERE t.relationship_id = @r AND t.sequence
        """;

    private const string IsWithdrawn = "COALESCE(s.withdrawn_by, 0) > 0";
    private const string IsAgreedTo =
        "(COALESCE(s.confirmed_by, 0) > 0 OR COALESCE(s.agreed_by, 0) > 0 OR COALESCE(s.is_consented, FALSE))";

    private const string IsOpenClaim = $"e.favours = e.side AND NOT ({IsWithdrawn}) AND NOT {IsAgreedTo}";
    private const string IsDisputed = "COALESCE(s.disputed_by, 0) > 0";
    private const string HasLapsed = "(e.lapses_at IS NOT NULL AND e.lapses_at <= @at)";

    private readonly Dictionary<EntryId, (EntryState State, byte[] Leaf)> found = [];

    public async Task<EntryPage> PageAsync(EntryFilter filter, PageEdge edge, CancellationToken ct)
    {
        var (where, order) = edge.After is null ? ("e.sequence < @edge", "DESC") : ("e.sequence > @edge", "ASC");
        var read = await ReadAsync(
            $"{From} AND {where}{Conditions(filter)} ORDER BY e.sequence {order} LIMIT @take", ct,
            ("edge", edge.After ?? edge.Before ?? long.MaxValue), ("take", edge.Take + 1L), ("at", LedgerTime.Of(filter.At)));
        var cut = read.Take(edge.Take).OrderByDescending(state => state.Sequence).Select(state => state.Id).ToList();
        var shown = await ShownAsync(cut, ct);
        return new(
            [.. cut.Select(id => shown[id])], shown.RemoveRange(cut), read.Count > edge.Take);
    }

    public async Task<ImmutableDictionary<EntryId, ShownEntry>> FindAsync(IReadOnlyCollection<EntryId> wanted, CancellationToken ct) =>
        await ShownAsync([.. (await ByIdAsync(wanted, ct)).Select(state => state.Id)], ct);

    private static string Conditions(EntryFilter filter)
    {
        // Kinds are words of a closed list: what is none of them is not asked for.
        var kinds = string.Join(", ", filter.Kinds.Where(Kinds.IsOne).Select(kind => $"'{kind}'"));
        var ofKind = filter.Kinds.IsEmpty ? "" : $" AND e.kind IN ({(kinds.Length > 0 ? kinds : "''")})";
        var ofSide = filter.Side is { } side ? $" AND e.side = {((int)side).ToString(CultureInfo.InvariantCulture)}" : "";
        return ofKind + ofSide + filter.State switch
        {
            null => "",
            Attestation.Withdrawn => $" AND {IsWithdrawn}",
            Attestation.Disputed => $" AND {IsOpenClaim} AND {IsDisputed}",
            Attestation.Claimed => $" AND {IsOpenClaim} AND NOT ({IsDisputed}) AND NOT {HasLapsed}",
            Attestation.Acknowledged =>
                $" AND NOT ({IsWithdrawn}) AND (e.favours IS NULL OR e.favours <> e.side OR {IsAgreedTo} OR (NOT ({IsDisputed}) AND {HasLapsed}))",
            _ => throw new System.Diagnostics.UnreachableException($"Unknown attestation {filter.State}."),
        };
    }

    /// <summary>These entries, which were read, and those that they name, with their texts.</summary>
    private async Task<ImmutableDictionary<EntryId, ShownEntry>> ShownAsync(List<EntryId> of, CancellationToken ct)
    {
        var named = of.SelectMany(id => SharedRecord.Needs(found[id].State.Statement)).Where(id => !found.ContainsKey(id)).Distinct().ToList();
        var shown = of.Concat((await ByIdAsync(named, ct)).Select(state => state.Id)).ToList();
        await AgreeAsync(ct);
        var texts = await TextsAsync([.. shown.Select(id => found[id].State.Sequence)], ct);
        var states = shown.ToDictionary(id => id, id => found[id].State);
        return shown.ToImmutableDictionary(id => id, id =>
        {
            var (state, leaf) = found[id];
            var there = texts.GetValueOrDefault(state.Sequence, []);
            var about = state.Statement.Fact.References is [var first, ..] ? states.GetValueOrDefault(first) : null;
            return new ShownEntry(
                EntryRows.Resolved(state, states), there, [.. LeafReader.Rest(leaf, there.Select(text => text.Name)).Erased.Keys],
                ShownEntry.FavouredOf(state, about))
            { Leaf = leaf };
        });
    }

    private Task<List<EntryState>> ByIdAsync(IReadOnlyCollection<EntryId> wanted, CancellationToken ct) => wanted.Count == 0
        ? Task.FromResult<List<EntryState>>([])
        : ReadAsync($"{From} AND e.id {ids.IsOneOf}", ct, ("ids", ids.Of(wanted)));

    private async Task<List<EntryState>> ReadAsync(string sql, CancellationToken ct, params (string Name, object Value)[] values)
    {
        var read = new List<EntryState>();
        await using var command = query.Ask(sql, [("viewer", query.Kept(viewer.Organization.Value)), .. values]);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var state = EntryRows.StateOf(rows);
            found[state.Id] = (state, rows.GetFieldValue<byte[]>(LeafColumn));
            read.Add(state);
        }

        return read;
    }

    /// <summary>What the agreements in force say in place of entries.</summary>
    private async Task AgreeAsync(CancellationToken ct)
    {
        var agreed = found.Values.Select(entry => entry.State).Where(state => state.AgreedBy > 0).ToDictionary(state => state.AgreedBy);
        if (agreed.Count == 0)
        {
            return;
        }

        await using var command = query.Ask(
            $"SELECT {EntryRows.Columns} FROM entry AS e WHERE e.relationship_id = @r AND e.sequence {ids.IsOneOf}",
            ("ids", ids.OfNumbers(agreed.Keys)));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (state, statement) = (agreed[rows.GetInt64(0)], EntryRows.StatementOf(rows, []));
            state.Agreed = (statement.Fact as Agreement)?.As(state.Statement.Fact.Kind, statement.Body, out _)?.Said;
        }
    }

    private async Task<Dictionary<long, ImmutableArray<TextGroup>>> TextsAsync(List<long> sequences, CancellationToken ct)
    {
        var texts = new Dictionary<long, ImmutableArray<TextGroup>>();
        if (sequences.Count == 0)
        {
            return texts;
        }

        await using var command = query.Ask($"{Texts} {ids.IsOneOf}", ("ids", ids.OfNumbers(sequences)));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (sequence, name) = (rows.GetInt64(0), rows.GetString(1));
            using var open = new TextLock(rows.GetFieldValue<byte[]>(3));
            var text = open.Unlock(query.Relationship, sequence, name, rows.GetFieldValue<byte[]>(2));
            texts[sequence] = texts.GetValueOrDefault(sequence, []).Add(new(name, text));
        }

        return texts.ToDictionary(of => of.Key, of => of.Value.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name)));
    }
}
