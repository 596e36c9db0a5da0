using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>That an organization speaks for a domain, or has been asked to show it.</summary>
internal sealed class DomainProofRow : IEntityTypeConfiguration<DomainProofRow>
{
    public Guid OrganizationId { get; set; }

    public string Domain { get; set; } = "";

    /// <summary>What the TXT record or the letter says.</summary>
    public string Code { get; set; } = "";

    /// <summary>How it was shown: <c>dns</c>, or the role address that was written to; <c>null</c> until it was.</summary>
    public string? Method { get; set; }

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? ProvenAt { get; set; }

    public int Attempts { get; set; }

    public void Configure(EntityTypeBuilder<DomainProofRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.Domain });
        builder.HasOne<OrganizationRow>().WithMany().HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
