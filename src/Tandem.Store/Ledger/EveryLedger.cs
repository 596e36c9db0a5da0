using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Tandem.Core.Evidence;
using Tandem.Core.Ledger;
using Tandem.Store.Evidence;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Ledger;

/// <summary>Reads the entries of every ledger in one pass, in the order of their key.</summary>
internal static class EveryLedger
{
    // The condition is that of Visibility, in words that both databases read along the key of the entries.
    private const string Entries = $"""
        SELECT {EntryRows.Columns}, r.relationship_id, r.as_of, r.side_a_id, a.name, a.zone, a.hours, r.side_b_id, b.name, b.zone, b.hours
        FROM relationship AS r
        JOIN organization AS a ON a.organization_id = r.side_a_id
        JOIN organization AS b ON b.organization_id = r.side_b_id
        JOIN entry AS e ON e.relationship_id = r.relationship_id
        WHERE r.side_a_id = @viewer OR r.side_b_id = @viewer
        ORDER BY r.relationship_id, e.sequence
        """;

    private const int Id = 8;
    private const int AsOf = 9;
    private const int SideA = 10;
    private const int SideB = 14;

    public static async IAsyncEnumerable<StoredLedger> ReadAsync(LedgerQuery query, Viewer viewer, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = query.Ask(Entries, ("viewer", query.Kept(viewer.Organization.Value)));
        command.CommandTimeout = 0; // as long as it takes: a million relationships are minutes
        await using var rows = await command.ExecuteReaderAsync(ct);
        Relationship? relationship = null;
        var statements = ImmutableArray.CreateBuilder<Statement>();
        while (await rows.ReadAsync(ct))
        {
            var isFirst = rows.GetInt64(0) == 1;
            if (isFirst && relationship is not null)
            {
                yield return new(relationship, statements.ToImmutable());
            }

            if (isFirst)
            {
                relationship = RelationshipOf(rows);
                statements.Clear();
            }

            statements.Add(EntryRows.StatementOf(rows, []));
        }

        if (relationship is not null)
        {
            yield return new(relationship, statements.ToImmutable());
        }
    }

    private static Relationship RelationshipOf(DbDataReader row) => new(
        new(IdOf(row, Id)), new(OrganizationOf(row, SideA), OrganizationOf(row, SideB)),
        row.IsDBNull(AsOf) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(AsOf)));

    private static Organization OrganizationOf(DbDataReader row, int from) => new(
        new(IdOf(row, from)), row.GetString(from + 1), Party.Nobody,
        row.IsDBNull(from + 2) || row.IsDBNull(from + 3) ? null : Organizations.ClockOf(row.GetString(from + 2), row.GetString(from + 3)));

    private static Guid IdOf(DbDataReader row, int column) => row.GetValue(column) switch
    {
        Guid id => id,
        byte[] bytes => new(bytes, bigEndian: true),
        var other => throw new InvalidDataException($"An id is kept as {other.GetType().Name}."),
    };
}
