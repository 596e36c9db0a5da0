using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Tandem.Store.Tables;

namespace Tandem.Store;

/// <summary>The tables, the same on every database.</summary>
internal abstract class TandemDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<OrganizationRow> Organizations => Set<OrganizationRow>();

    public DbSet<RelationshipRow> Relationships => Set<RelationshipRow>();

    public DbSet<MailEvidenceRow> Evidence => Set<MailEvidenceRow>();

    public DbSet<ImportRunRow> Runs => Set<ImportRunRow>();

    public DbSet<MailMessageRow> Messages => Set<MailMessageRow>();

    public DbSet<MailFileRow> MailFiles => Set<MailFileRow>();

    public DbSet<MailSightingRow> Sightings => Set<MailSightingRow>();

    public DbSet<MailNamingRow> Namings => Set<MailNamingRow>();

    public DbSet<MailBodyRow> Bodies => Set<MailBodyRow>();

    public DbSet<ImportFileRow> Files => Set<ImportFileRow>();

    public DbSet<LedgerRow> Ledgers => Set<LedgerRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();

    public DbSet<HostKeyRow> HostKeys => Set<HostKeyRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.ApplyConfigurationsFromAssembly(typeof(TandemDb).Assembly);
        SnakeCase.Apply(builder.Model);
    }

    /// <summary>Milliseconds since 1970 compare and sort alike on both databases; neither keeps ticks and an offset.</summary>
    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
