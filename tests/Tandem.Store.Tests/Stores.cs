using Tandem.Workspace.Ports;
using Tandem.Workspace.Ports.Simulated;
using Xunit;

namespace Tandem.Store.Tests;

/// <summary>Makes new, empty stores of one kind.</summary>
public interface IStores
{
    Task<IEvidenceStore> NewAsync();
}

public interface ILedgerStores
{
    Task<ILedgerStore> NewLedgersAsync();
}

public sealed class SimulatedStores : IStores, ILedgerStores
{
    public Task<ILedgerStore> NewLedgersAsync() => Task.FromResult<ILedgerStore>(new SimulatedLedgerStore());

    public Task<IEvidenceStore> NewAsync() => Task.FromResult<IEvidenceStore>(new SimulatedEvidenceStore(42));
}

public sealed class SqliteStores : IStores, ILedgerStores, IAsyncDisposable
{
    private readonly List<TandemStore> opened = [];

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("tandem-store-");

    public async Task<IEvidenceStore> NewAsync() => (await OpenAsync(Path.Combine(Folder.FullName, $"{opened.Count}"))).Evidence;

    public async Task<ILedgerStore> NewLedgersAsync() => (await OpenAsync(Path.Combine(Folder.FullName, $"{opened.Count}"))).Ledgers;

    public async Task<TandemStore> OpenAsync(string folder)
    {
        opened.Add(await TandemStore.OpenAsync(StoreOptions.In(folder), CancellationToken.None));
        return opened[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }

        Folder.Delete(recursive: true);
    }
}

public sealed class PostgresStores(PostgresServer server) : IStores, ILedgerStores, IAsyncDisposable
{
    private readonly List<TandemStore> opened = [];

    public async Task<IEvidenceStore> NewAsync() => (await OpenNewAsync()).Evidence;

    public async Task<ILedgerStore> NewLedgersAsync() => (await OpenNewAsync()).Ledgers;

    public async Task<TandemStore> OpenNewAsync() => await OpenAsync(await server.NewDatabaseAsync());

    public async Task<TandemStore> OpenAsync(string connectionString)
    {
        opened.Add(await TandemStore.OpenAsync(new(connectionString), CancellationToken.None));
        return opened[^1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in opened)
        {
            await store.DisposeAsync();
        }
    }
}
