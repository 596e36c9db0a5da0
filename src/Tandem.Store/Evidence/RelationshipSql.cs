using System.Data.Common;
using System.Globalization;
using Tandem.Core.Vocabulary;
using Tandem.Store.Ledger;
using Tandem.Store.Tables;
using Tandem.Workspace;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Evidence;

/// <summary>
/// One relationship in words that both databases understand, because every page asks for it. The condition is that of
/// <see cref="Visibility"/>.
/// </summary>
internal static class RelationshipSql
{
    private const int OfSideA = 4;
    private const int OfSideB = 9;
    private const int AfterSides = 14;

    private const string Columns = """
        r.side_a_id, r.side_b_id, r.as_of, r.is_sample,
        a.name, a.everyone, a.zone, a.hours, a.shadow_of,
        b.name, b.everyone, b.zone, b.hours, b.shadow_of
        """;

    private const string Visible = """
        FROM relationship AS r
        JOIN organization AS a ON a.organization_id = r.side_a_id
        JOIN organization AS b ON b.organization_id = r.side_b_id
        """;

    private const string Where = "WHERE r.relationship_id = @r AND (r.side_a_id = @viewer OR r.side_b_id = @viewer)";

    private const string One = $"SELECT {Columns} {Visible} {Where}";

    private const string Whole = $"""
        SELECT {Columns}, {LedgerHeads.Columns},
          (SELECT m.version FROM mail_evidence AS m
           WHERE m.relationship_id = r.relationship_id AND m.side = CASE WHEN r.side_a_id = @viewer THEN @a ELSE @b END),
          (SELECT MAX(d.number) FROM draft AS d
           WHERE d.relationship_id = r.relationship_id AND d.side = CASE WHEN r.side_a_id = @viewer THEN @a ELSE @b END),
          (SELECT COUNT(*) FROM draft AS d
           WHERE d.relationship_id = r.relationship_id AND d.side = CASE WHEN r.side_a_id = @viewer THEN @a ELSE @b END)
        {Visible}
        LEFT JOIN ledger AS l ON l.relationship_id = r.relationship_id
        LEFT JOIN entry AS e ON e.relationship_id = l.relationship_id AND e.sequence = l.charter_at
        {Where}
        """;

    private const int VersionColumn = AfterSides + LedgerHeads.ColumnCount;

    private const string Belongings = """
        SELECT d.organization_id, 0, d.domain, '', d.place FROM organization_domain AS d
        WHERE d.organization_id = @one OR d.organization_id = @other
        UNION ALL
        SELECT d.organization_id, 1, d.address, '', d.place FROM organization_address AS d
        WHERE d.organization_id = @one OR d.organization_id = @other
        UNION ALL
        SELECT d.organization_id, 2, CAST(d."first" AS TEXT), CAST(d."last" AS TEXT), 0 FROM absence AS d
        WHERE d.organization_id = @one OR d.organization_id = @other
        """;

    public static async Task<Relationship?> FindAsync(LedgerQuery query, Viewer viewer, CancellationToken ct)
    {
        RelationshipRow found;
        await using (var command = query.Ask(One, ("viewer", query.Kept(viewer.Organization.Value))))
        {
            await using var row = await command.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
            {
                return null;
            }

            found = RowOf(row, query.Relationship);
        }

        await ReadBelongingsAsync(query, found, ct);
        return Organizations.AsRelationship(found);
    }

    public static async Task<RelationshipHead?> HeadAsync(LedgerQuery query, Viewer viewer, CancellationToken ct)
    {
        RelationshipRow found;
        Core.Relationship.RecordHead head;
        (long Drafts, long Evidence) versions;
        await using (var command = query.Ask(
            Whole, ("viewer", query.Kept(viewer.Organization.Value)), ("a", (int)Side.A), ("b", (int)Side.B)))
        {
            await using var row = await command.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct))
            {
                return null;
            }

            found = RowOf(row, query.Relationship);
            head = LedgerHeads.HeadOf(row, AfterSides).Head;
            versions = (
                (NumberAt(row, VersionColumn + 1) * (Limits.Drafts + 1)) + NumberAt(row, VersionColumn + 2), NumberAt(row, VersionColumn));
        }

        await ReadBelongingsAsync(query, found, ct);
        return new(Organizations.AsRelationship(found), head, versions.Drafts, versions.Evidence);
    }

    private static RelationshipRow RowOf(DbDataReader row, Guid id) => new()
    {
        RelationshipId = id,
        AsOf = row.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
        IsSample = row.GetBoolean(3),
        SideA = SideOf(row, LedgerQuery.IdAt(row, 0), OfSideA),
        SideB = SideOf(row, LedgerQuery.IdAt(row, 1), OfSideB),
    };

    private static OrganizationRow SideOf(DbDataReader row, Guid id, int at) => new()
    {
        OrganizationId = id,
        Name = row.GetString(at),
        Everyone = row.GetBoolean(at + 1),
        Zone = row.IsDBNull(at + 2) ? null : row.GetString(at + 2),
        Hours = row.IsDBNull(at + 3) ? null : row.GetString(at + 3),
        ShadowOf = row.IsDBNull(at + 4) ? null : LedgerQuery.IdAt(row, at + 4),
    };

    private static async Task ReadBelongingsAsync(LedgerQuery query, RelationshipRow found, CancellationToken ct)
    {
        await using var command = query.Ask(
            Belongings, ("one", query.Kept(found.SideA.OrganizationId)), ("other", query.Kept(found.SideB.OrganizationId)));
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var organization = LedgerQuery.IdAt(row, 0) == found.SideA.OrganizationId ? found.SideA : found.SideB;
            switch (row.GetInt32(1))
            {
                case 0:
                    organization.Domains.Add(new() { Domain = row.GetString(2), Place = row.GetInt32(4) });
                    break;
                case 1:
                    organization.Addresses.Add(new() { Address = row.GetString(2), Place = row.GetInt32(4) });
                    break;
                default:
                    organization.Absences.Add(new() { First = DayOf(row.GetString(2)), Last = DayOf(row.GetString(3)) });
                    break;
            }
        }
    }

    private static long NumberAt(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    private static DateOnly DayOf(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
