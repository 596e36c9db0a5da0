using Microsoft.Data.Sqlite;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Workspace.Ports;

namespace Tandem.Store;

/// <summary>The store room: opened once by whoever wires the program, brought to the newest schema on opening.</summary>
public sealed class TandemStore : IAsyncDisposable
{
    private readonly Engine engine;

    private TandemStore(Engine engine)
    {
        this.engine = engine;
        Evidence = new EvidenceStore(engine);
        Ledgers = new LedgerStore(engine);
    }

    public IEvidenceStore Evidence { get; }

    public ILedgerStore Ledgers { get; }

    public static async Task<TandemStore> OpenAsync(StoreOptions options, CancellationToken ct)
    {
        var engine = EngineOf(options.ConnectionString);
        await engine.MigrateAsync(ct);
        return new(engine);
    }

    /// <summary>The message of a bad connection string may hold what stands in it: ours does not.</summary>
    private static Engine EngineOf(string connectionString)
    {
        try
        {
            return IsSqlite(connectionString)
                ? new SqliteEngine(new SqliteConnectionStringBuilder(connectionString))
                : new PostgresEngine(connectionString);
        }
        catch (ArgumentException)
        {
            throw new IOException("The connection string cannot be read. It looks like: Host=...;Database=...;Username=...;Password=...");
        }
    }

    internal TandemDb NewDb() => engine.NewDb();

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static bool IsSqlite(string connectionString) =>
        connectionString.TrimStart().StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase);
}
