using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Tandem.Core.Evidence;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Ports;

namespace Tandem.Store;

internal sealed class SqliteEngine : Engine
{
    private const int ScrubAttempts = 40;
    private const int SwitchAttempts = 200;
    private const int AskersKept = 16;
    private static readonly TimeSpan ScrubPause = TimeSpan.FromMilliseconds(50);

    private readonly Lock door = new();
    private readonly string path;
    private readonly string connectionString;
    private readonly DbContextOptions<SqliteDb> options;
    private readonly ConcurrentBag<SqliteAsker> askers = [];
    private volatile bool isClosed;

    public SqliteEngine(SqliteConnectionStringBuilder connection)
    {
        connection.ForeignKeys = true;
        connection.DefaultTimeout = SqlitePragmas.BusySeconds;
        path = connection.DataSource;
        connectionString = connection.ConnectionString;
        options = new DbContextOptionsBuilder<SqliteDb>()
            .UseSqlite(connectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(new SqlitePragmas())
            .Options;
    }

    private SqliteLedgerWriter? ledgers;

    /// <summary>Whether something that was erased may still stand in the log.</summary>
    private bool isScrubDue;

    /// <summary>What was answered as sealed survives a power cut: each commit is flushed to the disk.</summary>
    private SqliteLedgerWriter Ledgers => ledgers ??= new(Open("PRAGMA synchronous = full; PRAGMA foreign_keys = on; PRAGMA cache_size = -32768;"));

    public override TandemDb NewDb() => new SqliteDb(options);

    public override async Task<Schema> SchemaAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        return SqliteMigration.SchemaOf(path, db);
    }

    public override async Task<Schema> MakeAsync(CancellationToken ct)
    {
        MakeFile(path);
        await using var db = NewDb();
        using var connection = Open("PRAGMA foreign_keys = off;");
        await SwitchToLogAsync(connection, ct);
        using var transaction = connection.BeginTransaction(deferred: false);
        var schema = SqliteMigration.SchemaOf(connection, db); // asked again: another process may have been first
        if (!schema.IsNew)
        {
            return schema;
        }

        foreach (var migration in schema.Pending)
        {
            SqliteMigration.Apply(connection, db, migration);
        }

        transaction.Commit();
        return schema with { Applied = schema.Known };
    }

    /// <summary>Two processes that switch at once do not wait for each other by themselves: the busy timeout does not hold here.</summary>
    private static async Task SwitchToLogAsync(SqliteConnection connection, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                SqliteMigration.Run(connection, "PRAGMA journal_mode = wal;");
                return;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && attempt < SwitchAttempts)
            {
                await Task.Delay(ScrubPause, ct);
            }
        }
    }

    /// <summary>A process that was killed may have erased something last.</summary>
    public override void Resume()
    {
        using var opened = Open("");
        isScrubDue = !SqliteLedgerWriter.Scrub(opened);
    }

    public override Task<IDbContextTransaction> BeginAloneAsync(TandemDb db, CancellationToken ct) =>
        db.Database.BeginTransactionAsync(ct); // "begin immediate": SQLite has one writer at a time

    public override Task<Correspondence> LoadAsync(EvidencePlace place, CancellationToken ct)
    {
        using var connection = Open("PRAGMA query_only = on;");
        return Task.FromResult(SqliteLoading.Load(connection, place, ct));
    }

    /// <remarks>
    /// Evidence can be read again from the mailbox, so a power cut may cost the last commits (never the file):
    /// synchronous=normal spares a flush for each. The cache holds most of the index of keys of a million messages. A
    /// writer deletes nothing, so there is nothing to overwrite.
    /// </remarks>
    public override EvidenceWriter NewWriter(EvidencePlace place, ImportRun run, bool keepBodies) => new SqliteEvidenceWriter(
        Open("PRAGMA synchronous = normal; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192; PRAGMA secure_delete = off;"),
        place, run, keepBodies);

    public override void InsertFiles(TandemDb db, EvidencePlace place, ImportRun run)
    {
        using var insert = new SqliteStatement(
            (SqliteConnection)db.Database.GetDbConnection(),
            "INSERT INTO import_file (relationship_id, side, run, file_number, path, bytes, modified_at_ticks) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        insert.Bind(place, run.Number);
        for (var file = 0; file < run.Files.Length; file++)
        {
            insert.Bind(4, file);
            insert.Bind(5, run.Files[file].Path);
            insert.Bind(6, run.Files[file].Bytes);
            insert.Bind(7, run.Files[file].ModifiedAtTicks);
            insert.Run();
        }
    }

    public override int LedgerWriters => 1;

    public override IdList Ids { get; } = new(
        "IN (SELECT value FROM json_each(@ids))", ids => JsonSerializer.Serialize(ids.Select(id => id.Value)), numbers => JsonSerializer.Serialize(numbers));

    public override Task<LedgerQuery> QueryAsync(Guid relationship, CancellationToken ct)
    {
        var asker = askers.TryTake(out var idle) ? idle : new(Open("PRAGMA query_only = on;"));
        try
        {
            asker.Begin();
        }
        catch
        {
            asker.Dispose();
            throw;
        }

        return Task.FromResult(new LedgerQuery(asker.NewCommand, id => id.ToByteArray(bigEndian: true), relationship, () =>
        {
            Return(asker);
            return ValueTask.CompletedTask;
        }));
    }

    /// <summary>One whose snapshot does not end, because an answer is still being read, is not used again.</summary>
    private void Return(SqliteAsker asker)
    {
        try
        {
            asker.End();
            if (!isClosed && askers.Count < AskersKept)
            {
                askers.Add(asker);
                if (isClosed)
                {
                    DisposeAskers(); // it was closed in between, and its askers are gone already
                }

                return;
            }
        }
        catch (SqliteException)
        {
            // its connection goes, and the snapshot with it
        }

        asker.Dispose();
    }

    public override Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct)
    {
        lock (door)
        {
            var written = Ledgers.Write(writes);
            isScrubDue = isScrubDue && !Ledgers.Scrub();
            return Task.FromResult(written);
        }
    }

    /// <summary>Waits a little for readers that hold the log; what they hold is emptied with the next write after they left otherwise.</summary>
    public override async Task ScrubAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < ScrubAttempts && !Scrub(); attempt++)
        {
            await Task.Delay(ScrubPause, ct);
        }
    }

    public override ValueTask DisposeAsync()
    {
        ledgers?.Dispose();
        isClosed = true;
        DisposeAskers();
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    private void DisposeAskers()
    {
        while (askers.TryTake(out var asker))
        {
            asker.Dispose();
        }
    }

    private bool Scrub()
    {
        lock (door)
        {
            isScrubDue = !Ledgers.Scrub();
            return !isScrubDue;
        }
    }

    /// <summary>A connection outside the pool, because it is set up for one purpose.</summary>
    private SqliteConnection Open(string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        SqliteMigration.Run(connection, SqlitePragmas.Always + pragmas);
        return connection;
    }

    /// <summary>Folder 0700, file 0600; SQLite gives the files beside it the same mode. What is there keeps its own.</summary>
    private static void MakeFile(string path)
    {
        if (path.Length == 0 || path == ":memory:" || File.Exists(path))
        {
            return;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
