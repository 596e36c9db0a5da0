using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Store.People;
using Tandem.Store.Portfolios;
using Tandem.Store.Sides;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Ports;

namespace Tandem.Store;

/// <summary>The store room: opened once by whoever wires the program.</summary>
public sealed class TandemStore : IAsyncDisposable
{
    private readonly Engine engine;

    private TandemStore(Engine engine)
    {
        this.engine = engine;
        Evidence = new EvidenceStore(engine);
        Ledgers = new LedgerStore(engine);
        Heads = new HeadStore(engine);
        Drafts = new DraftStore(engine);
        People = new PeopleStore(engine);
        Invitations = new InvitationStore(engine);
        Portfolios = new PortfolioStore(engine);
        Notes = new NoteStore(engine);
        Pulses = new PulseStore(engine);
    }

    public IEvidenceStore Evidence { get; }

    public ILedgerStore Ledgers { get; }

    public IHeadStore Heads { get; }

    public IDraftStore Drafts { get; }

    public IPeopleStore People { get; }

    public IInvitationStore Invitations { get; }

    public IPortfolioStore Portfolios { get; }

    public INoteStore Notes { get; }

    public IPulseStore Pulses { get; }

    /// <summary>A new database is made at the newest schema. One of another schema is left as it is: see
    /// <see cref="StoreUpgrade"/>.</summary>
    /// <exception cref="WrongSchemaException">The database has an older or a newer schema.</exception>
    public static async Task<TandemStore> OpenAsync(StoreOptions options, CancellationToken ct)
    {
        var engine = EngineOf(options);
        try
        {
            var schema = await engine.SchemaAsync(ct);
            if (schema.IsNew)
            {
                schema = await engine.MakeAsync(ct);
            }

            if (!schema.IsCurrent)
            {
                throw new WrongSchemaException(schema, options);
            }

            engine.Resume();
            _ = Task.Run(engine.WarmUp, CancellationToken.None);
            return new(engine);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    private static Engine EngineOf(StoreOptions options) => options.Read() switch
    {
        SqliteConnectionStringBuilder sqlite => new SqliteEngine(sqlite),
        NpgsqlConnectionStringBuilder => new PostgresEngine(options.ConnectionString),
        DbConnectionStringBuilder other => throw new UnreachableException(other.GetType().Name),
    };

    /// <summary>The accounts, as the framework asks for them: whoever asked disposes of them.</summary>
    public IUserStore<IdentityUser<Guid>> NewAccounts() => new Accounts(engine.NewDb());

    internal TandemDb NewDb() => engine.NewDb();

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
