using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore.Storage;
using Tandem.Core.Evidence;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Ports;

namespace Tandem.Store;

/// <summary>What SQLite and PostgreSQL do differently. Everything else is written once, over <see cref="TandemDb"/>.</summary>
internal abstract class Engine : IAsyncDisposable
{
    public abstract TandemDb NewDb();

    /// <summary>The framework's model takes half a second to build: it begins while the program does something else.</summary>
    public void WarmUp()
    {
        using var db = NewDb();
        _ = db.Model;
    }

    /// <summary>What is there. Changes nothing.</summary>
    public abstract Task<Schema> SchemaAsync(CancellationToken ct);

    /// <summary>Makes a new database at the newest schema, unless another process was first.</summary>
    public abstract Task<Schema> MakeAsync(CancellationToken ct);

    /// <summary>Finishes what a process that was killed may have left undone.</summary>
    public virtual void Resume()
    {
    }

    /// <summary>A transaction that waits for, and then keeps out, every other one begun this way.</summary>
    public abstract Task<IDbContextTransaction> BeginAloneAsync(TandemDb db, CancellationToken ct);

    public abstract Task<Correspondence> LoadAsync(EvidencePlace place, CancellationToken ct);

    public abstract EvidenceWriter NewWriter(EvidencePlace place, ImportRun run, bool keepBodies);

    /// <summary>Inside the transaction that <paramref name="db"/> is in: a Maildir is a run over a million files.</summary>
    public abstract void InsertFiles(TandemDb db, EvidencePlace place, ImportRun run);

    /// <summary>How many ledgers may be written at once.</summary>
    public abstract int LedgerWriters { get; }

    public abstract IdList Ids { get; }

    /// <summary>Questions about a ledger that all see the same moment.</summary>
    public abstract Task<LedgerQuery> QueryAsync(Guid relationship, CancellationToken ct);

    public abstract Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct);

    public abstract Task ScrubAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();
}
