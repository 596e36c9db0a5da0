using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tandem.Store.Tables;

/// <summary>A key by which a program acts for an organization. Only its digest is kept.</summary>
internal sealed class ApiKeyRow : IEntityTypeConfiguration<ApiKeyRow>
{
    public Guid OrganizationId { get; set; }

    public Guid KeyId { get; set; }

    public string Name { get; set; } = "";

    public byte[] Digest { get; set; } = [];

    public int Role { get; set; }

    /// <summary>Nothing private is in its scope.</summary>
    public bool IsSharedOnly { get; set; }

    public Guid? MadeBy { get; set; }

    /// <summary>How entries made with it name their author.</summary>
    public string Pseudonym { get; set; } = "";

    public DateTimeOffset MadeAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.HasKey(row => new { row.OrganizationId, row.KeyId });
        builder.HasIndex(row => row.Digest).IsUnique();
        builder.HasOne<OrganizationRow>().WithMany().HasForeignKey(row => row.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
