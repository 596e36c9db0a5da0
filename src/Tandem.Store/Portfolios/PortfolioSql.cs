using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Tandem.Core.Measures;
using Tandem.Core.Vocabulary;
using Tandem.Store.Ledger;
using Tandem.Workspace;
using Tandem.Workspace.People;
using Tandem.Workspace.Ports;

namespace Tandem.Store.Portfolios;

/// <summary>
/// Pages of the portfolio in words that both databases understand: one question along an index, however many lines there are. That
/// the viewer's organization is in every condition is the permission check.
/// </summary>
internal static class PortfolioSql
{
    private const string Columns = """
        l.relationship_id, l.name, l.us, l.is_shared, l.standing, l.since, l.share, l.share_low, l.share_high, l.our_trust, l.their_trust,
        l.our_value, l.their_value, l.weeks, l.open_ours, l.open_theirs, l.waits_of, l.our_due, l.their_due, l.action, l.evidence, l.effort,
        l.appreciated, l.size, l.made_on, l.spans
        """;

    private const string Stale = """
        SELECT o.organization_id, r.relationship_id
        FROM relationship AS r
        JOIN organization AS o ON o.organization_id = r.side_a_id OR o.organization_id = r.side_b_id
        LEFT JOIN ledger AS g ON g.relationship_id = r.relationship_id
        LEFT JOIN portfolio_line AS l ON l.relationship_id = r.relationship_id AND l.organization_id = o.organization_id
        WHERE r.relationship_id > @r AND o.shadow_of IS NULL
          AND (l.relationship_id IS NULL OR l.made_on <> @today OR l.size <> COALESCE(g.size, 0))
        ORDER BY r.relationship_id LIMIT @most
        """;

    private const string Places = """
        SELECT l.relationship_id, l.name, l.us, l.effort, l.appreciated FROM portfolio_line AS l
        WHERE l.organization_id = @o AND l.effort > 0 ORDER BY l.pressure, l.relationship_id LIMIT @most
        """;

    private const string Views = """
        SELECT v.name, v.query FROM saved_view AS v WHERE v.account_id = @account AND v.organization_id = @o ORDER BY v.name LIMIT @most
        """;

    private const double Millionths = 1_000_000;
    private const int LongestWord = 60;
    private const int WordsAsked = 6;
    private const string BeyondAllLetters = "\U0010FFFF";

    private static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static async Task<PortfolioPage> PageAsync(LedgerQuery query, Viewer viewer, PortfolioQuery asked, CancellationToken ct)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM portfolio_line AS l");
        var values = Where(sql, query, viewer, asked);
        if (TryPlace(asked, out var key, out var id))
        {
            sql.Append(asked.Sort switch
            {
                PortfolioSort.Name => " AND (l.name_key > @key OR (l.name_key = @key AND l.relationship_id > @id))",
                PortfolioSort.Waits => " AND (l.waits < @key OR (l.waits = @key AND l.relationship_id < @id))",
                _ => " AND (l.pressure > @key OR (l.pressure = @key AND l.relationship_id > @id))",
            });
            values.Add(("key", asked.Sort == PortfolioSort.Name ? key : long.Parse(key, CultureInfo.InvariantCulture)));
            values.Add(("id", query.Kept(id)));
        }

        sql.Append(asked.Sort switch
        {
            PortfolioSort.Name => " ORDER BY l.name_key, l.relationship_id",
            PortfolioSort.Waits => " ORDER BY l.waits DESC, l.relationship_id DESC",
            _ => " ORDER BY l.pressure, l.relationship_id",
        }).Append(CultureInfo.InvariantCulture, $" LIMIT {asked.Take + 1}");

        await using var command = query.Ask(sql.ToString(), [.. values]);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lines = ImmutableArray.CreateBuilder<RelationshipLine>(asked.Take);
        string? next = null;
        while (await rows.ReadAsync(ct))
        {
            if (lines.Count == asked.Take)
            {
                next = PlaceOf(asked.Sort, lines[^1]);
                break;
            }

            lines.Add(LineOf(rows));
        }

        return new(lines.ToImmutable(), next);
    }

    public static async Task<int> CountAsync(LedgerQuery query, Viewer viewer, PortfolioQuery asked, CancellationToken ct)
    {
        var sql = new StringBuilder("SELECT count(*) FROM portfolio_line AS l");
        var values = Where(sql, query, viewer, asked);
        await using var command = query.Ask(sql.ToString(), [.. values]);
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    public static async Task<ImmutableArray<(OrganizationId Organization, RelationshipId Relationship)>> StaleAsync(
        LedgerQuery query, int today, int most, CancellationToken ct)
    {
        await using var command = query.Ask(Stale, ("today", today), ("most", most));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var stale = ImmutableArray.CreateBuilder<(OrganizationId, RelationshipId)>();
        while (await rows.ReadAsync(ct))
        {
            stale.Add((new(LedgerQuery.IdAt(rows, 0)), new(LedgerQuery.IdAt(rows, 1))));
        }

        return stale.ToImmutable();
    }

    public static async Task<ImmutableArray<PlaceOfEffort>> PlacesAsync(LedgerQuery query, Viewer viewer, int most, CancellationToken ct)
    {
        await using var command = query.Ask(Places, ("o", query.Kept(viewer.Organization.Value)), ("most", most));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var places = ImmutableArray.CreateBuilder<PlaceOfEffort>();
        while (await rows.ReadAsync(ct))
        {
            places.Add(new(new(LedgerQuery.IdAt(rows, 0)), rows.GetString(1), (Side)rows.GetInt32(2), rows.GetDouble(3), rows.GetDouble(4)));
        }

        return places.ToImmutable();
    }

    public static async Task<ImmutableArray<SavedView>> ViewsAsync(
        LedgerQuery query, AccountId account, OrganizationId organization, CancellationToken ct)
    {
        await using var command = query.Ask(
            Views, ("account", query.Kept(account.Value)), ("o", query.Kept(organization.Value)), ("most", Limits.SavedViews));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var views = ImmutableArray.CreateBuilder<SavedView>();
        while (await rows.ReadAsync(ct))
        {
            views.Add(new(rows.GetString(0), rows.GetString(1)));
        }

        return views.ToImmutable();
    }

    /// <summary>As names are sorted and searched: without case and without marks.</summary>
    public static string KeyOf(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
        }

        return plain.ToString().Trim();
    }

    public static IEnumerable<string> WordsOf(string name) => KeyOf(name)
        .Split([.. KeyOf(name).Where(letter => !char.IsLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.Length <= LongestWord ? word : word[..LongestWord]).Distinct();

    public static int? DayOf(DateOnly? day) => day is { } given ? given.DayNumber - EpochDay : null;

    private static List<(string Name, object Value)> Where(StringBuilder sql, LedgerQuery query, Viewer viewer, PortfolioQuery asked)
    {
        var values = new List<(string Name, object Value)> { ("o", query.Kept(viewer.Organization.Value)) };
        sql.Append(" WHERE l.organization_id = @o");
        foreach (var (at, word) in WordsOf(asked.Search ?? "").Take(WordsAsked).Index())
        {
            sql.Append(CultureInfo.InvariantCulture, $"""
                 AND l.relationship_id IN (SELECT w.relationship_id FROM portfolio_word AS w
                 WHERE w.organization_id = @o AND w.word >= @w{at} AND w.word < @v{at})
                """);
            values.Add(($"w{at}", word));
            values.Add(($"v{at}", word + BeyondAllLetters));
        }

        if (asked.Standing is { } standing)
        {
            sql.Append(" AND l.standing = @standing");
            values.Add(("standing", (int)standing));
        }

        if (asked.WaitsOnly)
        {
            sql.Append(" AND l.waits > 0");
        }

        if (asked.PressingBy is { } day)
        {
            sql.Append(" AND (l.waits > 0 OR l.our_due <= @due OR l.their_due <= @due)");
            values.Add(("due", DayOf(day)!.Value));
        }

        return values;
    }

    private static string PlaceOf(PortfolioSort sort, RelationshipLine last)
    {
        var key = sort switch
        {
            PortfolioSort.Name => KeyOf(last.Name),
            PortfolioSort.Waits => last.WaitsInAll.ToString(CultureInfo.InvariantCulture),
            _ => last.Pressure.ToString(CultureInfo.InvariantCulture),
        };
        return $"{last.Id.Value:N}{key}";
    }

    private static bool TryPlace(PortfolioQuery asked, out string key, out Guid id)
    {
        (key, id) = ("", default);
        if (asked.After is not { Length: > 32 } place || !Guid.TryParseExact(place[..32], "N", out id))
        {
            return false;
        }

        key = place[32..];
        return asked.Sort == PortfolioSort.Name
            ? !key.Any(char.IsControl)
            : long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }

    private static RelationshipLine LineOf(DbDataReader row)
    {
        var spans = row.GetString(25).Split(' ');
        var waits = row.GetString(16).Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(
            new(LedgerQuery.IdAt(row, 0)), row.GetString(1), (Side)row.GetInt32(2),
            row.GetBoolean(3), (StandingLabel)row.GetInt32(4), row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            Part(row, 6), row.IsDBNull(7) ? null : new(Part(row, 7)!.Value, Part(row, 8)!.Value),
            (Known(row, 9, spans, 0), Known(row, 10, spans, 1)), (Known(row, 11, spans, 2), Known(row, 12, spans, 3)),
            WeeksOf(row.GetString(13)), (row.GetInt32(14), row.GetInt32(15)), (waits[0], waits[1], waits[2], waits[3]), Day(row, 17), Day(row, 18),
            row.IsDBNull(19) ? null : row.GetString(19), (EvidenceGrade)row.GetInt32(20), row.GetDouble(21), row.GetDouble(22), row.GetInt64(23),
            row.GetInt32(24));
    }

    public static string SpansOf(params ReadOnlySpan<Estimate?> known)
    {
        var spans = new StringBuilder();
        foreach (var estimate in known)
        {
            spans.Append(CultureInfo.InvariantCulture, $"{Thousandths(estimate?.Interval?.Low)} {Thousandths(estimate?.Interval?.High)} ");
        }

        return spans.ToString(0, spans.Length - 1);
    }

    private static int Thousandths(double? part) => part is { } value ? (int)Math.Round(value * 1000) : -1;

    private static Estimate? Known(DbDataReader row, int column, string[] spans, int place)
    {
        if (Part(row, column) is not { } value)
        {
            return null;
        }

        var low = int.Parse(spans[place * 2], CultureInfo.InvariantCulture);
        return new(value, low < 0 ? null : new(low / 1000.0, int.Parse(spans[(place * 2) + 1], CultureInfo.InvariantCulture) / 1000.0));
    }

    private static double? Part(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column) / Millionths;

    private static DateOnly? Day(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateOnly.FromDayNumber(row.GetInt32(column) + EpochDay);

    private static ImmutableArray<int> WeeksOf(string weeks) => weeks.Length == 0
        ? []
        : [.. weeks.Split(' ').Select(week => int.Parse(week, CultureInfo.InvariantCulture))];
}
