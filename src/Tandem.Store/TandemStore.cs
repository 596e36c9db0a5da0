using Microsoft.Data.Sqlite;
using Tandem.Store.Evidence;
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
    }

    public IEvidenceStore Evidence { get; }

    public static async Task<TandemStore> OpenAsync(StoreOptions options, CancellationToken ct)
    {
        Engine engine = IsSqlite(options.ConnectionString)
            ? new SqliteEngine(new SqliteConnectionStringBuilder(options.ConnectionString))
            : new PostgresEngine(options.ConnectionString);
        await engine.MigrateAsync(ct);
        return new(engine);
    }

    internal TandemDb NewDb() => engine.NewDb();

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private static bool IsSqlite(string connectionString) =>
        connectionString.TrimStart().StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase);
}
