using System.Collections.Immutable;
using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Tandem.Core.Evidence;
using Tandem.Store.Evidence;
using Tandem.Store.Ledger;
using Tandem.Store.Upgrades;
using Tandem.Workspace.Ports;

namespace Tandem.Store;

internal sealed class PostgresEngine : Engine
{
    /// <summary>The number of the lock behind which relationships are opened and runs begun: "TDM".</summary>
    internal const long AloneLock = 0x54444d;

    private const int StatementsPrepared = 64;

    private readonly NpgsqlDataSource source;
    private readonly DbContextOptions<PostgresDb> options;

    public PostgresEngine(string connectionString)
    {
        source = NpgsqlDataSource.Create(Prepared(connectionString));
        options = new DbContextOptionsBuilder<PostgresDb>()
            .UseNpgsql(source, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .Options;
    }

    /// <summary>Statements are planned once, unless the connection string says otherwise (some poolers cannot).</summary>
    private static NpgsqlConnectionStringBuilder Prepared(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
        {
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (StatementsPrepared, 2);
        }

        return builder;
    }

    public override TandemDb NewDb() => new PostgresDb(options);

    public override async Task<Schema> SchemaAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        await using var connection = await source.OpenConnectionAsync(ct);
        return await PostgresMigration.SchemaAsync(connection, db, ct);
    }

    public override async Task<Schema> MakeAsync(CancellationToken ct)
    {
        await using var db = NewDb();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await PostgresMigration.AloneAsync(connection, ct);
        var schema = await PostgresMigration.SchemaAsync(connection, db, ct); // asked again: another process may have been first
        if (!schema.IsNew)
        {
            return schema;
        }

        foreach (var migration in schema.Pending)
        {
            await PostgresMigration.ApplyAsync(connection, db, migration, ct);
        }

        await transaction.CommitAsync(ct);
        return schema with { Applied = schema.Known };
    }

    public override async Task<IDbContextTransaction> BeginAloneAsync(TandemDb db, CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock({0})", [AloneLock], ct);
        return transaction;
    }

    public override Task<Correspondence> LoadAsync(EvidencePlace place, CancellationToken ct) => PostgresLoading.LoadAsync(source, place, ct);

    public override EvidenceWriter NewWriter(EvidencePlace place, ImportRun run, bool keepBodies) =>
        new PostgresEvidenceWriter(source.OpenConnection(), place, run, keepBodies);

    public override void InsertFiles(TandemDb db, EvidencePlace place, ImportRun run)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        using var copy = connection.BeginBinaryImport(
            "COPY import_file (relationship_id, side, run, file_number, path, bytes, modified_at_ticks) FROM STDIN (FORMAT BINARY)");
        for (var file = 0; file < run.Files.Length; file++)
        {
            copy.StartRow();
            copy.Write(place.Relationship, NpgsqlDbType.Uuid);
            copy.Write((int)place.Side, NpgsqlDbType.Integer);
            copy.Write(run.Number, NpgsqlDbType.Integer);
            copy.Write(file, NpgsqlDbType.Integer);
            copy.Write(run.Files[file].Path, NpgsqlDbType.Text);
            copy.Write(run.Files[file].Bytes, NpgsqlDbType.Bigint);
            copy.Write(run.Files[file].ModifiedAtTicks, NpgsqlDbType.Bigint);
        }

        copy.Complete();
    }

    public override int LedgerWriters => 4;

    public override IdList Ids { get; } = new(
        "= ANY(@ids)", ids => ids.Select(id => id.Value!).ToArray(), numbers => numbers.ToArray());

    public override async Task<LedgerQuery> QueryAsync(Guid relationship, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        try
        {
            var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return new(sql => new NpgsqlCommand(sql, connection, snapshot), id => id, relationship, async () =>
            {
                await snapshot.DisposeAsync();
                await connection.DisposeAsync();
            });
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<ImmutableArray<bool>> WriteAsync(IReadOnlyList<LedgerWrite> writes, CancellationToken ct) =>
        [.. await Task.WhenAll(writes.Select(write => PostgresLedgerWriter.WriteAsync(source, write, ct)))];

    public override Task ScrubAsync(CancellationToken ct) => Task.CompletedTask; // the keys are gone, and that is the erasure

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
