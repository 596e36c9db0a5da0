using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A person in an organization. When they leave, the row stays for the pseudonym that entries name, without the account.</summary>
internal sealed class MemberRow : IEntityTypeConfiguration<MemberRow>
{
    public Guid OrganizationId { get; set; }

    /// <summary>How entries name them.</summary>
    public string Pseudonym { get; set; } = "";

    /// <summary><c>null</c> once the account is gone.</summary>
    public Guid? AccountId { get; set; }

    public int Role { get; set; }

    public DateTimeOffset JoinedAt { get; set; }

    public DateTimeOffset? LeftAt { get; set; }

    public void Configure(EntityTypeBuilder<MemberRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.Pseudonym });
        builder.HasIndex(row => row.AccountId);
        builder.HasOne<OrganizationRow>().WithMany().HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
