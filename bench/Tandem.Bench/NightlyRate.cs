using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using Tandem.Core.Vocabulary;
using Tandem.Store;
using Tandem.Workspace;
using Tandem.Workspace.Ports;
using Tandem.Workspace.Readings;

namespace Tandem.Bench;

/// <summary>
/// A night's pass over many relationships. bench/nightly.sh: <c>nightly fill RELATIONSHIPS FOLDER [CONNECTION]</c> writes them straight
/// into the tables, as they would lie there after two years; <c>nightly scan|read|pass|advice FOLDER [CONNECTION]</c> goes through them.
/// </summary>
internal static class NightlyRate
{
    private const int Each = 6;
    private const int LeafBytes = 250;
    private const int SaltBytes = 32;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Owner = Id(1, 0);

    public static async Task FillAsync(int relationships, string folder, string? connection)
    {
        await using (await TandemStore.OpenAsync(OptionsOf(folder, connection), CancellationToken.None))
        {
        }

        using IFiller filler = connection is null ? new SqliteFiller(Path.Combine(folder, StoreOptions.FileName)) : new PostgresFiller(connection);
        filler.Write("organization", ["organization_id", "name", "is_owner", "everyone"],
            Enumerable.Range(0, relationships + 1).Select(n => (object?[])[Id(1, n), $"Organization {n}", n == 0, false]));
        filler.Write("relationship", ["relationship_id", "side_a_id", "side_b_id"],
            from n in Enumerable.Range(0, relationships)
            let other = Id(1, n + 1)
            select n % 2 == 0 ? (object?[])[Id(2, n), Owner, other] : [Id(2, n), other, Owner]);
        filler.Write("ledger", ["relationship_id", "size", "currencies", "charter_at", "frontier"],
            Enumerable.Range(0, relationships).Select(n => (object?[])[Id(2, n), (long)Each, "EUR", 0L, new byte[SaltBytes]]));
        filler.Write("entry",
            ["relationship_id", "sequence", "id", "kind", "side", "author", "occurred", "recorded", "favours", "lapses_at", "body", "body_salt", "leaf"],
            from place in Enumerable.Range(0, Each) from n in Enumerable.Range(0, relationships) select EntryAt(n, place)); // as they came in time
        filler.Finish();
    }

    public static async Task RunAsync(string what, string folder, string? connection)
    {
        var start = Stopwatch.GetTimestamp();
        var (relationships, entries) = what == "scan" ? await ScanAsync(folder, connection) : await GoThroughAsync(what, folder, connection);
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}\t{relationships}\t{entries}\t{took:F1}\t{relationships / took:F0}\t{Environment.CpuUsage.TotalTime.TotalSeconds:F1}\t{PeakMegabytes():F0}"));
    }

    private static async Task<(int Relationships, long Entries)> GoThroughAsync(string what, string folder, string? connection)
    {
        await using var store = await TandemStore.OpenAsync(OptionsOf(folder, connection), CancellationToken.None);
        var viewer = new Viewer(new(Owner));
        var (relationships, entries) = (0, 0L);
        if (what == "read")
        {
            await foreach (var ledger in store.Ledgers.EveryAsync(viewer, CancellationToken.None))
            {
                (relationships, entries) = (relationships + 1, entries + ledger.Statements.Length);
            }
        }
        else
        {
            await foreach (var line in new PortfolioPass(store.Ledgers, what == "advice").RunAsync(viewer, Now, null, CancellationToken.None))
            {
                (relationships, entries) = (relationships + 1, entries + line.Entries);
            }
        }

        return (relationships, entries);
    }

    /// <summary>The same rows in the same order, and nothing done with them.</summary>
    private static async Task<(int Relationships, long Entries)> ScanAsync(string folder, string? connection)
    {
        await using DbConnection open = connection is null
            ? new SqliteConnection($"Data Source={Path.Combine(folder, StoreOptions.FileName)};Mode=ReadOnly") : new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = "SELECT sequence, id, kind, side, author, occurred, recorded, body FROM entry ORDER BY relationship_id, sequence";
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync();
        var (relationships, entries) = (0, 0L);
        while (await rows.ReadAsync())
        {
            relationships += rows.GetInt64(0) == 1 ? 1 : 0;
            entries += rows.GetFieldValue<byte[]>(7).Length > 0 ? 1 : 0;
        }

        return (relationships, entries);
    }

    /// <summary>A promise each way, one of them kept and one silent, contributions, a question.</summary>
    private static object?[] EntryAt(int relationship, int place)
    {
        var first = Now.AddDays(-40 - (relationship % 690));
        var at = first.AddDays(place * 5);
        var (side, kind, body, favours) = place switch
        {
            0 => (0, "commitment", $$"""{"by":"A","due":"{{Day(first.AddDays(20))}}","importance":"normal"}""", (int?)1),
            1 => (1, "contribution", """{"category":"time","giver":"B","worth":{"hours":"6.5"}}""", 1),
            2 => (0, "contribution", """{"category":"money","giver":"A","worth":{"amount":"740.00","currency":"EUR"}}""", 0),
            3 => (1, "resolution", """{"commitment":"e1","outcome":"kept"}""", 0),
            4 => (1, "commitment", $$"""{"by":"B","due":"{{Day(first.AddDays(45))}}","importance":"major"}""", 0),
            _ => (0, "request", """{"from":"A"}""", null),
        };
        return
        [
            Id(2, relationship), place + 1L, $"e{place + 1}", kind, side, side == 0 ? "a-one" : "b-one", Micros(at), Micros(at), favours, null,
            Encoding.UTF8.GetBytes(body), new byte[SaltBytes], new byte[LeafBytes],
        ];
    }

    private static StoreOptions OptionsOf(string folder, string? connection) => connection is null ? StoreOptions.In(folder) : new(connection);

    /// <summary>In no order, as ids are.</summary>
    private static Guid Id(int kind, int number) => new(
        $"{unchecked((uint)number * 2654435761u):x8}-{kind:x4}-8000-8000-{number:x12}");

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static long Micros(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static double PeakMegabytes() => double.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1000;

    /// <summary>Many rows into one table.</summary>
    private interface IFiller : IDisposable
    {
        void Write(string table, string[] columns, IEnumerable<object?[]> rows);

        void Finish();
    }

    private sealed class SqliteFiller : IFiller
    {
        private readonly SqliteConnection connection;

        public SqliteFiller(string path)
        {
            connection = new($"Data Source={path};Foreign Keys=False");
            connection.Open();
            Run("PRAGMA synchronous = off; PRAGMA cache_size = -1000000");
        }

        public void Write(string table, string[] columns, IEnumerable<object?[]> rows)
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "@" + c))})";
            SqliteParameter[] parameters = [.. columns.Select(column => insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + column }))];
            foreach (var row in rows)
            {
                for (var at = 0; at < row.Length; at++)
                {
                    parameters[at].Value = row[at] is Guid id ? id.ToByteArray(bigEndian: true) : row[at] ?? DBNull.Value;
                }

                _ = insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        public void Finish() => Run("PRAGMA wal_checkpoint(TRUNCATE); ANALYZE");

        public void Dispose() => connection.Dispose();

        private void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            _ = command.ExecuteNonQuery();
        }
    }

    private sealed class PostgresFiller : IFiller
    {
        private readonly NpgsqlConnection connection;

        public PostgresFiller(string text)
        {
            connection = new(text + ";Command Timeout=0");
            connection.Open();
            Run("SET session_replication_role = replica");
        }

        public void Write(string table, string[] columns, IEnumerable<object?[]> rows)
        {
            using var copy = connection.BeginBinaryImport($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                copy.StartRow();
                foreach (var value in row)
                {
                    Write(copy, value);
                }
            }

            _ = copy.Complete();
        }

        public void Finish() => Run("VACUUM ANALYZE");

        public void Dispose() => connection.Dispose();

        private static void Write(NpgsqlBinaryImporter copy, object? value)
        {
            if (value is null)
            {
                copy.WriteNull();
                return;
            }

            copy.Write(value, value switch
            {
                Guid => NpgsqlDbType.Uuid,
                bool => NpgsqlDbType.Boolean,
                int => NpgsqlDbType.Integer,
                long => NpgsqlDbType.Bigint,
                string => NpgsqlDbType.Text,
                byte[] => NpgsqlDbType.Bytea,
                _ => throw new UnreachableException($"No column for {value.GetType().Name}."),
            });
        }

        private void Run(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            _ = command.ExecuteNonQuery();
        }
    }
}
