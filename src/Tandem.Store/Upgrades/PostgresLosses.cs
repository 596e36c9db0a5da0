using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Tandem.Store.Upgrades;

/// <summary>What a database and its dump differ in: the rows of both, in the columns that both have, by their
/// hashes.</summary>
internal static class PostgresLosses
{
    public static async Task<ImmutableArray<Loss>> BetweenAsync(
        NpgsqlConnection database, IReadOnlyCollection<string> tables, PostgresDump dump, CancellationToken ct)
    {
        var losses = new List<Loss>();
        var seen = new HashSet<string> { KnownMigrations.HistoryTable };
        await dump.ReadAsync(rowsOnly: true, _ => Task.CompletedTask, async (head, lines) =>
        {
            var ours = tables.Contains(head.Table) ? await ColumnsAsync(database, head.Table, ct) : [];
            var common = head.Columns.Where(ours.Contains).ToList();
            var theirRows = await HashesAsync(Chosen(lines, head, common));
            if (seen.Add(head.Table))
            {
                losses.Add(await LossAsync(database, head.Table, common, theirRows, ct));
            }
        }, ct);
        foreach (var table in tables.Except(seen))
        {
            losses.Add(new(table, await CountAsync(database, table, ct), 0));
        }

        return
        [
            .. losses.Where(loss => loss is not { Lost: 0, Returning: 0 })
                .OrderBy(loss => loss.Table, StringComparer.Ordinal),
        ];
    }

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<Loss> LossAsync(
        NpgsqlConnection database, string table, List<string> columns, HashSet<UInt128> theirRows, CancellationToken ct)
    {
        if (columns.Count == 0)
        {
            return new(table, 0, theirRows.Count);
        }

        var ourRows = await HashesAsync(ExportAsync(database, table, columns, ct));
        return new(table, ourRows.Count(row => !theirRows.Contains(row)),
            theirRows.Count(row => !ourRows.Contains(row)));
    }

    private static async IAsyncEnumerable<string> ExportAsync(
        NpgsqlConnection database, string table, List<string> columns,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var export = await database.BeginTextExportAsync(
            $"COPY (SELECT {string.Join(", ", columns.Select(Quoted))} FROM {Quoted(table)}) TO STDOUT", ct);
        while (await export.ReadLineAsync(ct) is { } line)
        {
            yield return line;
        }
    }

    private static IAsyncEnumerable<string> Chosen(IAsyncEnumerable<string> lines, RowsHead head, List<string> columns)
    {
        if (columns.Count == 0 || columns.Count == head.Columns.Count)
        {
            return lines;
        }

        var places = head.Columns.Index().Where(column => columns.Contains(column.Item))
            .Select(column => column.Index).ToList();
        return lines.Select(line => line.Split('\t'))
            .Select(fields => string.Join('\t', places.Select(place => fields[place])));
    }

    private static async Task<HashSet<UInt128>> HashesAsync(IAsyncEnumerable<string> lines)
    {
        var hashes = new HashSet<UInt128>();
        await foreach (var line in lines)
        {
            hashes.Add(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line))));
        }

        return hashes;
    }

    private static async Task<HashSet<string>> ColumnsAsync(
        NpgsqlConnection database, string table, CancellationToken ct) =>
        [.. await PostgresMigration.NamesAsync(database,
            $"SELECT attname::text FROM pg_attribute WHERE attrelid = '{Quoted(table)}'::regclass "
            + "AND attnum > 0 AND NOT attisdropped", ct)
            .ToListAsync(ct)];

    private static Task<long> CountAsync(NpgsqlConnection database, string table, CancellationToken ct) =>
        PostgresMigration.ScalarAsync<long>(database, $"SELECT COUNT(*) FROM {Quoted(table)}", ct);
}
