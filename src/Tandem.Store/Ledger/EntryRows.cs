using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tandem.Core.Facts;
using Tandem.Core.Ledger;
using Tandem.Core.Relationship;
using Tandem.Core.Vocabulary;

namespace Tandem.Store.Ledger;

/// <summary>Reads entries, what stands of them, and their texts.</summary>
internal static class EntryRows
{
    /// <summary>How many entries are read with one question.</summary>
    private const int AtOnce = 2000;

    internal const string Columns = "e.sequence, e.id, e.kind, e.side, e.author, e.occurred, e.recorded, e.body";

    internal const string StateColumns = $"""
        {Columns}, e.favours, e.lapses_at, s.confirmed_by, s.disputed_by,
          s.withdrawn_by, s.agreed_by, s.answered_by, s.consented_by, s.is_consented
        """;

    private const string States = $"""
        SELECT {StateColumns}
        FROM entry AS e LEFT JOIN entry_state AS s ON s.relationship_id = e.relationship_id AND s.sequence = e.sequence
        WHERE e.relationship_id = @r AND e.id
        """;

    private const string Entries = $"""
        SELECT {Columns}, e.body_salt, e.leaf FROM entry AS e
        WHERE e.relationship_id = @r AND e.sequence >= @from AND e.sequence < @until ORDER BY e.sequence
        """;

    private const string Texts = """
        SELECT t.sequence, t.name, t.salt, t.locked, k.key
        FROM entry_text AS t
        JOIN entry AS e ON e.relationship_id = t.relationship_id AND e.sequence = t.sequence
        JOIN text_key AS k ON k.relationship_id = t.relationship_id AND k.side = e.side AND k.author = e.author AND k.number = t.key_number
        WHERE t.relationship_id = @r AND t.sequence >= @from AND t.sequence < @until ORDER BY t.sequence, t.name
        """;

    /// <summary>The entries with these ids, and those that they name in turn.</summary>
    public static async Task<ImmutableArray<EntryState>> StatesAsync(
        LedgerQuery query, IdList ids, IReadOnlyCollection<EntryId> wanted, CancellationToken ct)
    {
        var found = new Dictionary<EntryId, EntryState>();
        await StatesAsync(query, ids, wanted, found, ct);
        var named = found.Values.SelectMany(state => SharedRecord.Needs(state.Statement)).Where(id => !found.ContainsKey(id)).Distinct().ToList();
        await StatesAsync(query, ids, named, found, ct);
        foreach (var agreed in found.Values.Where(state => state.AgreedBy > 0).ToList())
        {
            agreed.Agreed = await AgreedAsync(query, agreed, ct);
        }

        return [.. found.Values.Select(state => Resolved(state, found))];
    }

    /// <summary>Entries in order, sealed, with the texts that are still there.</summary>
    public static async IAsyncEnumerable<Entry> EntriesAsync(LedgerQuery query, long from, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var first = from; ; first += AtOnce)
        {
            var texts = await TextsAsync(query, first, ct);
            await using var command = query.Ask(Entries, ("from", first), ("until", first + AtOnce));
            await using var rows = await command.ExecuteReaderAsync(ct);
            var isAny = false;
            while (await rows.ReadAsync(ct))
            {
                isAny = true;
                yield return EntryOf(query, rows, texts.GetValueOrDefault(rows.GetInt64(0)) ?? []);
            }

            if (!isAny)
            {
                yield break;
            }
        }
    }

    private static async Task StatesAsync(
        LedgerQuery query, IdList ids, IReadOnlyCollection<EntryId> wanted, Dictionary<EntryId, EntryState> found, CancellationToken ct)
    {
        if (wanted.Count == 0)
        {
            return;
        }

        await using var command = query.Ask($"{States} {ids.IsOneOf}", ("ids", ids.Of(wanted)));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var state = StateOf(rows);
            found[state.Id] = state;
        }
    }

    /// <summary>What the agreement in force says in place of an entry.</summary>
    private static async Task<Fact?> AgreedAsync(LedgerQuery query, EntryState agreed, CancellationToken ct)
    {
        await using var command = query.Ask(Entries, ("from", agreed.AgreedBy), ("until", agreed.AgreedBy + 1));
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) && StatementOf(rows, []) is { Fact: Agreement agreement } statement
            ? agreement.As(agreed.Statement.Fact.Kind, statement.Body, out _)?.Said
            : null;
    }

    /// <summary>What an agreement says is read as what it replaces.</summary>
    internal static EntryState Resolved(EntryState state, Dictionary<EntryId, EntryState> found) =>
        state.Statement.Fact is Agreement agreement && found.TryGetValue(agreement.Of, out var of)
        && agreement.As(of.Statement.Fact.Kind, state.Statement.Body, out _) is { } read
            ? state.Saying(read)
            : state;

    internal static EntryState StateOf(DbDataReader row)
    {
        var favours = row.IsDBNull(8) ? default(Side?) : (Side)row.GetInt32(8);
        var state = new EntryState(row.GetInt64(0), StatementOf(row, []), favours, row.IsDBNull(9) ? null : LedgerTime.Read(row.GetInt64(9)));
        if (!row.IsDBNull(10))
        {
            (state.ConfirmedBy, state.DisputedBy, state.WithdrawnBy) = (row.GetInt64(10), row.GetInt64(11), row.GetInt64(12));
            (state.AgreedBy, state.AnsweredBy, state.ConsentedBy) = (row.GetInt64(13), row.GetInt64(14), row.GetInt64(15));
            state.IsConsented = row.GetBoolean(16);
        }

        return state;
    }

    /// <param name="row">Begins with the columns of <see cref="Columns"/>.</param>
    internal static Statement StatementOf(DbDataReader row, ImmutableArray<TextGroup> texts)
    {
        var body = row.GetFieldValue<byte[]>(7);
        using var document = JsonDocument.Parse(body);
        var kind = row.GetString(2);
        var fact = Kinds.Read(kind, document.RootElement, "body", out var problem)
            ?? throw new InvalidDataException($"Entry {row.GetInt64(0)} is not what a {kind} can be: {problem.Member}.");
        return new(
            new(row.GetString(1)), (Side)row.GetInt32(3), row.GetString(4), LedgerTime.Read(row.GetInt64(5)), LedgerTime.Read(row.GetInt64(6)),
            fact, body, texts);
    }

    private static Entry EntryOf(LedgerQuery query, DbDataReader row, List<(TextGroup Text, byte[] Salt)> texts)
    {
        var statement = StatementOf(row, [.. texts.Select(text => text.Text)]);
        var leaf = row.GetFieldValue<byte[]>(9);
        var salts = texts.ToImmutableSortedDictionary(text => text.Text.Name, text => (ReadOnlyMemory<byte>)text.Salt, StringComparer.Ordinal);
        var (erased, signature) = LeafReader.Rest(leaf, salts.Keys);
        var seal = new Seal(new(query.Relationship), row.GetInt64(0), row.GetFieldValue<byte[]>(8), salts, erased, signature);
        return new(row.GetInt64(0), statement, seal, leaf);
    }

    private static async Task<Dictionary<long, List<(TextGroup Text, byte[] Salt)>>> TextsAsync(LedgerQuery query, long from, CancellationToken ct)
    {
        var texts = new Dictionary<long, List<(TextGroup Text, byte[] Salt)>>();
        await using var command = query.Ask(Texts, ("from", from), ("until", from + AtOnce));
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var (sequence, name) = (rows.GetInt64(0), rows.GetString(1));
            using var open = new TextLock(rows.GetFieldValue<byte[]>(4));
            var text = open.Unlock(query.Relationship, sequence, name, rows.GetFieldValue<byte[]>(3));
            if (!texts.TryGetValue(sequence, out var of))
            {
                texts[sequence] = of = [];
            }

            of.Add((new(name, text), rows.GetFieldValue<byte[]>(2)));
        }

        foreach (var of in texts.Values)
        {
            of.Sort((a, b) => string.CompareOrdinal(a.Text.Name, b.Text.Name)); // a database may sort by its own language
        }

        return texts;
    }
}

/// <summary>How a database is handed a list of ids.</summary>
/// <param name="IsOneOf">What follows the column, over the parameter <c>ids</c>.</param>
internal sealed record IdList(string IsOneOf, Func<IReadOnlyCollection<EntryId>, object> Of, Func<IReadOnlyCollection<long>, object> OfNumbers);
