using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Tandem.Store.Tables;

namespace Tandem.Store;

/// <summary>The tables, the same on every database. Those of accounts are the framework's.</summary>
internal abstract class TandemDb(DbContextOptions options) : IdentityUserContext<IdentityUser<Guid>, Guid>(options)
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

    public DbSet<PersonRow> Persons => Set<PersonRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<MemberInvitationRow> MemberInvitations => Set<MemberInvitationRow>();

    public DbSet<DomainProofRow> DomainProofs => Set<DomainProofRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<AbsenceRow> Absences => Set<AbsenceRow>();

    public DbSet<SecretRow> Secrets => Set<SecretRow>();

    public DbSet<SideKeyRow> SideKeys => Set<SideKeyRow>();

    public DbSet<DraftRow> Drafts => Set<DraftRow>();

    public DbSet<NoteRow> Notes => Set<NoteRow>();

    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();

    public DbSet<SeenCheckpointRow> SeenCheckpoints => Set<SeenCheckpointRow>();

    public DbSet<PulseRoundRow> PulseRounds => Set<PulseRoundRow>();

    public DbSet<PulseAnswerRow> PulseAnswers => Set<PulseAnswerRow>();

    public DbSet<PulseTurnoutRow> PulseTurnouts => Set<PulseTurnoutRow>();

    public DbSet<PortfolioLineRow> PortfolioLines => Set<PortfolioLineRow>();

    public DbSet<PortfolioWordRow> PortfolioWords => Set<PortfolioWordRow>();

    public DbSet<SavedViewRow> SavedViews => Set<SavedViewRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        configuration.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.HasKey(row => row.CredentialId);
            passkey.HasIndex(row => row.UserId);
            passkey.HasOne<IdentityUser<Guid>>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
            passkey.OwnsOne(row => row.Data, data => data.ToJson("data"));
        });
        builder.ApplyConfigurationsFromAssembly(typeof(TandemDb).Assembly);
        SnakeCase.Apply(builder.Model);
    }

    /// <summary>Milliseconds since 1970 compare and sort alike on both databases; neither keeps ticks and an offset.</summary>
    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
